import { Command } from 'commander'
import { formatUtc } from '../../domain/time/iso-format.ts'
import { verifyStore } from '../../server/stored-copies.ts'
import { type Cli, readable } from '../cli.ts'

interface Flags {
  readonly data?: string
  readonly json?: boolean
}

interface Difference {
  readonly space_id: string
  readonly at: string
  readonly column: string
  readonly stored: number
  readonly recomputed: number
}

/** `headcount check`: verifies the store, and recomputes what is derived in it. */
export function checkCommand(cli: Cli): Command {
  return new Command('check')
    .summary('verify the store and recompute its rollups')
    .description(
      'Reads the whole store back, recomputes all rollups from the readings and compares. Ends with 1 when anything ' +
        'is damaged or different. Rollups can be compared only while no server has the store open.',
    )
    .option('--data <dir>', 'data directory of the store (HEADCOUNT_DATA; default: ./data)')
    .option('--json', 'print the outcome as JSON')
    .addHelpText('after', '\nExample:\n  $ headcount check --data /var/lib/headcount')
    .action(async ({ data, json = false }: Flags) => {
      const directory = cli.dataDirectory(data)
      const damages = await verify(cli, directory)
      if (!json) for (const { where, problem } of damages) cli.print(`damaged: ${where}: ${problem}`)
      // A damaged store may not open, and what it answers proves nothing.
      const differences = damages.length > 0 ? [] : await compare(cli, directory, json)
      if (damages.length + differences.length > 0) cli.exitCode = 1
      if (json) cli.printJson({ ok: cli.exitCode === 0, damages, differences })
      else cli.print(`${readable(damages.length)} damages, ${readable(differences.length)} differences`)
    })
}

async function verify(cli: Cli, directory: string) {
  const progress = cli.progress('verifying')
  const damages = await verifyStore(directory, (done, total) => progress.update(done, total))
  progress.end()
  return damages
}

async function compare(cli: Cli, directory: string, isQuiet: boolean): Promise<readonly Difference[]> {
  const instead =
    'The store was read back and is not damaged; to have its rollups compared, stop the server, or check a restored backup.'
  const { openUnused } = await import('../target/local-target.ts')
  const { compareRollups } = await import('../../server/compare-rollups.ts')
  const offline = await openUnused(directory, { create: false }, instead)
  const differences: Difference[] = []
  try {
    const progress = cli.progress('comparing')
    for await (const found of compareRollups(offline, (done, total) => progress.update(done, total))) {
      const { space, at, column, stored, recomputed } = found
      differences.push({ space_id: space.id, at: formatUtc(at), column, stored, recomputed })
      if (isQuiet) continue
      progress.end()
      cli.print(
        `different: ${space.id} (${space.name}) at ${formatUtc(at)}: ${column} is ${stored}, recomputed ${recomputed}`,
      )
    }
    progress.end()
    return differences
  } finally {
    // Not the tidy close of other commands: a check leaves the store as it found it.
    await offline.store.close()
  }
}
