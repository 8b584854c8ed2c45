import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SpaceHistory } from '../../src/domain/occupancy/segment.ts'
import { type SlotColumnName, slotAt, slotColumnNames } from '../../src/domain/occupancy/slots.ts'
import { countingOf } from '../../src/domain/portfolio/counting.ts'
import { Portfolio } from '../../src/domain/portfolio/portfolio.ts'
import type { Space } from '../../src/domain/portfolio/space.ts'
import { sensorSubject } from '../../src/domain/portfolio/subject.ts'
import { type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import { type Day, dayOf, dayStart } from '../../src/domain/time/day.ts'
import {
  DAY_MS,
  type EpochMs,
  HOUR_MS,
  type Interval,
  SLOT_MS,
  SLOTS_PER_DAY,
} from '../../src/domain/time/interval.ts'
import { naiveOccupancy } from '../analytics/naive-answers.ts'
import { aboutAll, around, askedAbout, between } from '../analytics/queries.ts'
import { intervalIn } from '../domain/arbitraries.ts'
import { naiveFold } from '../domain/occupancy/naive-fold.ts'
import { bareSensor, bareSpace, correctionOf, portfolioIn, portfolioOf, world } from '../world.ts'
import { engines, type Installation, withInstallation } from './installation.ts'
import { play, stepsAround } from './scenario.ts'

const scene = world.chain((everything) =>
  fc.record({
    world: fc.constant(everything),
    steps: stepsAround(everything.window),
    later: stepsAround(everything.window),
    others: fc.array(portfolioIn(everything.window), { minLength: 1, maxLength: 2 }),
    range: intervalIn(around(everything.window)),
    asked: askedAbout(everything.window),
  }),
)

test('a fold is what all readings say', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ world: { portfolio, window, arrivals, readings }, steps, range }) => {
      await withInstallation({ engine: 'sqlite', portfolio, now: window.start }, async (installation) => {
        await play(installation, arrivals, steps)
        for (const space of portfolio.spaces) {
          const counting = countingOf(portfolio, space)
          if (counting === null) continue
          expect(await installation.histories.fold(counting, range)).toEqual(
            naiveFold(counting, range, readings),
          )
        }
      })
    }),
    { numRuns: 20 },
  )
})

test('a parent’s count is at every instant the sum of those known below it', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ world: { portfolio, window, arrivals }, steps }) => {
      await withInstallation({ engine: 'memory', portfolio, now: window.start }, async (installation) => {
        await play(installation, arrivals, steps)
        const { histories } = installation
        for (const space of portfolio.spaces) {
          const counting = countingOf(portfolio, space)
          if (counting?.kind !== 'sum') continue
          const parent = await histories.fold(counting, window)
          const leaves = await Promise.all(counting.leaves.map((leaf) => histories.fold(leaf, window)))
          const edges = [parent, ...leaves].flatMap(({ segments }) => segments.map(({ start }) => start))

          expect(edges.map((at) => countAt(parent, at))).toEqual(
            edges.map((at) => sumOfKnown(leaves.map((leaf) => countAt(leaf, at)))),
          )
        }
      })
    }),
    { numRuns: 25 },
  )
})

describe.each(engines)('stored rollups on %s', (engine) => {
  test('of every day that is not stale are what all readings say', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ world: { portfolio, window, arrivals, readings }, steps }) => {
        await withInstallation({ engine, portfolio, now: window.start }, async (installation) => {
          await play(installation, arrivals, steps)

          expect(await storedDays(installation, portfolio, around(window))).toEqual(
            naiveDays(installation, portfolio, around(window), readings),
          )
        })
      }),
      { numRuns: engine === 'memory' ? 20 : 10 },
    )
  })

  test('leave no day that is over stale once derived, on whatever engine it is opened again', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ world: { portfolio, window, arrivals, readings }, steps }) => {
        await withInstallation({ engine, portfolio, now: window.start }, async (installation) => {
          await play(installation, arrivals, steps)
          const today = dayOf(window.end) + 1
          installation.options.now = dayStart(today)
          await installation.histories.derive(false)
          await installation.histories.checkpoint()
          await installation.reopen()

          for (const { key } of portfolio.spaces) {
            const closed = installation.histories.staleDays(key).filter(({ from }) => from < today)
            expect(closed).toEqual([])
          }
          expect(await storedDays(installation, portfolio, around(window))).toEqual(
            naiveDays(installation, portfolio, around(window), readings),
          )
        })
      }),
      { numRuns: 10 },
    )
  })
})

test.each(engines)('on %s, after every change of set-up answers are those of the new one', async (engine) => {
  await fc.assert(
    fc.asyncProperty(
      scene,
      async ({ world: { portfolio, window, arrivals, readings }, steps, later, others, asked }) => {
        await withInstallation({ engine, portfolio, now: window.start }, async (installation) => {
          const half = Math.floor(arrivals.length / 2)
          await play(installation, arrivals.slice(0, half), steps)
          installation.options.now = window.end + DAY_MS
          for (const after of others) {
            await installation.histories.derive(false)
            await changeSetUp(installation, after)
          }
          const after = installation.options.portfolio
          const check = async (known: readonly Reading[]) => {
            const query = aboutAll(after, asked)
            expect(await installation.analytics.occupancy(query)).toEqual(
              after.spaces.map((space) => ({ space, ...naiveOccupancy(query, space, known) })),
            )
          }

          const kept = whatIsKept(arrivals.slice(0, half))
          await check(kept)
          await installation.reopen()
          await check(kept)
          await play(installation, arrivals.slice(half), later)
          await check(readings)
          expect(await storedDays(installation, after, around(window))).toEqual(
            naiveDays(installation, after, around(window), readings),
          )
        })
      },
    ),
    { numRuns: engine === 'memory' ? 15 : 10 },
  )
})

test.each(engines)(
  'on %s, corrections that come and go leave every other day derived, and no day wrong',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ world: { portfolio, window, arrivals, readings }, steps, others }) => {
        await withInstallation({ engine, portfolio, now: window.start }, async (installation) => {
          await play(installation, arrivals, steps)
          installation.options.now = window.end + 2 * DAY_MS
          await installation.histories.derive(false)
          const sets = [others[0]?.corrections ?? [], []]
          for (const corrections of sets) {
            await changeSetUp(installation, new Portfolio({ ...portfolio, corrections }))
            const corrected = new Portfolio({ ...portfolio, corrections })
            expect(await storedDays(installation, corrected, around(window))).toEqual(
              naiveDays(installation, corrected, around(window), readings),
            )
            await installation.histories.derive(false)
          }
        })
      }),
      { numRuns: 2 },
    )
  },
)

test('a correction of an hour makes one day of a room stale, and undoing it brings back what was stored', async () => {
  const noon = Date.parse('2024-05-14T12:00Z')
  const room = bareSpace(1, null, 'space', { timeZone: 'UTC' })
  const coverage = [{ space: 1, from: -Infinity, until: Infinity }]
  const sensor = bareSensor({ key: 1, type: 'oa', heartbeatMs: null, coverage })
  const portfolio = portfolioOf([room], [sensor])
  await withInstallation({ engine: 'sqlite', portfolio, now: noon + 9 * DAY_MS }, async (installation) => {
    const { histories, store } = installation
    const fields = { subject: sensorSubject(1), kind: ReadingKind.count, space: 1, seq: 1, capped: false }
    const readings = [-2, 0, 2].map((days) => ({ ...fields, at: noon + days * DAY_MS, value: 4 }))
    await store.readings.append(
      1,
      readings.map((reading) => ({ reading, replace: false })),
    )
    await histories.derive(false)
    const before = await storedDays(installation, portfolio, around({ start: noon, end: noon + DAY_MS }))
    const corrected = portfolioOf(
      [room],
      [sensor],
      [],
      [correctionOf({ kind: 'offset', space: 1, from: noon, until: noon + HOUR_MS, value: 3 })],
    )

    await changeSetUp(installation, corrected)
    const stale = histories.staleDays(1).filter(({ from }) => from <= dayOf(noon))
    await histories.derive(false)
    const counting = countingOf(corrected, room)
    const hour =
      counting === null ? null : await histories.fold(counting, { start: noon, end: noon + HOUR_MS })
    await changeSetUp(installation, portfolio)
    await histories.derive(false)

    expect(stale).toEqual([{ from: dayOf(noon), until: dayOf(noon) + 2 }])
    expect(hour?.segments).toMatchObject([{ count: 7 }])
    expect(await storedDays(installation, portfolio, around({ start: noon, end: noon + DAY_MS }))).toEqual(
      before,
    )
  })
})

/**
 * Changes an installation's set-up. Keys of spaces that are removed may come back here in a later set-up, for spaces
 * that have nothing to do with them; so, as the portfolio service does, this drops what is stored of them.
 */
async function changeSetUp({ options, histories, store }: Installation, after: Portfolio): Promise<void> {
  const before = options.portfolio
  await histories.changePortfolio(before, after, async () => {
    options.portfolio = after
  })
  const keys = before.spaces.map(({ key }) => key)
  await store.rollups.remove(keys.filter((key) => after.space(key) === null))
}

function countAt({ segments }: SpaceHistory, at: EpochMs): number | null {
  return segments.find(({ start, end }) => start <= at && at < end)?.count ?? null
}

function sumOfKnown(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null)
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0)
}

/** What a log keeps of arrivals, in the order given. */
function whatIsKept(
  arrivals: readonly { readonly reading: Reading; readonly replace: boolean }[],
): readonly Reading[] {
  const kept = new Map<string, Reading>()
  for (const { reading, replace } of arrivals) {
    const { subject, kind, space, at, seq, value } = reading
    const identity = JSON.stringify([subject, kind, space, at, seq, kind === 2 ? Math.sign(value) : 0])
    if (replace || !kept.has(identity)) kept.set(identity, reading)
  }
  return [...kept.values()]
}

type PlainDay = Partial<Record<SlotColumnName, readonly number[]>>

/** All stored slots of days that are not stale, by space and day. */
async function storedDays(
  { store, histories }: Installation,
  portfolio: Portfolio,
  window: Interval,
): Promise<Record<string, PlainDay>> {
  const stored: Record<string, PlainDay> = {}
  for (const { key } of portfolio.spaces) {
    const days = { from: dayOf(window.start), until: dayOf(window.end) + 1 }
    const stale = histories.staleDays(key)
    for (const { day, slots } of await store.rollups.readDays(key, days)) {
      if (stale.some(({ from, until }) => from <= day && day < until)) continue
      stored[`space ${key} day ${day}`] = Object.fromEntries(
        slotColumnNames.map((name) => [
          name,
          Array.from({ length: SLOTS_PER_DAY }, (_, index) => slotAt(slots[name], index)),
        ]),
      )
    }
  }
  return stored
}

/** The same, from all readings ever; days with nothing in them are not stored. */
function naiveDays(
  { histories }: Installation,
  portfolio: Portfolio,
  window: Interval,
  readings: readonly Reading[],
): Record<string, PlainDay> {
  const expected: Record<string, PlainDay> = {}
  for (const space of portfolio.spaces) {
    const stale = histories.staleDays(space.key)
    for (let day = dayOf(window.start); day <= dayOf(window.end); day++) {
      if (stale.some(({ from, until }) => from <= day && day < until)) continue
      const plain = naiveDay(portfolio, space, day, readings)
      if (Object.values(plain).some((column) => column.some((value) => value !== 0)))
        expected[`space ${space.key} day ${day}`] = plain
    }
  }
  return expected
}

function naiveDay(portfolio: Portfolio, space: Space, day: Day, readings: readonly Reading[]): PlainDay {
  const { rollups, buckets } = naiveOccupancy(
    {
      portfolio,
      spaces: [space],
      range: between({ start: dayStart(day), end: dayStart(day + 1) }),
      resolution: '15minute',
      hours: null,
      now: Infinity,
      columns: slotColumnNames,
    },
    space,
    readings,
  )
  const slot = (index: number) =>
    rollups[buckets.findIndex(({ start }) => start === dayStart(day) + index * SLOT_MS)]
  return Object.fromEntries(
    slotColumnNames.map((name) => [
      name,
      Array.from({ length: SLOTS_PER_DAY }, (_, index) => {
        const value = slot(index)?.[name] ?? null
        if (name === 'peak' || name === 'low') return value === null ? 0 : Number(value) + 1
        return Number(value)
      }),
    ]),
  )
}
