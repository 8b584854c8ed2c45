import type { Bucket } from './bucket.ts'
import type { EpochMs, Interval } from './interval.ts'

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

/**
 * At most `limit` of the ascending `buckets` that `interval` was cut into. Cutting the page's interval the same way
 * gives the page's buckets again, so that only their time needs to be read.
 */
export function pageOfBuckets(
  buckets: readonly Bucket[],
  interval: Interval,
  from: PageFrom,
  limit: number,
): BucketPage {
  const [begin, end] = bounds(buckets, from, limit)
  const first = buckets[begin]
  const next = buckets[end]
  const last = end > begin ? buckets[end - 1] : undefined
  return {
    interval: {
      start: begin === 0 || first === undefined ? interval.start : first.start,
      end: next?.start ?? interval.end,
    },
    first: last === undefined ? null : (first?.start ?? null),
    last: last?.start ?? null,
    hasBefore: begin > 0,
    hasAfter: next !== undefined,
  }
}

function bounds(buckets: readonly Bucket[], from: PageFrom, limit: number): readonly [number, number] {
  if (from.kind === 'before') {
    const end = countWhile(buckets, (bucket) => bucket.start < from.start)
    return [Math.max(0, end - limit), end]
  }
  const begin = from.kind === 'first' ? 0 : countWhile(buckets, (bucket) => bucket.start <= from.start)
  return [begin, Math.min(buckets.length, begin + limit)]
}

function countWhile(buckets: readonly Bucket[], holds: (bucket: Bucket) => boolean): number {
  const index = buckets.findIndex((bucket) => !holds(bucket))
  return index === -1 ? buckets.length : index
}
