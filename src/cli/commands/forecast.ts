import type { Command } from 'commander'
import type { Forecast, ForecastPoint, ForecastQuery } from '../../client/forecast-wire.ts'
import type { Cli } from '../cli.ts'
import { wholeNumber } from '../number-option.ts'
import { clientOf, type ServerFlags, serverCommand } from '../server-command.ts'
import { hoursOf } from './right-size.ts'

interface Flags extends ServerFlags {
  readonly date: string
  readonly hours?: string
  readonly weeks?: number
}

const examples = `
Examples:
  $ headcount forecast spc_library --date 2027-03-09
  $ headcount forecast spc_library --date 2027-03-09 --hours 8-22 --json

Columns: hour of the day, people expected, and the band that the middle half of the past days were in.`

/** `headcount forecast`: what to expect in a space on a day, and when to come (native.md §9). */
export function forecastCommand(cli: Cli): Command {
  return serverCommand('forecast', 'Says what to expect in a space on a day, and when to come.', 'read')
    .summary('what to expect in a space on a day')
    .argument('<space>', 'id of the space')
    .requiredOption('--date <date>', 'the day, YYYY-MM-DD, up to a year ahead')
    .option('--hours <from-to>', 'hours of the best time, such as 8-22')
    .option('--weeks <n>', 'past days of the same weekday that it rests on (default: 8)', wholeNumber(1))
    .addHelpText('after', examples)
    .action(async (space: string, flags: Flags) => {
      const client = await clientOf(cli, flags)
      const found = await client.forecast(space, queryOf(flags))
      if (flags.json === true) cli.printJson(found)
      else for (const line of linesOf(found)) cli.print(line)
    })
}

function queryOf({ date, hours, weeks }: Flags): ForecastQuery {
  const given = { date, weeks, ...hoursOf(hours) }
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as ForecastQuery
}

function linesOf({
  sentence,
  points,
  back_test: { hours, error, last_week_error },
}: Forecast): readonly string[] {
  const tried =
    error === null || last_week_error === null
      ? 'No past forecast could be compared.'
      : `Past forecasts were off by ${error.toFixed(1)} people on average (${hours} hours); the same hour of the week before by ${last_week_error.toFixed(1)}.`
  return [sentence, tried, ...points.map(lineOf)]
}

function lineOf({ hour, people, low, high }: ForecastPoint): string {
  const shown = (value: number | null) => (value === null ? '?' : value.toFixed(1))
  return [`${String(hour).padStart(2, '0')}:00`, shown(people), `${shown(low)} to ${shown(high)}`].join('\t')
}
