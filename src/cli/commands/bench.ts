import { Command } from 'commander'
import { z } from 'zod'
import type { Cli } from '../cli.ts'
import { CommandFailed, UsageError } from '../failures.ts'

interface Flags {
  readonly quick?: boolean
  readonly keep?: string
}

interface BenchOptions {
  readonly quick: boolean
  readonly data: string | undefined
}

type RunBenches = (
  names: readonly string[],
  print: (text: string) => void,
  options: BenchOptions,
) => Promise<void>

/** Where the build puts the benches. They compare with engines that only a checkout has. */
const entry = new URL('../../bench/main.js', import.meta.url)

const bench = z.object({
  runBenches: z.custom<RunBenches>((value) => typeof value === 'function'),
  benchNames: z.array(z.string()),
})

/** `headcount bench`: prints the benchmark tables. */
export function benchCommand(cli: Cli): Command {
  return new Command('bench')
    .summary('print the benchmark tables')
    .description('Runs the benches of a checkout and prints their tables, as Markdown.')
    .argument('[names...]', 'which benches; all of them when none is named')
    .option('--quick', 'with a tenth of the data and of the work: figures mean little')
    .option('--keep <dir>', 'keep the full store here for the next run')
    .addHelpText('after', '\nExamples:\n  $ headcount bench\n  $ headcount bench ingest --quick')
    .action(async (names: readonly string[], { quick = false, keep }: Flags) => {
      const { runBenches, benchNames } = await loadBenches()
      const unknown = names.find((name) => !benchNames.includes(name))
      if (unknown !== undefined) {
        throw new UsageError(`There is no bench ${unknown}; there are ${benchNames.join(', ')}.`)
      }
      await runBenches(names, cli.print, { quick, data: keep })
    })
}

async function loadBenches(): Promise<z.infer<typeof bench>> {
  try {
    return bench.parse(await import(entry.href))
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND')) throw cause
    throw new CommandFailed(
      'The benches are not here: they need a checkout of the sources, built, with its development packages (`npm ci`).',
      { cause },
    )
  }
}
