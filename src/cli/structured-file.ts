import { readFile } from 'node:fs/promises'
import { parse as parseYaml } from 'yaml'
import type { z } from 'zod'
import { CommandFailed } from './failures.ts'

/** Reads a file of JSON or YAML. Rejects, naming the file and the place, when it is neither. */
export async function readStructuredFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8')
  try {
    return parseYaml(text, { maxAliasCount: 1_000 })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CommandFailed(`${file} is neither JSON nor YAML: ${reason.trim()}`, { cause })
  }
}

/** Issues as one readable line: ``readings[0].count: …; time: …``. */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('; ')
}
