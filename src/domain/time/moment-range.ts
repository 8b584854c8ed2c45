import { type EpochMs, type Interval, MINUTE_MS } from './interval.ts'
import type { Moment, MomentRange } from './moment.ts'
import type { Zone } from './zone.ts'

/** The instant that a moment means in a zone. */
export function resolveMoment(moment: Moment, zone: Zone): EpochMs {
  return moment.kind === 'wall' ? zone.instantOf(moment.at) : moment.at
}

/**
 * The interval that a range means in a zone, each end by itself. It is empty when a clock change skips all of it,
 * or when ends of different kinds turn out reversed there.
 */
export function resolveRange(range: MomentRange, zone: Zone): Interval {
  const start = resolveMoment(range.start, zone)
  return { start, end: Math.max(start, resolveMoment(range.end, zone)) }
}

/**
 * The range of whole minutes from the one that `start` is in to the one that `inclusiveEnd` is in, both inside:
 * `00:00:00` to `23:59:59` is one day. The last minute is added on the clock that the end is written in, so a
 * wall-clock end takes both occurrences of an hour that repeats (density-v3.md §2, §10).
 */
export function inclusiveMinutes(start: Moment, inclusiveEnd: Moment): MomentRange {
  return {
    start: { kind: start.kind, at: startOfMinute(start.at) },
    end: { kind: inclusiveEnd.kind, at: startOfMinute(inclusiveEnd.at) + MINUTE_MS },
  }
}

/**
 * The range of whole minutes that begins and ends with the minute after each of its ends, or with the end itself where it is
 * one: `00:00:00` to `23:59:59` is one day, and ranges that adjoin neither overlap nor leave a gap (density-v3.md §4).
 */
export function roundedUpMinutes(start: Moment, end: Moment): MomentRange {
  return {
    start: { kind: start.kind, at: nextMinute(start.at) },
    end: { kind: end.kind, at: nextMinute(end.at) },
  }
}

/** Whether `end` is earlier than `start`: on the wall clock when both are read off it, else as instants. */
export function isReversed(start: Moment, end: Moment, zone: Zone): boolean {
  if (start.kind === 'wall' && end.kind === 'wall') return end.at < start.at
  return resolveMoment(end, zone) < resolveMoment(start, zone)
}

/**
 * Length of a range in milliseconds, for limits: on the wall clock when both ends are read off it, so seven
 * calendar days always pass as seven days, else the elapsed time in the zone (density-v3.md §10). Negative when
 * the range is reversed.
 */
export function rangeLengthMs(range: MomentRange, zone: Zone): number {
  const { start, end } = range
  if (start.kind === 'wall' && end.kind === 'wall') return end.at - start.at
  return resolveMoment(end, zone) - resolveMoment(start, zone)
}

/** {@link rangeLengthMs} of `start` to `end` as they were asked for, before they are cut to minutes (density-v3.md §2). */
export function askedLengthMs(start: Moment, end: Moment, zone: Zone): number {
  return rangeLengthMs({ start, end }, zone)
}

function startOfMinute(at: number): number {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS
}

function nextMinute(at: number): number {
  return Math.ceil(at / MINUTE_MS) * MINUTE_MS
}
