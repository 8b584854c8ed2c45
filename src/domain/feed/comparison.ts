/** How now stands to what is usual. */
export type Trend = 'busier' | 'quieter' | 'usual'

/** Now against what is usual. */
export interface Comparison {
  /** By how many percent there are more people than usual; fewer when negative. */
  readonly percent: number
  readonly trend: Trend
}

/** Up to here a difference is no trend. */
const USUAL_PERCENT = 10

/**
 * Compares a count with the usual one. A usual count below one person is taken for one, so that the first to come
 * do not make a difference without end.
 */
export function compareWithUsual(people: number, usual: number): Comparison {
  const percent = Math.round((100 * (people - usual)) / Math.max(1, usual)) || 0
  if (Math.abs(percent) <= USUAL_PERCENT) return { percent, trend: 'usual' }
  return { percent, trend: percent > 0 ? 'busier' : 'quieter' }
}

/**
 * Whether an hour is the usual busiest (`peak`) or quietest (`best`) of a day, given what is usual in each hour that
 * counts; `null` for one in between, one that is not known, and where all are the same.
 */
export function extremeOf(hour: number, usual: ReadonlyMap<number, number>): 'peak' | 'best' | null {
  const people = usual.get(hour)
  const [lowest, highest] = [Math.min(...usual.values()), Math.max(...usual.values())]
  if (people === undefined || lowest === highest) return null
  if (people === highest) return 'peak'
  return people === lowest ? 'best' : null
}

/** The middle of some values, or the mean of the two in the middle; `null` for none. */
export function median(values: readonly number[]): number | null {
  const ascending = values.toSorted((a, b) => a - b)
  const upper = ascending[Math.floor(ascending.length / 2)]
  const lower = ascending[Math.floor((ascending.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2
}
