import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { DwellAnswer, DwellQuery } from '../../src/analytics/occupancy-query.ts'
import { SHORTEST_VISIT_MS } from '../../src/domain/occupancy/visits.ts'
import { type Counting, countingOf } from '../../src/domain/portfolio/counting.ts'
import type { Space } from '../../src/domain/portfolio/space.ts'
import { NO_SEQ, NO_SPACE, type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import { cutBuckets } from '../../src/domain/time/buckets.ts'
import { dailyInstants } from '../../src/domain/time/daily-instants.ts'
import { DAY_MS, type EpochMs, type Interval } from '../../src/domain/time/interval.ts'
import { resolveRange } from '../../src/domain/time/moment-range.ts'
import { zoneOf } from '../../src/domain/time/zone.ts'
import { engines, withInstallation } from '../history/installation.ts'
import { play, stepsAround } from '../history/scenario.ts'
import { bareDoorway, bareSpace, portfolioOf, world } from '../world.ts'
import { naiveFoldOver } from './naive-answers.ts'
import { askedAbout, between } from './queries.ts'

const scene = world.chain((everything) =>
  fc.record({
    world: fc.constant(everything),
    steps: stepsAround(everything.window),
    asked: fc.array(askedAbout(everything.window), { minLength: 1, maxLength: 3 }),
  }),
)

test.each(engines)('on %s, visits are matched first in, first out, day by day', async (engine) => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ world: { portfolio, window, arrivals, readings }, steps, asked }) => {
      await withInstallation({ engine, portfolio, now: window.start }, async (installation) => {
        await play(installation, arrivals, steps)
        for (const { columns: _, ...question } of asked) {
          for (const space of portfolio.spaces) {
            const query: DwellQuery = { ...question, portfolio, space }
            expect(await installation.analytics.dwell(query)).toEqual(naiveDwell(query, readings))
          }
        }
      })
    }),
    { numRuns: engine === 'memory' ? 30 : 10 },
  )
})

describe('a space with a doorway, reset at 04:00 in New York', () => {
  const space = bareSpace(1, null, 'space', { timeZone: 'America/New_York', dailyResetMinutes: 240 })
  const portfolio = portfolioOf(
    [space],
    [],
    [bareDoorway({ key: 1, sensors: [], sides: [{ space: 1, placement: 1 }] })],
  )

  function crossing(time: string, value: number): Reading {
    return {
      subject: 5,
      at: Date.parse(time),
      kind: ReadingKind.crossing,
      space: NO_SPACE,
      seq: NO_SEQ,
      value,
      capped: false,
    }
  }

  function daily(readings: readonly Reading[], now: string): Promise<DwellAnswer> {
    return withInstallation({ engine: 'memory', portfolio, now: 0 }, async ({ store, analytics }) => {
      await store.readings.append(
        1,
        readings.map((reading) => ({ reading, replace: false })),
      )
      return analytics.dwell({
        portfolio,
        space,
        range: between({ start: Date.parse('2024-03-09T05:00Z'), end: Date.parse('2024-03-12T04:00Z') }),
        resolution: 'day',
        hours: null,
        now: Date.parse(now),
      })
    })
  }

  test('a visit over midnight counts on the day it began, one over the reset not at all', async () => {
    const { stays } = await daily(
      [
        crossing('2024-03-10T02:00Z', 1),
        crossing('2024-03-10T06:00Z', -1),
        crossing('2024-03-10T07:30Z', 2),
        crossing('2024-03-10T09:00Z', -2),
      ],
      '2024-03-20T00:00Z',
    )

    expect(stays).toEqual([
      { count: 1, totalMs: 4 * 3_600_000, longestMs: 4 * 3_600_000 },
      { count: 0, totalMs: 0, longestMs: null },
      { count: 0, totalMs: 0, longestMs: null },
    ])
  })

  test('a visit through the hour that the clocks skip lasts as long as it lasts', async () => {
    const { stays } = await daily(
      [crossing('2024-03-10T06:30Z', 1), crossing('2024-03-10T07:30Z', -1)],
      '2024-03-20T00:00Z',
    )

    expect(stays[1]).toEqual({ count: 1, totalMs: 3_600_000, longestMs: 3_600_000 })
  })

  test('a day is left out until the reset after it, on the wall clock', async () => {
    const before = await daily([], '2024-03-11T07:59:59.999Z')
    const after = await daily([], '2024-03-11T08:00Z')

    expect(before.buckets.map(({ start }) => start)).toEqual([Date.parse('2024-03-09T05:00Z')])
    expect(after.buckets.map(({ start }) => start)).toEqual([
      Date.parse('2024-03-09T05:00Z'),
      Date.parse('2024-03-10T05:00Z'),
    ])
  })
})

function naiveDwell(
  { portfolio, space, range, resolution, hours, now }: DwellQuery,
  readings: readonly Reading[],
): DwellAnswer {
  const zone = zoneOf(portfolio.timeZone(space.key))
  const interval = resolveRange(range, zone)
  const days = dwellDaysAround(space, zone.name, { start: interval.start, end: Math.max(now, interval.end) })
  const finished = lastFinishedMidnight(zone.name, days, now)
  const buckets = cutBuckets({ zone, interval, resolution, hours, now: finished })
  const counting = countingOf(portfolio, space)
  const stays =
    counting === null
      ? []
      : days
          .filter(({ start, end }) => start < interval.end && end > interval.start && end <= now)
          .flatMap((day) => naiveVisits(counting, day, readings))
  return {
    buckets,
    stays: buckets.map(({ spans }) => {
      const own = stays.filter((stay) =>
        spans.some(({ start, end }) => start <= stay.start && stay.start < end),
      )
      return {
        count: own.reduce((sum, { people }) => sum + people, 0),
        totalMs: own.reduce((sum, { start, end, people }) => sum + (end - start) * people, 0),
        longestMs: own.length === 0 ? null : Math.max(...own.map(({ start, end }) => end - start)),
      }
    }),
  }
}

function dwellDaysAround(space: Space, zoneName: string, { start, end }: Interval): readonly Interval[] {
  const resets = dailyInstants(zoneOf(zoneName), space.dailyResetMinutes, {
    start: start - 3 * DAY_MS,
    end: end + 3 * DAY_MS,
  })
  return resets.slice(0, -1).map((reset, index) => ({ start: reset, end: resets[index + 1] ?? reset }))
}

/** The last local midnight before which no day began that is not over. */
function lastFinishedMidnight(zoneName: string, days: readonly Interval[], now: EpochMs): EpochMs {
  const today = DateTime.fromMillis(now, { zone: zoneName })
  const midnights = [0, 1, 2].map((back) => today.minus({ days: back }).startOf('day').toMillis())
  return (
    midnights.find((midnight) => days.every(({ start, end }) => start >= midnight || end <= now)) ??
    Number.NaN
  )
}

interface Stay extends Interval {
  readonly people: number
}

/** The visits of people who came together and left together, with a queue of the people inside. */
function naiveVisits(counting: Counting, day: Interval, readings: readonly Reading[]): readonly Stay[] {
  const history = naiveFoldOver(counting, day, readings)
  const isInside = (at: EpochMs) => day.start <= at && at < day.end
  const flows = history.flows.filter(({ at }) => isInside(at))
  const losses = history.segments
    .filter(({ start, count }, index) => {
      const before = index === 0 ? history.before : history.segments[index - 1]?.count
      return isInside(start) && count === null && before !== null
    })
    .map(({ start }) => start)
  const visits: Stay[] = []
  let inside: { start: EpochMs; people: number }[] = []
  for (const at of [...new Set([...flows.map((flow) => flow.at), ...losses])].sort((a, b) => a - b)) {
    const flow = flows.find((other) => other.at === at)
    inside.push({ start: at, people: flow?.entrances ?? 0 })
    for (let leaving = flow?.exits ?? 0; leaving > 0 && inside.length > 0; ) {
      const first = inside[0] ?? { start: at, people: 0 }
      const people = Math.min(first.people, leaving)
      if (people > 0) visits.push({ start: first.start, end: at, people })
      leaving -= people
      first.people -= people
      inside = inside.filter((group) => group.people > 0)
    }
    if (losses.includes(at)) inside = []
  }
  return visits.filter(({ start, end }) => end - start > SHORTEST_VISIT_MS)
}
