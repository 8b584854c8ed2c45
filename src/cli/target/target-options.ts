import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { UsageError } from '../failures.ts'
import { remoteTarget } from './remote-target.ts'
import type { Target } from './target.ts'

/** Where to work, as given on the command line. */
export interface TargetFlags {
  readonly data?: string
  readonly url?: string
  readonly token?: string
}

/** Adds `--data`, `--url` and `--token` to a command. */
export function withTarget(command: Command): Command {
  return command
    .addOption(dataOption())
    .option('--url <url>', 'server to work on, instead of a data directory (HEADCOUNT_URL)')
    .option(
      '--token <token>',
      'token for that server (better in HEADCOUNT_TOKEN: command lines are seen by others)',
    )
}

/** `--data`. */
export function dataOption(): Option {
  return new Option(
    '--data <dir>',
    'data directory of the store (HEADCOUNT_DATA; default: ./data)',
  ).conflicts('url')
}

/** Opens the target that the flags name, hands it to `work`, and closes it whatever happens. */
export async function withOpenTarget<T>(
  cli: Cli,
  flags: TargetFlags,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const target = await openTarget(cli, flags)
  try {
    if (target.ownerToken !== null) {
      cli.note(`owner token of the new store (shown only now): ${target.ownerToken}`)
    }
    return await work(target)
  } finally {
    await target.close()
  }
}

/** The server that the flags or the environment name; `null` for a data directory. Throws `UsageError`. */
export function serverOf({ host }: Cli, { data, url, token }: TargetFlags): Server | null {
  const { environment } = host
  const given = url ?? (data === undefined ? environment['HEADCOUNT_URL'] : undefined)
  if (given === undefined || given === '') {
    if (token !== undefined) throw new UsageError('--token is for a server: name it with --url.')
    return null
  }
  if (!URL.canParse(given) || !/^https?:/.test(given)) {
    throw new UsageError(`--url is ${JSON.stringify(given)}: expected an http or https URL.`)
  }
  const secret = token ?? environment['HEADCOUNT_TOKEN']
  if (secret !== undefined && secret !== '') return { url: given, token: secret }
  throw new UsageError('--url needs a token: give --token or HEADCOUNT_TOKEN.')
}

interface Server {
  readonly url: string
  readonly token: string
}

async function openTarget(cli: Cli, flags: TargetFlags): Promise<Target> {
  const server = serverOf(cli, flags)
  if (server !== null) return remoteTarget(server.url, server.token)
  const { openLocalTarget } = await import('./local-target.ts')
  return openLocalTarget(cli.dataDirectory(flags.data))
}
