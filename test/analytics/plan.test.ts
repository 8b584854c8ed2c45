import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupPieces, type Piece, planSpace } from '../../src/analytics/plan.ts'
import { cutBuckets } from '../../src/domain/time/buckets.ts'
import { dayOf, daysCovering } from '../../src/domain/time/day.ts'
import { addDays, type DayRanges } from '../../src/domain/time/day-ranges.ts'
import { DAY_MS, type Interval, SLOT_MS } from '../../src/domain/time/interval.ts'
import { zoneOf } from '../../src/domain/time/zone.ts'
import { timeZones, window } from '../domain/arbitraries.ts'
import { around, askedAbout } from './queries.ts'

const staleIn = ({ start, end }: Interval): fc.Arbitrary<DayRanges> =>
  fc
    .array(
      fc.record({
        from: fc.integer({ min: dayOf(start), max: dayOf(end) }),
        days: fc.constantFrom(1, 2, 3, Infinity),
      }),
      { maxLength: 3 },
    )
    .map((ranges) =>
      ranges.reduce<DayRanges>((all, { from, days }) => addDays(all, { from, until: from + days }), []),
    )

const planned = window.chain((during) =>
  fc
    .record({
      zone: fc.constantFrom(...timeZones).map(zoneOf),
      asked: askedAbout(during),
      stale: staleIn(around(during)),
    })
    .map(({ zone, asked: { range, resolution, hours, now }, stale }) => {
      const interval = { start: range.start.at, end: Math.max(range.start.at, range.end.at) }
      const buckets = cutBuckets({ zone, interval, resolution, hours, now })
      return { buckets, stale, plan: planSpace(buckets, stale) }
    }),
)

describe('a plan', () => {
  test('covers the time of each bucket exactly once', () => {
    fc.assert(
      fc.property(planned, ({ buckets, plan: { runs, pieces } }) => {
        const parts = [
          ...runs.map(({ bucket, from, until }) => ({ bucket, start: from * SLOT_MS, end: until * SLOT_MS })),
          ...pieces,
        ].sort((a, b) => a.start - b.start)

        const overlapping = parts.filter(({ end }, index) => end > (parts[index + 1]?.start ?? end))
        expect(overlapping).toEqual([])
        const lengths = new Array<number>(buckets.length).fill(0)
        const outside = parts.filter((part) => {
          lengths[part.bucket] = (lengths[part.bucket] ?? 0) + part.end - part.start
          return !buckets[part.bucket]?.spans.some(({ start, end }) => start <= part.start && part.end <= end)
        })
        expect(outside).toEqual([])
        expect(lengths).toEqual(buckets.map(({ lengthMs }) => lengthMs))
      }),
      { numRuns: 150 },
    )
  })

  test('reads no stored rollup of a stale day, and folds no whole slot of any other', () => {
    fc.assert(
      fc.property(planned, ({ stale, plan: { runs, pieces } }) => {
        const isStale = (at: number) =>
          stale.some(({ from, until }) => from <= dayOf(at) && dayOf(at) < until)

        const staleSlots = runs.flatMap(({ from, until }) =>
          Array.from({ length: until - from }, (_, index) => from + index).filter((slot) =>
            isStale(slot * SLOT_MS),
          ),
        )
        expect(staleSlots).toEqual([])
        const needless = pieces.filter(
          ({ start, end }) => !isStale(start) && Math.floor(end / SLOT_MS) > Math.ceil(start / SLOT_MS),
        )
        expect(needless).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('has its parts in ascending order', () => {
    fc.assert(
      fc.property(planned, ({ plan: { runs, pieces } }) => {
        expect(runs).toEqual(runs.toSorted((a, b) => a.from - b.from))
        expect(pieces).toEqual(pieces.toSorted((a, b) => a.start - b.start))
      }),
    )
  })
})

describe('groups of pieces', () => {
  const pieces: fc.Arbitrary<readonly Piece[]> = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 5 * DAY_MS }), fc.integer({ min: 1, max: 2 * DAY_MS })), {
      maxLength: 30,
    })
    .map((steps) => {
      let end = 0
      return steps.map(([gap, length], bucket) => {
        const start = end + (gap % 3 === 0 ? 0 : gap)
        end = start + length
        return { bucket, start, end }
      })
    })

  test('hold all of them in order, and span no more days than a fold may unless one piece does', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 9 }), (all, daysPerFold) => {
        const groups = groupPieces(all, daysPerFold)

        expect(groups.flat()).toEqual(all)
        for (const group of groups) {
          const { from, until } = daysCovering({ start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 })
          expect(group.length === 1 || until - from <= daysPerFold).toBe(true)
        }
      }),
    )
  })

  test('bridge no day that none of them is in', () => {
    const day = (index: number): Piece => ({
      bucket: index,
      start: index * DAY_MS,
      end: (index + 1) * DAY_MS,
    })

    expect(groupPieces([day(0), day(1), day(3)], 31)).toEqual([[day(0), day(1)], [day(3)]])
  })
})
