import type { NumberStyle } from '../../client/csv/people-text.ts'
import type { TimeTextOptions } from '../../domain/time/time-text.ts'
import { UsageError } from '../failures.ts'
import type { ImportPlan } from './import-plan.ts'
import type { ColumnFindings, CsvFindings } from './inspect-csv.ts'

/** How the fields of a file are read. */
export interface ReadingStyle {
  readonly times: TimeTextOptions
  readonly numbers: NumberStyle
}

/** The most names of places that a message lists. */
const MAX_NAMES = 5

/**
 * Settles how a file is read, by what was asked for and by what its rows show. Throws `UsageError`, naming the flag that
 * settles it, where rows can be read in two ways that differ.
 */
export function settleReading(findings: CsvFindings, plan: ImportPlan): ReadingStyle {
  refuseSeveralPlaces(findings, plan)
  refuseTotals(findings, plan)
  return {
    times: { dayFirst: dayFirstIn(findings, plan), serialDates: findings.times.serialDates },
    numbers: { decimal: decimalIn(findings, plan), isPercent: plan.isPercent },
  }
}

function dayFirstIn({ file, times, timeNames }: CsvFindings, plan: ImportPlan): boolean {
  if (plan.dayFirst !== null) return plan.dayFirst
  const column = `${file}, column ${timeNames.join(' and ')}`
  if (times.contradiction !== null) {
    const [dayLed, monthLed] = times.contradiction.map((text) => JSON.stringify(text))
    throw new UsageError(
      `${column}: ${dayLed} has the day first and ${monthLed} the month. Say with --day-first or --month-first which is right; the other rows are rejected.`,
    )
  }
  if (times.ambiguous !== null) {
    throw new UsageError(
      `${column}: ${JSON.stringify(times.ambiguous)} may have the day first or the month, and no row tells which. Say it with --day-first or --month-first.`,
    )
  }
  return times.dayFirst ?? false
}

function decimalIn({ file, numbers }: CsvFindings, plan: ImportPlan): '.' | ',' {
  if (plan.decimal !== null) return plan.decimal
  for (const { name, decimal, ambiguous } of numbers) {
    if (decimal !== null) continue
    const what =
      ambiguous === null
        ? 'has both commas and points as decimal marks'
        : `has ${JSON.stringify(ambiguous)}, which may be thousands or a fraction`
    throw new UsageError(`${file}, column ${name}: it ${what}. Say which with --decimal . or --decimal ,`)
  }
  return numbers.some(({ decimal }) => decimal === ',') ? ',' : '.'
}

function refuseSeveralPlaces({ file, places }: CsvFindings, plan: ImportPlan): void {
  if (places === null || plan.isOnePlace) return
  const { column, places: names } = places
  const shown = names.slice(0, MAX_NAMES).join(', ')
  throw new UsageError(
    `${file} looks like ${names.length} places: times repeat, and column ${column} tells them apart (${shown}${names.length > MAX_NAMES ? ', …' : ''}). Use --space-column ${JSON.stringify(column)}, with --create-spaces where they are not set up; or --one-place if they are one.`,
  )
}

function refuseTotals({ file, numbers }: CsvFindings, plan: ImportPlan): void {
  if (plan.areIncrements || plan.areTotals) return
  const total = numbers.find(({ role, looksCumulative }) => role === 'crossings' && looksCumulative)
  if (total !== undefined) throw new UsageError(`${file}, column ${total.name}: ${totalText(total)}`)
}

function totalText({ first, last }: ColumnFindings): string {
  return `it goes from ${first} to ${last} and hardly ever falls, as a running total does. Totals cannot be imported yet: import the differences, or say --increments if each row counts its own people.`
}
