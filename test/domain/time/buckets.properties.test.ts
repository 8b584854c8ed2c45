import fc from 'fast-check'
import type { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { Bucket } from '../../../src/domain/time/bucket.ts'
import { countBuckets } from '../../../src/domain/time/bucket-count.ts'
import { cutBuckets } from '../../../src/domain/time/buckets.ts'
import { hourSpans } from '../../../src/domain/time/hour-spans.ts'
import { DAY_MS, type Interval, MINUTE_MS } from '../../../src/domain/time/interval.ts'
import { resolutions } from '../../../src/domain/time/resolution.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'
import {
  instantsOn,
  intervalsOn,
  luxonAt,
  naiveBuckets,
  QUARTER_MS,
  totalLength,
  weeklyHours,
  zoneNames,
} from './luxon-oracle.ts'

const zones = fc.constantFrom(...zoneNames).map(zoneOf)
const anyResolution = fc.constantFrom(...resolutions)
const maybeHours = fc.option(weeklyHours)

function requestsOn(stepMs: number, maxMs: number, resolution: typeof anyResolution) {
  return fc
    .record({
      zone: zones,
      interval: intervalsOn(stepMs, maxMs),
      resolution,
      hours: maybeHours,
      share: fc.nat(6),
    })
    .map(({ share, ...request }) => {
      const { start, end } = request.interval
      // In one of three requests now lies inside the interval.
      const now = share < 2 ? start + Math.floor(((end - start) * share) / 2 / stepMs) * stepMs : end + share
      return { ...request, now }
    })
}

describe('against luxon', () => {
  test('buckets of every resolution are what asking every minute gives', () => {
    fc.assert(
      fc.property(requestsOn(MINUTE_MS, 2 * DAY_MS, anyResolution), (request) => {
        expect(cutBuckets(request)).toEqual(naiveBuckets(request, MINUTE_MS))
      }),
      { numRuns: 120 },
    )
  })

  test('long buckets are what asking every quarter of an hour gives', () => {
    const long = fc.constantFrom(...resolutions.filter((resolution) => !/minute/.test(resolution)))
    fc.assert(
      fc.property(requestsOn(QUARTER_MS, 60 * DAY_MS, long), (request) => {
        expect(cutBuckets(request)).toEqual(naiveBuckets(request, QUARTER_MS))
      }),
      { numRuns: 40 },
    )
  })

  test.each(['day', 'week', 'month', 'year'] as const)('every %s begins where luxon begins it', (unit) => {
    fc.assert(
      fc.property(zones, intervalsOn(MINUTE_MS, 800 * DAY_MS), (zone, interval) => {
        const edges: number[] = []
        let local: DateTime = luxonAt(interval.start, zone.name)
        while (local.toMillis() < interval.end) {
          edges.push(local.toMillis())
          local = local.plus({ [unit]: 1 }).startOf(unit)
        }

        const request = { zone, interval, resolution: unit, hours: null, now: interval.end }
        expect(cutBuckets(request).map(({ start }) => start)).toEqual(edges)
      }),
      { numRuns: 25 },
    )
  })
})

describe('without hours', () => {
  test('buckets tile the interval up to now', () => {
    fc.assert(
      fc.property(
        requestsOn(1, 40 * DAY_MS, fc.constantFrom('total', 'hour', 'day', 'week', 'month')),
        (request) => {
          const buckets = cutBuckets({ ...request, hours: null })
          const edges = buckets.flatMap(({ spans }) => spans)

          expect(buckets.every(({ spans, start }) => spans.length === 1 && spans[0]?.start === start)).toBe(
            true,
          )
          expect(merged(edges)).toEqual(window(request.interval, request.now))
        },
      ),
    )
  })
})

describe('splitting an interval anywhere', () => {
  test('and pooling the lengths gives the whole', () => {
    const resolution = fc.constantFrom(
      'total',
      'hour',
      'day',
      'week',
      'month',
      'year',
      'weekday',
      'hour_of_day',
      'hour_of_week',
    )
    const requests = requestsOn(1, 30 * DAY_MS, resolution as typeof anyResolution)
    fc.assert(
      fc.property(requests, fc.nat(1_000), (request, permille) => {
        const { start, end } = request.interval
        const middle = start + Math.floor(((end - start) * permille) / 1_000)
        const left = cutBuckets({ ...request, interval: { start, end: middle } })
        const right = cutBuckets({ ...request, interval: { start: middle, end } })
        const whole = cutBuckets(request)

        expect(merged([...left, ...right].flatMap(({ spans }) => spans))).toEqual(
          merged(whole.flatMap(({ spans }) => spans)),
        )
        expect(pooledLengths([...left, ...right])).toEqual(pooledLengths(whole))
      }),
    )
  })
})

test('every bucket’s spans ascend, never touch, and add up to its length, which is never zero', () => {
  fc.assert(
    fc.property(requestsOn(1, 5 * DAY_MS, anyResolution), (request) => {
      for (const { spans, lengthMs } of cutBuckets(request)) {
        expect(spans.every((span, index) => span.start > (spans[index - 1]?.end ?? -Infinity))).toBe(true)
        expect(lengthMs).toBe(totalLength(spans))
        expect(lengthMs).toBeGreaterThan(0)
      }
    }),
  )
})

test('hours of the week pool what weekdays and hours of the day pool', () => {
  fc.assert(
    fc.property(requestsOn(1, 20 * DAY_MS, fc.constant('hour_of_week')), (request) => {
      const ofWeek = cutBuckets(request)
      for (const [resolution, poolOf] of [
        ['weekday', (pool: number) => Math.floor(pool / 24)],
        ['hour_of_day', (pool: number) => pool % 24],
      ] as const) {
        for (const { pool, spans } of cutBuckets({ ...request, resolution })) {
          const parts = ofWeek.filter((bucket) => poolOf(bucket.pool ?? -1) === pool)
          expect(merged(parts.flatMap((part) => part.spans))).toEqual(merged(spans))
        }
      }
      const [total] = cutBuckets({ ...request, resolution: 'total' })
      expect(merged(ofWeek.flatMap(({ spans }) => spans))).toEqual(merged(total?.spans ?? []))
    }),
  )
})

test('counting buckets gives as many as there are', () => {
  fc.assert(
    fc.property(requestsOn(1, 20 * DAY_MS, anyResolution), (request) => {
      expect(countBuckets(request)).toBe(cutBuckets(request).length)
    }),
  )
})

test('hours hold exactly the minutes whose wall clock is inside them', () => {
  fc.assert(
    fc.property(zones, weeklyHours, intervalsOn(MINUTE_MS, 2 * DAY_MS), (zone, hours, interval) => {
      const minutes: Interval[] = []
      for (let start = interval.start; start < interval.end; start += MINUTE_MS) {
        const local = luxonAt(start, zone.name)
        if (hours.includes(local.weekday % 7, local.hour)) minutes.push({ start, end: start + MINUTE_MS })
      }

      expect(hourSpans(zone, interval, hours)).toEqual(merged(minutes))
    }),
    { numRuns: 40 },
  )
})

test('now at or before the start leaves nothing', () => {
  fc.assert(
    fc.property(requestsOn(1, 5 * DAY_MS, anyResolution), instantsOn(1), (request, now) => {
      const early = Math.min(now, request.interval.start)

      expect(cutBuckets({ ...request, now: early })).toEqual([])
    }),
  )
})

/** The lengths by pool; buckets of the other resolutions all count as one pool. */
function pooledLengths(buckets: readonly Bucket[]): Map<number | null, number> {
  const lengths = new Map<number | null, number>()
  for (const { pool, lengthMs } of buckets) lengths.set(pool, (lengths.get(pool) ?? 0) + lengthMs)
  return new Map([...lengths].sort(([a], [b]) => (a ?? 0) - (b ?? 0)))
}

function merged(spans: readonly Interval[]): Interval[] {
  const result: Interval[] = []
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last?.end === start) result[result.length - 1] = { start: last.start, end }
    else result.push({ start, end })
  }
  return result
}

function window(interval: Interval, now: number): Interval[] {
  const end = Math.min(interval.end, now)
  return end > interval.start ? [{ start: interval.start, end }] : []
}
