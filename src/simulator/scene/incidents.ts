import { HOUR_MS, MINUTE_MS } from '../../domain/time/interval.ts'
import { type CalendarDay, calendarDay, dateOf, nthWeekday } from '../behaviour/calendar.ts'
import type { LocalDay } from '../behaviour/local-day.ts'
import { hashOf, Random } from '../random.ts'
import type { Cast } from './cast.ts'

/** Several whole local days, `[from, until)`, on which a sensor says nothing. */
export interface Outage {
  readonly sensor: string
  readonly from: CalendarDay
  readonly until: CalendarDay
}

/** The outage of the quarter of the year that a day belongs to; `null` without anybody to have it. */
export function outageAround(cast: Cast, seed: number, day: CalendarDay): Outage | null {
  const { year, month } = dateOf(day)
  const quarter = Math.floor((month - 1) / 3)
  const draw = new Random(hashOf(seed, 'outage', year, quarter))
  const sensor = cast.outageSensors[draw.below(Math.max(1, cast.outageSensors.length))]
  if (sensor === undefined) return null
  const from = calendarDay(year, quarter * 3 + 1, 1) + 10 + draw.below(60)
  return { sensor, from, until: from + 3 + draw.below(3) }
}

/** A stretch of one day during which a flaky sensor is away, in milliseconds past local midnight. */
export interface DropOut {
  readonly from: number
  readonly until: number
  /** Whether the sensor still managed to say that it was going. */
  readonly announced: boolean
}

/** When a flaky sensor drops out on a day: on two days in five, for one to six hours. */
export function dropOutOn(seed: number, day: CalendarDay): DropOut | null {
  const draw = new Random(hashOf(seed, 'drop-out', day))
  if (!draw.chance(0.4)) return null
  const from = Math.round(draw.between(6, 17) * HOUR_MS)
  const lengthMs = Math.round(draw.between(60, 360)) * MINUTE_MS
  return { from, until: from + lengthMs, announced: draw.chance(0.5) }
}

/** Whether the monthly event is on: the second Thursday, but for holidays and the summer. */
export function isEventDay({ day, holiday, season }: LocalDay): boolean {
  if (holiday || season === 'summer') return false
  const { year, month } = dateOf(day)
  return day === nthWeekday(year, month, 4, 2)
}
