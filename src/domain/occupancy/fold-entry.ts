import type { SaidCount } from '../portfolio/correction.ts'
import type { LeafCounting } from '../portfolio/counting.ts'
import { type Reading, ReadingKind } from '../reading/reading.ts'
import { finish } from '../steps.ts'
import { dailyInstants, lastDailyInstantAtOrBefore } from '../time/daily-instants.ts'
import type { EpochMs, Interval } from '../time/interval.ts'
import { zoneOf } from '../time/zone.ts'
import { holdsAt } from './correction-spans.ts'
import { crossingsOf } from './crossings.ts'
import { InstantCursor } from './instant-cursor.ts'
import { type Contributor, sumOf } from './occupancy-sum.ts'
import type { Flow, SpaceHistory } from './segment.ts'
import { type OccupancySink, withInstantBefore } from './segment-builder.ts'
import { onlineSteps, type ReadingsOf } from './sensor-track.ts'
import { watchesOf } from './sensor-watch.ts'

/** A space whose doorways are counted. */
export type EntryCounting = Extract<LeafCounting, { kind: 'entry' }>

/**
 * The instant whose daily reset fixes all that a fold from `start` on can see, the count just before `start`
 * included.
 */
export function foldingSince(counting: EntryCounting, start: EpochMs): EpochMs {
  return lastDailyInstantAtOrBefore(zoneOf(counting.timeZone), counting.dailyResetMinutes, start - 1)
}

/**
 * The history of a space whose doorways are counted (density-v3.md §9): crossings summed from the daily reset on,
 * never below 0, set by `reset` readings and corrections, and known while a sensor of its doorways is online.
 */
export function foldEntry(counting: EntryCounting, interval: Interval, readingsOf: ReadingsOf): SpaceHistory {
  const line = finish(sumOf(interval, [entryContributor(counting, interval, readingsOf)]))
  const flows = crossingsOf(counting.sources, interval, readingsOf)
  return { start: interval.start, end: interval.end, ...line, flows }
}

/** What such a space adds to itself, or to a parent: one contributor, since its doorways clamp together. */
export function entryContributor(
  counting: EntryCounting,
  interval: Interval,
  readingsOf: ReadingsOf,
): Contributor {
  return (sink) => {
    const folded = { start: foldingSince(counting, interval.start), end: interval.end }
    const resets = dailyInstants(zoneOf(counting.timeZone), counting.dailyResetMinutes, folded)
    const online = onlineSteps(watchesOf(counting), withInstantBefore(interval), readingsOf)
    const moves = {
      resets: new InstantCursor(resets.map((at) => ({ at }))),
      crossings: new InstantCursor(crossingsOf(counting.sources, folded, readingsOf)),
      anchors: new InstantCursor(saidIn(counting, readingsOf(counting.anchors).readings, folded)),
      online: new InstantCursor(online.map((step) => ({ at: step.start, sensors: step.online }))),
    }
    countThrough(moves, interval.start - 1, sink)
  }
}

/** What moves an Entry count. */
interface Moves {
  readonly resets: InstantCursor<{ readonly at: EpochMs }>
  readonly crossings: InstantCursor<Flow>
  readonly anchors: InstantCursor<SaidCount>
  readonly online: InstantCursor<{ readonly at: EpochMs; readonly sensors: number }>
}

/**
 * What people said the space held, by `readings` and corrections, ascending: the last word of each instant, which is a
 * correction's should there be one.
 */
export function saidIn(
  { corrected = [] }: EntryCounting,
  readings: readonly Reading[],
  interval: Interval,
): readonly SaidCount[] {
  const resets = readings.filter(({ kind }) => kind === ReadingKind.reset)
  // Readings are in order of `seq`, and the highest holds.
  const said = [...resets.map(({ at, value }) => ({ at, count: value })), ...corrected]
  const last = new Map(said.filter(({ at }) => holdsAt(interval, at)).map((word) => [word.at, word]))
  return [...last.values()].sort((a, b) => a.at - b.at)
}

function countThrough(
  { resets, crossings, anchors, online }: Moves,
  from: EpochMs,
  sink: OccupancySink,
): void {
  let people = 0
  let sensors = 0
  for (;;) {
    const at = Math.min(resets.at, crossings.at, anchors.at, online.at)
    if (at === Infinity) return
    // Of one instant: the daily reset, then the crossings, then a person's word (density-v3.md §10, Counting).
    if (resets.take(at) !== undefined) people = 0
    const passing = crossings.take(at)
    if (passing !== undefined) people = Math.max(0, people + passing.entrances - passing.exits)
    people = anchors.take(at)?.count ?? people
    sensors = online.take(at)?.sensors ?? sensors
    if (at >= from) sink.put(at, sensors > 0 ? people : null, sensors, false)
  }
}
