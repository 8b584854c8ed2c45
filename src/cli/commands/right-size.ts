import type { Command } from 'commander'
import type { RightSizingQuery, SizedSpace } from '../../client/right-sizing-wire.ts'
import type { Cli } from '../cli.ts'
import { wholeNumber } from '../number-option.ts'
import { clientOf, type ServerFlags, serverCommand } from '../server-command.ts'

interface Flags extends ServerFlags {
  readonly from: string
  readonly to: string
  readonly spaces?: readonly string[]
  readonly type?: RightSizingQuery['space_type']
  readonly function?: string
  readonly label?: string
  readonly days?: string
  readonly hours?: string
  readonly over?: number
  readonly fit?: number
  readonly smaller?: number
  readonly hardly?: number
  readonly known?: number
}

const examples = `
Examples:
  $ headcount right-size --from 2027-01-01 --to 2027-03-31 --days 1,2,3,4,5 --hours 8-18
  $ headcount right-size --from 2027-01-01 --to 2027-03-31 --function meeting_room --fit 95 --json

Columns: verdict, space, name, capacity, the size that would do, and why. Days are local to each space, both inside.`

/** `headcount right-size`: which spaces are too big or too small for how they are used (native.md §8). */
export function rightSizeCommand(cli: Cli): Command {
  return serverCommand(
    'right-size',
    'Says which spaces are too big or too small for how they are used.',
    'read',
  )
    .summary('which spaces are too big or too small')
    .requiredOption('--from <date>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <date>', 'last day, YYYY-MM-DD')
    .option('--spaces <id...>', 'these, with all below them (default: every space)')
    .option('--type <type>', 'campus, building, floor or space (default: space)')
    .option('--function <name>', 'what they are for, such as meeting_room')
    .option('--label <name>', 'those with this label')
    .option('--days <list>', 'weekdays that count, 0 = Sunday, such as 1,2,3,4,5')
    .option('--hours <from-to>', 'hours that count, such as 8-18')
    .option(
      '--over <percent>',
      'too small when over capacity for more of the time in use (default: 5)',
      percent,
    )
    .option('--fit <percent>', 'so many of the uses a smaller size has to fit (default: 90)', percent)
    .option('--smaller <percent>', 'too big when so much of the capacity would do (default: 50)', percent)
    .option('--hardly <percent>', 'hardly used when in use for less of the time (default: 5)', percent)
    .option('--known <percent>', 'no verdict when less of the time is known (default: 50)', percent)
    .addHelpText('after', examples)
    .action(async (flags: Flags) => {
      const client = await clientOf(cli, flags)
      const found = await client.rightSizing(queryOf(flags))
      if (flags.json === true) cli.printJson(found)
      else for (const space of found.spaces) cli.print(lineOf(space))
    })
}

const percent = wholeNumber(0)

function queryOf(flags: Flags): RightSizingQuery {
  const { spaces, type, label, days, hours, over, fit, smaller, hardly, known } = flags
  const given: Record<keyof RightSizingQuery, unknown> = {
    start_date: `${flags.from}T00:00:00`,
    end_date: `${flags.to}T23:59:59`,
    space_ids: spaces,
    space_type: type,
    function: flags.function,
    label,
    days: days?.split(','),
    ...hoursOf(hours),
    over_percent: over,
    fit_percent: fit,
    smaller_percent: smaller,
    hardly_percent: hardly,
    known_percent: known,
    shortest_use_minutes: undefined,
  }
  // What is left out is the server's default, and what is wrong is refused by the server, which says what is right.
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as RightSizingQuery
}

/** `8-18` as the two parameters of the API. */
export function hoursOf(hours: string | undefined): Record<'start_hour' | 'end_hour', string | undefined> {
  const [start_hour, end_hour] = hours?.split('-') ?? []
  return { start_hour, end_hour }
}

function lineOf({ verdict, space_id, name, path, capacity, fitting_size, sentence }: SizedSpace): string {
  const where = [...path, name].join(' / ')
  return [verdict, space_id, where, capacity ?? '-', fitting_size ?? '-', sentence].join('\t')
}
