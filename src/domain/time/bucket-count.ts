import { finish, type Steps } from '../steps.ts'
import { type BucketRequest, cutBucketsInSteps } from './buckets.ts'
import type { Interval } from './interval.ts'
import { isLabelled, labelWidths } from './resolution.ts'
import { timeInsideInSteps } from './time-inside.ts'
import type { Zone } from './zone.ts'

/**
 * How many buckets `cutBuckets` cuts a request into. Those of an hour or less, of which there may be very many, are
 * counted without being made.
 */
export function countBuckets(request: BucketRequest): number {
  return finish(countBucketsInSteps(request))
}

/** {@link countBuckets} in steps: decades have half a million hours. */
export function* countBucketsInSteps(request: BucketRequest): Steps<number> {
  const { zone, resolution } = request
  if (!isLabelled(resolution)) return (yield* cutBucketsInSteps(request)).length
  // Hours begin and end with a label or with the interval, so no bucket has parts in two spans.
  const inside = yield* timeInsideInSteps(request)
  return inside.reduce((sum, span) => sum + labelsIn(zone, span, labelWidths[resolution]), 0)
}

function labelsIn(zone: Zone, { start, end }: Interval, widthMs: number): number {
  let labels = 0
  let at = start
  while (at < end) {
    const { until: change, offsetMs } = zone.offsetSpanAt(at)
    const until = Math.min(change, end)
    labels += Math.ceil((until + offsetMs) / widthMs) - Math.floor((at + offsetMs) / widthMs)
    at = until
  }
  return labels
}
