import type { DatesQuery } from '../../../../src/client/analytics-wire.ts'
import { addDays } from '../../format/times.ts'

export const periodNames = ['today', 'yesterday', '7d', '28d', '90d', '12m', 'custom'] as const
type PeriodName = (typeof periodNames)[number]

/** Local days of a space, `YYYY-MM-DD`, both inclusive. */
export interface Period {
  readonly name: PeriodName
  readonly from: string
  readonly to: string
}

/** How wide the buckets of a history are. */
const historyResolutions = ['hour', 'day', 'week', 'month'] as const
export type HistoryResolution = (typeof historyResolutions)[number]

const USUAL = '28d'
/** Most buckets that a history draws apart. */
const MOST_BUCKETS = 800
const bucketDays: Record<HistoryResolution, number> = { hour: 1 / 24, day: 1, week: 7, month: 30 }

/** The period that an address names. Days are counted in full: the ones before today, unless today is asked for. */
export function periodOf(query: Readonly<Record<string, string>>, today: string): Period {
  const name = periodNames.find((known) => known === query['period']) ?? USUAL
  if (name !== 'custom') return namedPeriod(name, today)
  const [from, to] = [query['from'], query['to']]
  if (!isDate(from) || !isDate(to) || from > to || from > today) return namedPeriod(USUAL, today)
  return { name, from, to: to > today ? today : to }
}

function namedPeriod(name: Exclude<PeriodName, 'custom'>, today: string): Period {
  const yesterday = addDays(today, -1)
  switch (name) {
    case 'today':
      return { name, from: today, to: today }
    case 'yesterday':
      return { name, from: yesterday, to: yesterday }
    case '7d':
      return { name, from: addDays(today, -7), to: yesterday }
    case '28d':
      return { name, from: addDays(today, -28), to: yesterday }
    case '90d':
      return { name, from: addDays(today, -90), to: yesterday }
    case '12m':
      return { name, from: addDays(today, -365), to: yesterday }
  }
}

/** What has to stand in the address for a period. */
export function addressOf({ name, from, to }: Period): Record<'period' | 'from' | 'to', string | null> {
  const isCustom = name === 'custom'
  return { period: name === USUAL ? null : name, from: isCustom ? from : null, to: isCustom ? to : null }
}

/** How many days a period has. */
export function daysIn({ from, to }: Pick<Period, 'from' | 'to'>): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
}

/** The period of equal length right before (-1) or after (+1); `null` where that would begin after today. */
export function neighbourOf(period: Period, direction: -1 | 1, today: string): Period | null {
  const days = direction * daysIn(period)
  const from = addDays(period.from, days)
  const to = addDays(period.to, days)
  if (from > today) return null
  const known = periodNames
    .filter((name) => name !== 'custom')
    .map((name) => namedPeriod(name, today))
    .find((named) => named.from === from && named.to === to)
  return known ?? { name: 'custom', from, to: to > today ? today : to }
}

/** Its first and last minute, on the wall clock of the space. */
export function datesOf({ from, to }: Pick<Period, 'from' | 'to'>): DatesQuery {
  return { start_date: `${from}T00:00:00`, end_date: `${to}T23:59:59` }
}

/** The resolution that suits a length: hours up to 3 days, days up to 92, weeks up to a year and a half. */
export function suitingResolution(period: Period): HistoryResolution {
  const days = daysIn(period)
  if (days <= 3) return 'hour'
  if (days <= 92) return 'day'
  return days <= 549 ? 'week' : 'month'
}

/** The resolutions that can be chosen for a length: not more buckets than can be told apart, and more than one. */
export function possibleResolutions(period: Period): readonly HistoryResolution[] {
  const days = daysIn(period)
  return historyResolutions.filter((resolution) => {
    const buckets = days / bucketDays[resolution]
    return buckets <= MOST_BUCKETS && (buckets > 1 || resolution === 'hour')
  })
}

/** The resolution that an address chooses, where it is possible for the period. */
export function resolutionOf(asked: string | undefined, period: Period): HistoryResolution {
  return possibleResolutions(period).find((name) => name === asked) ?? suitingResolution(period)
}

/** How far ahead a day can be looked at: beyond, too few of the weeks before it have been. */
const AHEAD_DAYS = 56

/** The last day that can be shown, from today on only as what is typical. */
export function lastDayShown(today: string): string {
  return addDays(today, AHEAD_DAYS)
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string | undefined): text is string {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
