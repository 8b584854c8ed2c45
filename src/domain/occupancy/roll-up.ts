import { type Interval, overlapMs } from '../time/interval.ts'
import { emptyRollup, type Rollup } from './rollup.ts'
import type { Flow, Segment, SpaceHistory } from './segment.ts'
import { sortedStretch } from './sorted-stretch.ts'

type RollupInProgress = { -readonly [Field in keyof Rollup]: Rollup[Field] }

/**
 * The rollup of the part of a history that lies inside an interval: segments by the time they share with it, flows
 * with `start <= at < end`. Time outside the history adds nothing.
 */
export function rollUp(history: SpaceHistory, within: Interval): Rollup {
  return rollUpSpans(history, [within])
}

/** The rollup of the parts of a history that lie inside some spans, which must not overlap each other. */
export function rollUpSpans(history: SpaceHistory, spans: readonly Interval[]): Rollup {
  const rollup: RollupInProgress = { ...emptyRollup }
  for (const span of spans) {
    for (const segment of segmentsOver(history, span)) addSegment(rollup, segment, overlapMs(segment, span))
    for (const flow of flowsIn(history, span)) {
      rollup.entrances += flow.entrances
      rollup.exits += flow.exits
    }
  }
  return rollup
}

/** The segments of a history that share time with an interval, whole, in ascending order. */
export function segmentsOver(history: SpaceHistory, within: Interval): readonly Segment[] {
  if (within.start >= within.end) return []
  return sortedStretch(
    history.segments,
    (segment) => segment.end <= within.start,
    (segment) => segment.start >= within.end,
  )
}

/** The flows of a history with `start <= at < end`, in ascending order. */
export function flowsIn(history: SpaceHistory, within: Interval): readonly Flow[] {
  return sortedStretch(
    history.flows,
    (flow) => flow.at < within.start,
    (flow) => flow.at >= within.end,
  )
}

function addSegment(rollup: RollupInProgress, segment: Segment, durationMs: number): void {
  const { count } = segment
  rollup.onlineMs += segment.online * durationMs
  rollup.capped ||= segment.capped
  if (count === null) return
  rollup.observedMs += durationMs
  if (count > 0) rollup.occupiedMs += durationMs
  rollup.personMs += count * durationMs
  rollup.peak = Math.max(count, rollup.peak ?? count)
  rollup.low = Math.min(count, rollup.low ?? count)
}
