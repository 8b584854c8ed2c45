import type { Bucket } from './bucket.ts'
import { type BucketRequest, cutBuckets } from './buckets.ts'
import { DAY_MS, type EpochMs, HOUR_MS, type Interval, MINUTE_MS } from './interval.ts'
import type { Resolution } from './resolution.ts'

/** Which stretch of a list is wanted: what follows a start, what precedes one, or the beginning. */
export type PageFrom =
  | { readonly kind: 'first' }
  | { readonly kind: 'after'; readonly start: EpochMs }
  | { readonly kind: 'before'; readonly start: EpochMs }

/** A page of buckets: the interval that cuts into just these, and whether there are others on either side. */
export interface BucketPage {
  readonly interval: Interval
  /** Start of the first and of the last bucket; `null` for a page with none. */
  readonly first: EpochMs | null
  readonly last: EpochMs | null
  readonly hasBefore: boolean
  readonly hasAfter: boolean
}

/** The usual length of a bucket, which says how far to look for a page of them. */
const usualMs: Readonly<Record<Resolution, number>> = {
  total: Number.POSITIVE_INFINITY,
  weekday: Number.POSITIVE_INFINITY,
  hour_of_day: Number.POSITIVE_INFINITY,
  hour_of_week: Number.POSITIVE_INFINITY,
  minute: MINUTE_MS,
  '5minute': 5 * MINUTE_MS,
  '10minute': 10 * MINUTE_MS,
  '15minute': 15 * MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 31 * DAY_MS,
  year: 366 * DAY_MS,
}

/**
 * At most `limit` of the buckets that a request is cut into; `from.start` is the start of one of them. Cutting the
 * page's interval the same way gives the page's buckets again, so that only their time needs to be read. The work
 * grows with the page, not with the interval.
 */
export function pageOfBuckets(request: BucketRequest, from: PageFrom, limit: number): BucketPage {
  return from.kind === 'before'
    ? pageBefore(request, from.start, limit)
    : pageAfter(request, from.kind === 'after' ? from.start : null, limit)
}

function pageAfter(request: BucketRequest, after: EpochMs | null, limit: number): BucketPage {
  const { interval } = request
  const following = bucketsAfter(request, after, limit + 1)
  const next = following[limit]
  const buckets = following.slice(0, limit)
  return {
    interval: { start: buckets[0]?.start ?? interval.end, end: next?.start ?? interval.end },
    ...endsOf(buckets),
    hasBefore: after !== null,
    hasAfter: next !== undefined,
  }
}

function pageBefore(request: BucketRequest, before: EpochMs, limit: number): BucketPage {
  const preceding = bucketsBefore(request, before, limit + 1)
  const buckets = preceding.slice(-limit)
  return {
    interval: { start: buckets[0]?.start ?? before, end: before },
    ...endsOf(buckets),
    hasBefore: preceding.length > limit,
    hasAfter: true,
  }
}

/** The first buckets after the one that starts at `after`, or from the beginning: `wanted`, or all there are. */
function bucketsAfter(request: BucketRequest, after: EpochMs | null, wanted: number): readonly Bucket[] {
  const { interval, now } = request
  const start = Math.max(after ?? interval.start, interval.start)
  const last = Math.min(interval.end, now)
  for (let reachMs = reachOf(request, wanted); ; reachMs *= 2) {
    const end = Math.min(start + reachMs, last)
    const buckets = cutBuckets({ ...request, interval: { start, end } }).filter(
      (bucket) => after === null || bucket.start > after,
    )
    if (buckets.length >= wanted || end === last || start >= last) return buckets
  }
}

/** The last buckets before the one that starts at `before`: `wanted` or more, or all there are. */
function bucketsBefore(request: BucketRequest, before: EpochMs, wanted: number): readonly Bucket[] {
  const { interval } = request
  const end = Math.min(before, interval.end)
  for (let reachMs = reachOf(request, wanted); ; reachMs *= 2) {
    const start = Math.max(end - reachMs, interval.start)
    const buckets = cutBuckets({ ...request, interval: { start, end } })
    if (start === interval.start) return buckets
    // Where the look begins inside a bucket, that one's start is not its own.
    if (buckets.length > wanted) return buckets.slice(1)
  }
}

/** How far to look at first: buckets and the one that is cut by the end of the look. */
function reachOf({ resolution }: BucketRequest, wanted: number): number {
  return usualMs[resolution] * (wanted + 1)
}

function endsOf(buckets: readonly Bucket[]): Pick<BucketPage, 'first' | 'last'> {
  return { first: buckets[0]?.start ?? null, last: buckets.at(-1)?.start ?? null }
}
