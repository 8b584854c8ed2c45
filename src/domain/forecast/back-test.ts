import { addCivilDays } from '../time/civil.ts'
import { HOUR_MS } from '../time/interval.ts'
import type { WallMs } from '../time/moment.ts'
import { expectedAt, type ForecastBasis } from './forecast.ts'

/** How far forecasts were from what came, in people; `null` where there is nothing to compare. */
export interface ForecastError {
  /** Hours in which the count, the forecast and the same hour of the last known week are known: only these count. */
  readonly hours: number
  /** Mean of |forecast − average|. */
  readonly error: number | null
  /** Mean of |same hour of the last known week − average|. */
  readonly lastWeekError: number | null
  /** Share of the hours whose average was inside the band, 0…1. */
  readonly insideShare: number | null
}

/** The error on one past day. */
export interface DayError extends ForecastError {
  readonly date: WallMs
}

/** What forecasts would have said on past days, and how far off they would have been. */
export interface BackTest extends ForecastError {
  readonly days: readonly DayError[]
}

/**
 * Forecasts past days, each from nothing but the weeks before it and as far ahead as the basis is, and compares them
 * with what came. `isAsked` tells which hours of the day (0…23) count.
 */
export function backTest(
  dates: readonly WallMs[],
  basis: ForecastBasis,
  isAsked: (hour: number) => boolean,
): BackTest {
  const byDay = dates.map((date) => ({ date, compared: comparedOn(date, basis, isAsked) }))
  return {
    ...summary(byDay.flatMap(({ compared }) => compared)),
    days: byDay.map(({ date, compared }) => ({ date, ...summary(compared) })),
  }
}

interface Compared {
  readonly error: number
  readonly lastWeekError: number
  readonly isInside: boolean
}

function comparedOn(
  date: WallMs,
  basis: ForecastBasis,
  isAsked: (hour: number) => boolean,
): readonly Compared[] {
  const { averages, leadWeeks } = basis
  const compared: Compared[] = []
  for (let hour = 0; hour < 24; hour++) {
    if (!isAsked(hour)) continue
    const at = date + hour * HOUR_MS
    const actual = averages.get(at)
    const lastWeek = averages.get(addCivilDays(at, -7 * leadWeeks))
    const { people, low, high } = expectedAt(at, basis)
    // The last known week is one of those that a forecast rests on, so there is one as well.
    if (actual === undefined || lastWeek === undefined) continue
    compared.push({
      error: Math.abs((people as number) - actual),
      lastWeekError: Math.abs(lastWeek - actual),
      isInside: (low as number) <= actual && actual <= (high as number),
    })
  }
  return compared
}

function summary(compared: readonly Compared[]): ForecastError {
  const hours = compared.length
  const mean = (of: (each: Compared) => number) =>
    hours === 0 ? null : compared.reduce((sum, each) => sum + of(each), 0) / hours
  return {
    hours,
    error: mean(({ error }) => error),
    lastWeekError: mean(({ lastWeekError }) => lastWeekError),
    insideShare: mean(({ isInside }) => Number(isInside)),
  }
}
