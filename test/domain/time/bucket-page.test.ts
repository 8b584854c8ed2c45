import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BucketPage, type PageFrom, pageOfBuckets } from '../../../src/domain/time/bucket-page.ts'
import { type BucketRequest, cutBuckets } from '../../../src/domain/time/buckets.ts'
import { DAY_MS, MINUTE_MS } from '../../../src/domain/time/interval.ts'
import { type Resolution, resolutions } from '../../../src/domain/time/resolution.ts'
import { WeeklyHours } from '../../../src/domain/time/weekly-hours.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'
import { span } from './bucket-cuts.ts'
import { at, instantsOn, intervalsOn, weeklyHours, zoneNames } from './luxon-oracle.ts'

const hourly: BucketRequest = {
  zone: zoneOf('UTC'),
  interval: span('2024-06-10T00:30Z', '2024-06-10T05:00Z'),
  resolution: 'hour',
  hours: null,
  now: Infinity,
}

describe('a page of buckets', () => {
  test('begins with the first bucket, keeping what the interval cut off of it', () => {
    expect(pageOfBuckets(hourly, { kind: 'first' }, 2)).toEqual({
      interval: span('2024-06-10T00:30Z', '2024-06-10T02:00Z'),
      first: at('2024-06-10T00:30Z'),
      last: at('2024-06-10T01:00Z'),
      hasBefore: false,
      hasAfter: true,
    })
  })

  test('goes on after a start', () => {
    expect(pageOfBuckets(hourly, { kind: 'after', start: at('2024-06-10T01:00Z') }, 9)).toEqual({
      interval: span('2024-06-10T02:00Z', '2024-06-10T05:00Z'),
      first: at('2024-06-10T02:00Z'),
      last: at('2024-06-10T04:00Z'),
      hasBefore: true,
      hasAfter: false,
    })
  })

  test('goes back before a start', () => {
    expect(pageOfBuckets(hourly, { kind: 'before', start: at('2024-06-10T04:00Z') }, 2)).toEqual({
      interval: span('2024-06-10T02:00Z', '2024-06-10T04:00Z'),
      first: at('2024-06-10T02:00Z'),
      last: at('2024-06-10T03:00Z'),
      hasBefore: true,
      hasAfter: true,
    })
  })

  test('is empty after the last bucket, before the first one, and where there are none', () => {
    const nothing = { first: null, last: null }

    expect(pageOfBuckets(hourly, { kind: 'after', start: at('2024-06-10T04:00Z') }, 2)).toMatchObject({
      ...nothing,
      hasBefore: true,
      hasAfter: false,
    })
    expect(pageOfBuckets(hourly, { kind: 'before', start: at('2024-06-10T00:30Z') }, 2)).toMatchObject({
      ...nothing,
      hasBefore: false,
      hasAfter: true,
    })
    expect(pageOfBuckets({ ...hourly, now: 0 }, { kind: 'first' }, 2)).toMatchObject({
      ...nothing,
      hasBefore: false,
      hasAfter: false,
    })
  })

  test('looks past any time that the hours leave out', () => {
    const sundays = new WeeklyHours((weekday, hour) => weekday === 0 && hour === 12)
    const weeks = { ...hourly, hours: sundays, interval: span('2024-06-10T00:00Z', '2024-07-08T00:00Z') }
    const page = pageOfBuckets(weeks, { kind: 'first' }, 2)
    const noons = [at('2024-06-16T12:00Z'), at('2024-06-23T12:00Z'), at('2024-06-30T12:00Z')]

    expect(page).toMatchObject({ first: noons[0], last: noons[1], hasAfter: true })
    expect(pageOfBuckets(weeks, { kind: 'before', start: noons[2] ?? 0 }, 1)).toMatchObject({
      first: noons[1],
      last: noons[1],
      hasBefore: true,
    })
  })

  test('is of the buckets that cutting everything gives, and its interval cuts into just these', () => {
    fc.assert(
      fc.property(
        request,
        fc.nat(),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        (asked, pick, limit, back) => {
          const buckets = cutBuckets(asked)
          fc.pre(buckets.length > 0)
          const start = buckets[pick % buckets.length]?.start ?? 0
          const from: PageFrom = { kind: back ? 'before' : 'after', start }
          const page = pageOfBuckets(asked, from, limit)
          const others = buckets.filter((bucket) => (back ? bucket.start < start : bucket.start > start))
          const wanted = back ? others.slice(-limit) : others.slice(0, limit)

          expect(page).toMatchObject({
            first: wanted[0]?.start ?? null,
            last: wanted.at(-1)?.start ?? null,
            hasBefore: back ? others.length > limit : true,
            hasAfter: back ? true : others.length > limit,
          })
          expect(cutBuckets({ ...asked, interval: page.interval })).toEqual(wanted)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('after page leads through all buckets', () => {
    fc.assert(
      fc.property(request, fc.integer({ min: 3, max: 40 }), (asked, limit) => {
        const seen = leafThrough(asked, limit).flatMap(({ interval }) => cutBuckets({ ...asked, interval }))

        expect(seen).toEqual(cutBuckets(asked))
      }),
    )
  })
})

const follow = resolutions.filter(
  (resolution) => !['total', 'weekday', 'hour_of_day', 'hour_of_week'].includes(resolution),
)

const shapes: fc.Arbitrary<Pick<BucketRequest, 'interval' | 'resolution'>> = fc
  .constantFrom<Resolution>(...follow)
  .chain((resolution) => {
    const longest = ['week', 'month', 'year'].includes(resolution) ? 900 * DAY_MS : 3 * DAY_MS
    return fc.record({ resolution: fc.constant(resolution), interval: intervalsOn(MINUTE_MS, longest) })
  })

const request: fc.Arbitrary<BucketRequest> = fc
  .record({
    zone: fc.constantFrom(...zoneNames).map(zoneOf),
    shape: shapes,
    hours: fc.option(weeklyHours),
    now: fc.oneof({ weight: 3, arbitrary: fc.constant(Infinity) }, instantsOn(MINUTE_MS)),
  })
  .map(({ shape, ...rest }) => ({ ...rest, ...shape }))

function leafThrough(asked: BucketRequest, limit: number): readonly BucketPage[] {
  const pages: BucketPage[] = []
  let from: PageFrom = { kind: 'first' }
  for (;;) {
    const page = pageOfBuckets(asked, from, limit)
    if (page.last === null) return pages
    pages.push(page)
    if (!page.hasAfter) return pages
    from = { kind: 'after', start: page.last }
  }
}
