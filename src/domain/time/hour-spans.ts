import { eachInSteps, finish, type Steps } from '../steps.ts'
import { hourOf, weekdayOf } from './civil.ts'
import { HOUR_MS, type Interval } from './interval.ts'
import { labelStretches } from './label-stretches.ts'
import type { WeeklyHours } from './weekly-hours.ts'
import type { Zone } from './zone.ts'

/**
 * The parts of an interval that lie inside weekly hours, ascending and never touching. Each instant's own wall
 * clock is asked: repeated hours are inside both times, skipped ones give nothing (density-v3.md §10).
 */
export function hourSpans(zone: Zone, interval: Interval, hours: WeeklyHours): readonly Interval[] {
  return finish(hourSpansInSteps(zone, interval, hours))
}

/** {@link hourSpans} in steps: decades have half a million hours. */
export function* hourSpansInSteps(
  zone: Zone,
  interval: Interval,
  hours: WeeklyHours,
): Steps<readonly Interval[]> {
  const spans: Interval[] = []
  yield* eachInSteps(labelStretches(zone, interval, HOUR_MS), (stretch) => {
    if (hours.includes(weekdayOf(stretch.label), hourOf(stretch.label))) appendSpan(spans, stretch)
  })
  return spans
}

/** Adds a span after the others, as part of the last one when it begins where that one ends. */
export function appendSpan(spans: Interval[], { start, end }: Interval): void {
  const last = spans.at(-1)
  if (last?.end === start) spans[spans.length - 1] = { start: last.start, end }
  else spans.push({ start, end })
}
