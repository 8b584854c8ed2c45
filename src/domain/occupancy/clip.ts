import { type Interval, intersect } from '../time/interval.ts'
import { flowsIn, segmentsOver } from './roll-up.ts'
import type { Segment, SpaceHistory } from './segment.ts'

/** The part of a history that lies inside `within`, which must overlap it. */
export function clipHistory(history: SpaceHistory, within: Interval): SpaceHistory {
  const start = Math.max(history.start, within.start)
  const end = Math.min(history.end, within.end)
  const inside = { start, end }
  const segments = segmentsOver(history, inside).map((segment) => clipSegment(segment, inside))
  return { start, end, before: countBefore(history, start), segments, flows: flowsIn(history, inside) }
}

function countBefore(history: SpaceHistory, start: number): number | null {
  if (start === history.start) return history.before
  return segmentsOver(history, { start: start - 1, end: start })[0]?.count ?? null
}

function clipSegment(segment: Segment, within: Interval): Segment {
  const inside = intersect(segment, within)
  return inside === null || (inside.start === segment.start && inside.end === segment.end)
    ? segment
    : { ...segment, ...inside }
}
