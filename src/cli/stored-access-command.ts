import { Command } from 'commander'
import type { OrganizationKey } from '../domain/portfolio/space.ts'
import { openStoredAccess, type StoredAccess } from '../server/stored-access.ts'
import type { Cli } from './cli.ts'
import { CommandFailed } from './failures.ts'

/** Who did it, in the audit. */
export const COMMAND_LINE = 'command line'

/** What every command about access may be told. */
export interface AccessFlags {
  readonly data?: string
  readonly json?: boolean
}

/** A command about who may use the server of a data directory. */
export function accessCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--data <dir>', 'data directory of the store (HEADCOUNT_DATA; default: ./data)')
    .option('--json', 'print the answer as JSON')
}

/** Does something with the access part of a store, for its first organization, also while a server runs on it. */
export async function withAccess(
  cli: Cli,
  { data }: AccessFlags,
  work: (stored: StoredAccess, organization: OrganizationKey) => Promise<void>,
): Promise<void> {
  const directory = cli.dataDirectory(data)
  const stored = openStoredAccess(directory)
  try {
    const [first] = await stored.identity.organizations()
    if (first === undefined)
      throw new CommandFailed(`The store in ${directory} was never started: run \`headcount serve\` once.`)
    await work(stored, first.key)
  } finally {
    stored.close()
  }
}
