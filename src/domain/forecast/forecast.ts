import { percentile } from '../occupancy/percentile.ts'
import { addCivilDays, startOfDay } from '../time/civil.ts'
import type { WallMs } from '../time/moment.ts'
import type { HourlyAverages } from './hourly-averages.ts'

/** What is expected in an hour: percentiles of the same hour on past days; `null` without any. */
export interface ExpectedPeople {
  /** How many past days were observed in that hour. */
  readonly days: number
  /** The median. */
  readonly people: number | null
  /** A quarter of the past days had fewer. */
  readonly low: number | null
  /** A quarter of the past days had more. */
  readonly high: number | null
}

/** From what a forecast is made. */
export interface ForecastBasis {
  readonly averages: HourlyAverages
  /** How many weeks before the hour the latest day lies that may be known: 1 for the coming week. */
  readonly leadWeeks: number
  /** How many days of the same weekday are looked at. */
  readonly weeks: number
}

/**
 * How many weeks ahead a date is: the fewest after which the same weekday lies before today. A date in the past is one
 * week ahead of what was known a week before it.
 */
export function leadWeeksOf(date: WallMs, today: WallMs): number {
  return date < today ? 1 : Math.floor((date - today) / WEEK_MS) + 1
}

/** What is expected in the hour of the wall clock that begins at `hour`. */
export function expectedAt(hour: WallMs, { averages, leadWeeks, weeks }: ForecastBasis): ExpectedPeople {
  const values: number[] = []
  for (let week = 0; week < weeks; week++) {
    const average = averages.get(addCivilDays(hour, -7 * (leadWeeks + week)))
    if (average !== undefined) values.push(average)
  }
  values.sort((a, b) => a - b)
  return {
    days: values.length,
    people: percentile(values, 0.5),
    low: percentile(values, 0.25),
    high: percentile(values, 0.75),
  }
}

/** The same days of the week before a date that are over, the latest first. */
export function pastDays(date: WallMs, leadWeeks: number, count: number): readonly WallMs[] {
  return Array.from({ length: count }, (_, week) => addCivilDays(startOfDay(date), -7 * (leadWeeks + week)))
}

const WEEK_MS = addCivilDays(0, 7)
