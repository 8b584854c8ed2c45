import { expectedSensors } from '../domain/occupancy/fold.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import { mapInSteps, type Steps } from '../domain/steps.ts'
import type { Bucket } from '../domain/time/bucket.ts'
import { type Interval, overlapMs } from '../domain/time/interval.ts'

/** For each bucket, the sum over a space's sensors of the time inside it during which each was meant to see. */
export function* expectedTimes(counting: Counting, buckets: readonly Bucket[]): Steps<readonly number[]> {
  const limited: Interval[] = []
  let unlimited = 0
  for (const { from, until } of expectedSensors(counting)) {
    if (from === -Infinity && until === Infinity) unlimited++
    else limited.push({ start: from, end: until })
  }
  return yield* mapInSteps(
    buckets,
    ({ spans, lengthMs }) =>
      unlimited * lengthMs + limited.reduce((sum, sensor) => sum + sharedMs(spans, sensor), 0),
  )
}

function sharedMs(spans: readonly Interval[], sensor: Interval): number {
  return spans.reduce((sum, span) => sum + overlapMs(span, sensor), 0)
}
