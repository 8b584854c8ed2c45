import fc from 'fast-check'
import { DateTime } from 'luxon'
import type { Bucket } from '../../../src/domain/time/bucket.ts'
import type { BucketRequest } from '../../../src/domain/time/buckets.ts'
import { DAY_MS, type EpochMs, type Interval, MINUTE_MS } from '../../../src/domain/time/interval.ts'
import type { Resolution } from '../../../src/domain/time/resolution.ts'
import { WeeklyHours } from '../../../src/domain/time/weekly-hours.ts'

/** Zones that between them change by an hour, by half an hour, at midnight, at 02:45, and never. */
export const zoneNames = [
  'America/New_York',
  'Europe/London',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/Sao_Paulo',
  'Europe/Tallinn',
  'UTC',
] as const

/** An instant written in ISO 8601 with an offset, as milliseconds. */
export function at(text: string): EpochMs {
  return Date.parse(text)
}

/** Clock changes of the zones above, in both directions. */
const changes = [
  '2024-03-10T07:00Z',
  '2024-11-03T06:00Z',
  '2024-03-31T01:00Z',
  '2024-10-27T01:00Z',
  '2024-04-06T15:00Z',
  '2024-10-05T15:30Z',
  '2024-04-06T14:00Z',
  '2024-09-28T14:00Z',
  '2018-11-04T03:00Z',
  '2018-02-18T02:00Z',
].map(at)

/** Instants on whole `stepMs` from 2015 to 2035, half of them within two days of a clock change. */
export function instantsOn(stepMs: number): fc.Arbitrary<EpochMs> {
  const anywhere = fc.integer({
    min: at('2015-01-01T00:00Z') / stepMs,
    max: at('2035-01-01T00:00Z') / stepMs,
  })
  const reach = Math.floor((2 * DAY_MS) / stepMs)
  const nearChange = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -reach, max: reach }))
    .map(([change, steps]) => Math.floor(change / stepMs) + steps)
  return fc.oneof(anywhere, nearChange).map((steps) => steps * stepMs)
}

/** Intervals on whole `stepMs`, up to `maxMs` long. */
export function intervalsOn(stepMs: number, maxMs: number): fc.Arbitrary<Interval> {
  return fc
    .tuple(instantsOn(stepMs), fc.integer({ min: 1, max: maxMs / stepMs }))
    .map(([start, steps]) => ({ start, end: start + steps * stepMs }))
}

/** Any choice of the 168 hours of the week, and often a plain working day. */
export const weeklyHours: fc.Arbitrary<WeeklyHours> = fc.oneof(
  fc.constant(new WeeklyHours((weekday, hour) => weekday >= 1 && weekday <= 5 && hour >= 9 && hour < 18)),
  fc
    .array(fc.boolean(), { minLength: 168, maxLength: 168 })
    .map((inside) => new WeeklyHours((weekday, hour) => inside[weekday * 24 + hour] === true)),
)

/** What luxon's clock shows in a zone. */
export function luxonAt(instant: EpochMs, zoneName: string): DateTime {
  return DateTime.fromMillis(instant, { zone: zoneName })
}

/**
 * The buckets of a request, found by asking luxon about every step of `stepMs` in it and grouping the answers.
 * Interval, `now` and every label edge have to fall on steps.
 */
export function naiveBuckets(request: BucketRequest, stepMs: number): Bucket[] {
  const { zone, interval, resolution, hours, now } = request
  const buckets = new Map<string, { start: EpochMs; end: EpochMs; pool: number | null; spans: Interval[] }>()
  const asked = { start: interval.start, end: Math.min(interval.end, now) }
  for (let step = asked.start; step < asked.end; step += stepMs) {
    const local = luxonAt(step, zone.name)
    const key = naiveKey(local, resolution)
    const isPooled = ['weekday', 'hour_of_day', 'hour_of_week'].includes(resolution)
    const own = isPooled ? { ...asked, pool: Number(key) } : { start: step, end: step + stepMs, pool: null }
    const bucket = buckets.get(key) ?? { ...own, spans: [] }
    bucket.end = own.end
    buckets.set(key, bucket)
    if (hours !== null && !hours.includes(local.weekday % 7, local.hour)) continue
    const last = bucket.spans.at(-1)
    if (last?.end === step) bucket.spans[bucket.spans.length - 1] = { start: last.start, end: step + stepMs }
    else bucket.spans.push({ start: step, end: step + stepMs })
  }
  return [...buckets.values()]
    .filter(({ spans }) => spans.length > 0)
    .sort((a, b) => (a.pool ?? a.start) - (b.pool ?? b.start))
    .map((bucket) => ({ ...bucket, lengthMs: totalLength(bucket.spans) }))
}

/** Sum of the lengths of spans. */
export function totalLength(spans: readonly Interval[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0)
}

const minutesOf: Partial<Record<Resolution, number>> = {
  minute: 1,
  '5minute': 5,
  '10minute': 10,
  '15minute': 15,
  hour: 60,
}

function naiveKey(local: DateTime, resolution: Resolution): string {
  const minutes = minutesOf[resolution]
  if (minutes !== undefined) {
    const label = Math.floor((local.hour * 60 + local.minute) / minutes)
    return `${local.toISODate()} ${label} ${local.offset}`
  }
  switch (resolution) {
    case 'day':
      return `${local.toISODate()}`
    case 'week':
      return `${local.weekYear}-${local.weekNumber}`
    case 'month':
      return `${local.year}-${local.month}`
    case 'year':
      return `${local.year}`
    case 'weekday':
      return `${local.weekday % 7}`
    case 'hour_of_day':
      return `${local.hour}`
    case 'hour_of_week':
      return `${(local.weekday % 7) * 24 + local.hour}`
    default:
      return 'total'
  }
}

/** A step that every label edge of the zones above falls on. */
export const QUARTER_MS = 15 * MINUTE_MS
