import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backTest } from '../../../src/domain/forecast/back-test.ts'
import { expectedAt, leadWeeksOf, pastDays } from '../../../src/domain/forecast/forecast.ts'
import { hourlyAverages } from '../../../src/domain/forecast/hourly-averages.ts'
import { emptyRollup } from '../../../src/domain/occupancy/rollup.ts'
import { cutBuckets } from '../../../src/domain/time/buckets.ts'
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/interval.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'

const WEEK_MS = 7 * DAY_MS
const TODAY = Date.UTC(2024, 10, 6)

describe('the lead', () => {
  test.each([
    [0, 1],
    [1, 1],
    [6, 1],
    [7, 2],
    [13, 2],
    [14, 3],
    [-1, 1],
    [-40, 1],
  ])('of a date %i days from today is %i weeks', (days, weeks) => {
    expect(leadWeeksOf(TODAY + days * DAY_MS, TODAY)).toBe(weeks)
  })

  test('leads to the latest day of the same weekday that is over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (ahead) => {
        const date = TODAY + ahead * DAY_MS
        const [latest = 0, before = 0] = pastDays(date, leadWeeksOf(date, TODAY), 2)

        expect(latest).toBeLessThan(TODAY)
        expect(latest).toBeGreaterThanOrEqual(TODAY - WEEK_MS)
        expect((date - latest) % WEEK_MS).toBe(0)
        expect(before).toBe(latest - WEEK_MS)
      }),
    )
  })
})

/** Averages of hours of one weekday, some weeks and hours missing; sixteenths, so that all sums are exact. */
const averages = fc
  .array(
    fc.tuple(
      fc.nat(20),
      fc.nat(23),
      fc.nat(5_000).map((n) => n / 16),
    ),
    {
      maxLength: 300,
      size: 'max',
    },
  )
  .map((all) => new Map(all.map(([week, hour, people]) => [TODAY - week * WEEK_MS + hour * HOUR_MS, people])))

test('forecasts and their errors are those of sorting the past weeks hour by hour', () => {
  const scene = fc.record({
    averages,
    leadWeeks: fc.integer({ min: 1, max: 3 }),
    weeks: fc.integer({ min: 1, max: 9 }),
    from: fc.nat(23),
  })
  fc.assert(
    fc.property(scene, ({ averages: known, leadWeeks, weeks, from }) => {
      const dates = pastDays(TODAY, leadWeeks, 8)
      const tried = backTest(dates, { averages: known, leadWeeks, weeks }, (hour) => hour >= from)
      const naive = dates.map((date) => naiveDay(known, date, leadWeeks, weeks, from))
      const all = naive.flat()

      expect(tried).toEqual({
        ...naiveError(all),
        days: naive.map((some, index) => ({ date: dates[index], ...naiveError(some) })),
      })
      for (let hour = 0; hour < 24; hour++) {
        const values = naiveValues(known, TODAY + hour * HOUR_MS, leadWeeks, weeks)
        expect(expectedAt(TODAY + hour * HOUR_MS, { averages: known, leadWeeks, weeks })).toEqual({
          days: values.length,
          people: near(rank7(values, 0.5)),
          low: near(rank7(values, 0.25)),
          high: near(rank7(values, 0.75)),
        })
      }
    }),
  )
})

const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 6))

function naiveValues(known: ReadonlyMap<number, number>, at: number, lead: number, weeks: number): number[] {
  return [...known]
    .filter(([hour]) => {
      const weeksBefore = (at - hour) / WEEK_MS
      return Number.isInteger(weeksBefore) && weeksBefore >= lead && weeksBefore < lead + weeks
    })
    .map(([, people]) => people)
}

interface NaiveHour {
  readonly off: number
  readonly lastWeekOff: number
  readonly isInside: boolean
}

function naiveDay(
  known: ReadonlyMap<number, number>,
  date: number,
  lead: number,
  weeks: number,
  from: number,
): readonly NaiveHour[] {
  return [...known].flatMap(([at, actual]) => {
    const lastWeek = known.get(at - lead * WEEK_MS)
    const values = naiveValues(known, at, lead, weeks)
    const isAsked = at >= date + from * HOUR_MS && at < date + DAY_MS
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => rank7(values, share))
    if (!isAsked || lastWeek === undefined || middle === null || middle === undefined) return []
    return [
      {
        off: Math.abs(middle - actual),
        lastWeekOff: Math.abs(lastWeek - actual),
        isInside: actual >= (low ?? Number.NaN) && actual <= (high ?? Number.NaN),
      },
    ]
  })
}

function naiveError(all: readonly NaiveHour[]) {
  const mean = (values: readonly number[]) =>
    all.length === 0 ? null : expect.closeTo(values.reduce((sum, value) => sum + value, 0) / all.length, 6)
  return {
    hours: all.length,
    error: mean(all.map(({ off }) => off)),
    lastWeekError: mean(all.map(({ lastWeekOff }) => lastWeekOff)),
    insideShare: mean(all.map(({ isInside }) => (isInside ? 1 : 0))),
  }
}

/** By the textbook. */
function rank7(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const ascending = values.toSorted((a, b) => a - b)
  const rank = (values.length - 1) * share
  const [low = 0, high = 0] = [ascending[Math.floor(rank)], ascending[Math.ceil(rank)]]
  return low + (rank - Math.floor(rank)) * (high - low)
}

describe('hourly averages', () => {
  const zone = zoneOf('America/New_York')
  const hoursOf = (date: string) => {
    const start = zone.instantOf(Date.parse(`${date}T00:00Z`))
    const end = zone.instantOf(Date.parse(`${date}T00:00Z`) + DAY_MS)
    return cutBuckets({ zone, interval: { start, end }, resolution: 'hour', hours: null, now: Infinity })
  }
  const averagesOn = (date: string) =>
    hourlyAverages(
      zone,
      hoursOf(date).map((bucket, index) => ({
        bucket,
        rollup: index === 5 ? emptyRollup : { ...emptyRollup, observedMs: 2, personMs: 2 * index },
      })),
    )

  test('take both times of a repeated hour together, have no skipped one, and none that is unknown', () => {
    const autumn = Date.UTC(2024, 10, 3)
    const spring = Date.UTC(2024, 2, 10)

    // Hours 1 and 2 of the day are both one o'clock; the fifth was not observed.
    expect([...averagesOn('2024-11-03')].slice(0, 5)).toEqual([
      [autumn, 0],
      [autumn + HOUR_MS, 1.5],
      [autumn + 2 * HOUR_MS, 3],
      [autumn + 3 * HOUR_MS, 4],
      [autumn + 5 * HOUR_MS, 6],
    ])
    expect(averagesOn('2024-03-10').has(spring + 2 * HOUR_MS)).toBe(false)
    expect(averagesOn('2024-03-10').size).toBe(22)
  })
})
