import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { MappingFailure } from './expression.ts'
import { MappingLibrary } from './mapping-library.ts'

/** Where the mappings are that come with Headcount: in the package, beside its sources and its build. */
const shippedDirectory = fileURLToPath(new URL('../../mappings', import.meta.url))

/**
 * Reads the mappings that come with Headcount and those of a further directory, which take the place of shipped
 * ones of the same id. Throws {@link MappingFailure} that names the file.
 */
export function loadMappings(directory: string | null): MappingLibrary {
  const directories = directory === null ? [shippedDirectory] : [shippedDirectory, directory]
  return new MappingLibrary(directories.flatMap(filesOf))
}

function filesOf(directory: string): readonly { readonly source: string; readonly content: unknown }[] {
  try {
    return readdirSync(directory)
      .filter((name) => /\.(ya?ml|json)$/.test(name))
      .toSorted()
      .map((name) => {
        const source = join(directory, name)
        return { source, content: parse(readFileSync(source, 'utf8')) }
      })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new MappingFailure(`The mappings in ${directory} cannot be read: ${reason}`, { cause })
  }
}
