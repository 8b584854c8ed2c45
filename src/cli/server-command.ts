import { Command } from 'commander'
import type { HeadcountClient } from '../client/headcount-client.ts'
import type { Cli } from './cli.ts'
import { UsageError } from './failures.ts'

/** What every command that asks a server may be told. */
export interface ServerFlags {
  readonly url?: string
  readonly token?: string
  readonly json?: boolean
}

/** A command that a running server answers, for a token with a scope. */
export function serverCommand(
  name: string,
  description: string,
  scope: 'read' | 'ingest' | 'admin',
): Command {
  return new Command(name)
    .description(description)
    .option('--url <url>', 'the server (HEADCOUNT_URL)')
    .option('--token <token>', `token for that server, with the scope ${scope} (HEADCOUNT_TOKEN)`)
    .option('--json', 'print the answer as JSON')
}

/** The server that the flags or the environment name. Throws `UsageError`. */
export async function clientOf({ host }: Cli, flags: ServerFlags): Promise<HeadcountClient> {
  const baseUrl = flags.url ?? host.environment['HEADCOUNT_URL'] ?? ''
  if (baseUrl === '') throw new UsageError('Say which server: --url, or HEADCOUNT_URL.')
  const { HeadcountClient } = await import('../client/headcount-client.ts')
  return new HeadcountClient({ baseUrl, token: flags.token ?? host.environment['HEADCOUNT_TOKEN'] ?? '' })
}
