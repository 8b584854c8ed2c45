import type { Bucket } from '../../../src/domain/time/bucket.ts'
import { cutBuckets } from '../../../src/domain/time/buckets.ts'
import type { Interval } from '../../../src/domain/time/interval.ts'
import { formatUtc } from '../../../src/domain/time/iso-format.ts'
import type { Resolution } from '../../../src/domain/time/resolution.ts'
import type { WeeklyHours } from '../../../src/domain/time/weekly-hours.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'
import { at } from './luxon-oracle.ts'

interface Options {
  readonly hours?: WeeklyHours
  readonly now?: string
}

/** The buckets of a zone between two instants written in ISO 8601. */
export function cut(
  zone: string,
  resolution: Resolution,
  start: string,
  end: string,
  options: Options = {},
): readonly Bucket[] {
  return cutBuckets({
    zone: zoneOf(zone),
    interval: span(start, end),
    resolution,
    hours: options.hours ?? null,
    now: at(options.now ?? '2030-01-01T00:00Z'),
  })
}

/** When each bucket starts, written in UTC. */
export function starts(buckets: readonly Bucket[]): string[] {
  return buckets.map(({ start }) => formatUtc(start))
}

/** When each bucket ends, written in UTC. */
export function ends(buckets: readonly Bucket[]): string[] {
  return buckets.map(({ end }) => formatUtc(end))
}

/** How long each bucket is, in units of `unitMs`. */
export function lengthsIn(unitMs: number, buckets: readonly Bucket[]): number[] {
  return buckets.map(({ lengthMs }) => lengthMs / unitMs)
}

/** The interval between two instants written in ISO 8601. */
export function span(start: string, end: string): Interval {
  return { start: at(start), end: at(end) }
}
