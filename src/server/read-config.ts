import { readFileSync } from 'node:fs'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { Config } from './config.ts'
import { ConfigError } from './config-error.ts'
import { type Setting, settings } from './settings.ts'

/** What was given on the command line; what was not is undefined. */
export type Flags = { readonly [name in keyof Config | 'config']?: string | undefined }

/** The variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Where a value came from, and the value as it was written there. */
interface Given {
  readonly source: string
  readonly value: unknown
}

/**
 * Reads the configuration: flags over `HEADCOUNT_*` over the file (`--config` or `HEADCOUNT_CONFIG`, YAML or JSON)
 * over defaults (native.md §1). Throws {@link ConfigError} naming every wrong value with its source and what was
 * expected.
 */
export function readConfig(flags: Flags, environment: Environment): Config {
  const file = readFile(flags.config ?? environment['HEADCOUNT_CONFIG'])
  const problems: string[] = []
  const config = Object.fromEntries(
    settings.map((setting) => {
      const given = find(setting, flags, environment, file)
      if (given === null) return [setting.name, setting.default]
      const result = setting.schema.safeParse(given.value)
      if (!result.success) problems.push(describeWrong(setting, given))
      return [setting.name, result.data]
    }),
  )
  if (problems.length > 0) throw new ConfigError(problems.join('\n'))
  return Object.freeze(config) as unknown as Config
}

/** Variables of the commands that reach a server, which are often set in the shell that starts one. */
const otherVariables = ['HEADCOUNT_CONFIG', 'HEADCOUNT_URL', 'HEADCOUNT_TOKEN']

/** Variables named `HEADCOUNT_…` that mean nothing here, such as misspelt ones. */
export function unknownVariables(environment: Environment): readonly string[] {
  const known = new Set([...otherVariables, ...settings.map(({ variable }) => variable)])
  return Object.keys(environment).filter((name) => name.startsWith('HEADCOUNT_') && !known.has(name))
}

/** A configuration fit to be logged: secrets are masked. */
export function describeConfig(config: Config): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    settings.map(({ name, isSecret }) => [name, isSecret && config[name] !== null ? '***' : config[name]]),
  )
}

function find(
  { name, variable }: Setting,
  flags: Flags,
  environment: Environment,
  file: Readonly<Record<string, unknown>>,
): Given | null {
  const flag = flags[name]
  if (flag !== undefined) return { source: `--${kebab(name)}`, value: flag }
  const value = environment[variable]
  // An empty variable is how a shell or a compose file leaves one out.
  if (value !== undefined && value !== '') return { source: variable, value }
  const key = fileKey(variable)
  return key in file ? { source: `${key} (configuration file)`, value: String(file[key]) } : null
}

function describeWrong({ expected, isSecret }: Setting, { source, value }: Given): string {
  return `${source} is ${isSecret ? 'not usable' : JSON.stringify(value)}: expected ${expected}.`
}

function readFile(path: string | undefined): Readonly<Record<string, unknown>> {
  if (path === undefined || path === '') return {}
  let content: unknown
  try {
    content = parseYaml(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new ConfigError(`The configuration file ${path} cannot be read: ${messageOf(cause)}`, { cause })
  }
  const known = new Set(settings.map(({ variable }) => fileKey(variable)))
  const result = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).safeParse(content ?? {})
  if (!result.success) {
    throw new ConfigError(`The configuration file ${path} must be a list of \`key: value\`.`)
  }
  const unknown = Object.keys(result.data).filter((key) => !known.has(key))
  if (unknown.length > 0) {
    const expected = [...known].join(', ')
    throw new ConfigError(
      `The configuration file ${path} has unknown keys: ${unknown.join(', ')}. Expected: ${expected}.`,
    )
  }
  return result.data
}

function fileKey(variable: string): string {
  return variable.replace('HEADCOUNT_', '').toLowerCase()
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
