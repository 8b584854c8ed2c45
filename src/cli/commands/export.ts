import { Command, InvalidArgumentError, Option } from 'commander'
import type { Moment } from '../../domain/time/moment.ts'
import { resolutions } from '../../domain/time/resolution.ts'
import { parseTimeText } from '../../domain/time/time-text.ts'
import type { Cli } from '../cli.ts'
import type { ExportFlags } from '../export-run.ts'
import { UsageError } from '../failures.ts'

const examples = `
Examples:
  $ headcount export --resolution day --format csv -o metrics.csv
  $ headcount export --spaces spc_a spc_b --from 2024-05-01 --to 2024-06-01 --resolution hour --format ndjson
  $ headcount export --resolution 15minute --format parquet -o metrics.parquet
  $ headcount export --readings --format ndjson -o readings.ndjson

Metrics have every figure of Density's answers, and Occuspace's availability. Times without an offset are local to
each space; --to is not included. The store must not be in use: of a running server, export a restored backup.`

/** `headcount export`: streams metrics or readings. */
export function exportCommand(cli: Cli): Command {
  return new Command('export')
    .summary('write metrics or readings to a file')
    .description('Streams metrics or readings as CSV, as JSON a line, or as Parquet.')
    .option('--spaces <ids...>', 'spaces, each with all below it (default: all)')
    .option('--from <time>', 'begin here (default: the first reading)', readMoment)
    .option('--to <time>', 'end before (default: the end of the day of the last reading, or now)', readMoment)
    .addOption(new Option('--resolution <resolution>', 'width of a row').choices(resolutions).default('hour'))
    .option('--readings', 'readings instead of metrics, as import ndjson takes them')
    .addOption(
      new Option('--format <format>', 'form of the output')
        .choices(['csv', 'ndjson', 'parquet'])
        .default('csv'),
    )
    .option('-o, --output <file>', 'where to write (default: the standard output; Parquet needs a file)')
    .option('--data <dir>', 'data directory of the store (HEADCOUNT_DATA; default: ./data)')
    .addHelpText('after', examples)
    .action(async (flags: ExportFlags) => {
      refuseEmptyRange(flags)
      const { runExport } = await import('../export-run.ts')
      await runExport(cli, flags)
    })
}

/** A day alone is its midnight: from a day to the same day there is nothing. */
function refuseEmptyRange({ from, to }: ExportFlags): void {
  if (from === undefined || to === undefined || from.kind !== to.kind || from.at < to.at) return
  throw new UsageError(
    '--to is not included, and is not after --from: for one day, give the next day as --to.',
  )
}

function readMoment(text: string): Moment {
  const moment = parseTimeText(text, { dayFirst: false })
  if (moment === null)
    throw new InvalidArgumentError('Expected a time such as 2024-05-14T09:00:00Z or 2024-05-14.')
  return moment
}
