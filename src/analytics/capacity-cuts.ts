import { emptyRollup, mergeRollups, type Rollup } from '../domain/occupancy/rollup.ts'
import type { CapacityPart } from '../domain/occupancy/utilization.ts'
import { type CapacityHistory, capacityAt } from '../domain/portfolio/capacity.ts'
import { eachInSteps, mapInSteps, type Steps } from '../domain/steps.ts'
import type { Bucket } from '../domain/time/bucket.ts'
import { type Interval, intersect, lengthMs } from '../domain/time/interval.ts'

/** A part of a bucket during which one capacity held. */
export interface CapacityPiece extends Bucket {
  /** Index of the bucket that it is a part of. */
  readonly owner: number
  readonly capacity: number | null
}

/**
 * Buckets in pieces of one capacity each, those of a bucket next to each other and in order of time; `null` when
 * one capacity held in all of their time.
 */
export function* cutAtCapacities(
  buckets: readonly Bucket[],
  history: CapacityHistory,
): Steps<readonly CapacityPiece[] | null> {
  if (history.length === 1) return null
  const asked = hullOf(buckets)
  const held = history.filter((span) => intersect(span, asked) !== null)
  if (held.length <= 1) return null
  const pieces: CapacityPiece[] = []
  yield* eachInSteps(buckets, (bucket, owner) => {
    for (const during of held) {
      const piece = pieceOf(bucket, owner, during)
      if (piece !== null) pieces.push(piece)
    }
  })
  return pieces
}

function pieceOf(bucket: Bucket, owner: number, during: CapacityHistory[number]): CapacityPiece | null {
  const spans = bucket.spans.flatMap((span) => intersect(span, during) ?? [])
  const [first, last] = [spans[0], spans.at(-1)]
  if (first === undefined || last === undefined) return null
  const length = spans.reduce((sum, span) => sum + lengthMs(span), 0)
  const { pool } = bucket
  const { capacity } = during
  return { start: first.start, end: last.end, pool, spans, lengthMs: length, owner, capacity }
}

/** Each bucket's parts, where one capacity held in all of their time. */
export function* uncutParts(
  buckets: readonly Bucket[],
  rollups: readonly Rollup[],
  history: CapacityHistory,
): Steps<readonly (readonly CapacityPart[])[]> {
  const start = buckets[0]?.spans[0]?.start
  const capacity = start === undefined ? null : capacityAt(history, start)
  return yield* mapInSteps(rollups, (rollup) => [{ capacity, rollup }])
}

/** Each bucket's parts from the rollups of its pieces. */
export function* partsOf(
  buckets: readonly Bucket[],
  pieces: readonly CapacityPiece[],
  rollups: readonly Rollup[],
): Steps<readonly (readonly CapacityPart[])[]> {
  const parts = buckets.map((): CapacityPart[] => [])
  yield* eachInSteps(pieces, ({ owner, capacity }, index) => {
    const rollup = rollups[index]
    if (rollup !== undefined) parts[owner]?.push({ capacity, rollup })
  })
  return parts
}

/** The rollup of a whole bucket from its parts. */
export function wholeOf(parts: readonly CapacityPart[]): Rollup {
  return parts.reduce((whole, { rollup }) => mergeRollups(whole, rollup), emptyRollup)
}

function hullOf(buckets: readonly Bucket[]): Interval {
  let start = Infinity
  let end = -Infinity
  for (const { spans } of buckets) {
    start = Math.min(start, spans[0]?.start ?? start)
    end = Math.max(end, spans.at(-1)?.end ?? end)
  }
  return { start, end }
}
