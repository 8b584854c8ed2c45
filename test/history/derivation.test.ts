import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slotColumnNames } from '../../src/domain/occupancy/slots.ts'
import type { SpaceKey } from '../../src/domain/portfolio/space.ts'
import { sensorSubject } from '../../src/domain/portfolio/subject.ts'
import { NO_SEQ, type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import { dayOf } from '../../src/domain/time/day.ts'
import type { DayRanges } from '../../src/domain/time/day-ranges.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/interval.ts'
import type { DerivationProgress } from '../../src/history/derivation.ts'
import type { RollupStore } from '../../src/storage/rollup-store.ts'
import { naiveOccupancy } from '../analytics/naive-answers.ts'
import { aboutAll, around, between } from '../analytics/queries.ts'
import { bareSensor, bareSpace, portfolioOf, world } from '../world.ts'
import { engines, type Installation, withInstallation } from './installation.ts'
import { play, stepsAround } from './scenario.ts'

const monday = Date.parse('2024-06-10T00:00Z')
const room = 1
const building = 2

/** A building with a room in it, which a sensor without heartbeat looks at. */
const portfolio = portfolioOf(
  [bareSpace(building, null, 'building', { timeZone: 'UTC' }), bareSpace(room, building, 'space')],
  [
    bareSensor({
      key: 1,
      type: 'oa',
      heartbeatMs: null,
      coverage: [{ space: room, from: -Infinity, until: Infinity }],
    }),
  ],
)

function count(at: number, value: number): Reading {
  return {
    subject: sensorSubject(1),
    at,
    kind: ReadingKind.count,
    space: room,
    seq: NO_SEQ,
    value,
    capped: false,
  }
}

async function append({ store }: Installation, ...readings: readonly Reading[]): Promise<void> {
  await store.readings.append(
    1,
    readings.map((reading) => ({ reading, replace: true })),
  )
}

/** Days before `until` that queries must fold. */
function staleBefore({ histories }: Installation, space: SpaceKey, until: number): DayRanges {
  return histories
    .staleDays(space)
    .map((days) => ({ ...days, until: Math.min(days.until, dayOf(until)) }))
    .filter((days) => days.from < days.until)
}

/** What is answered for the room's and the building's days from Monday on, as person-hours. */
async function personHours({ analytics, options }: Installation, days: number): Promise<number[][]> {
  const answers = await analytics.occupancy({
    portfolio: options.portfolio,
    spaces: options.portfolio.spaces,
    range: between({ start: monday, end: monday + days * DAY_MS }),
    resolution: 'day',
    hours: null,
    now: Infinity,
    columns: ['personMs'],
  })
  return answers.map(({ rollups }) => rollups.map(({ personMs }) => personMs / HOUR_MS))
}

/** A way to let something happen around the writes of another store. */
class Writes {
  before: () => Promise<void> = async () => {}
  after: () => Promise<void> = async () => {}

  readonly around = (rollups: RollupStore): RollupStore => ({
    foldSlots: (query) => rollups.foldSlots(query),
    readDays: (space, days) => rollups.readDays(space, days),
    staleDays: () => rollups.staleDays(),
    remove: (spaces) => rollups.remove(spaces),
    markStale: (stale) => rollups.markStale(stale),
    writeDays: async (space, days, stale) => {
      await this.before()
      await rollups.writeDays(space, days, stale)
      await this.after()
    },
  })
}

describe('readings that arrive', () => {
  test.each(['before', 'after'] as const)(
    'while days are being written, %s the store has them, are not lost',
    async (when) => {
      const writes = new Writes()
      const options = {
        engine: 'sqlite' as const,
        portfolio,
        now: monday + 2 * DAY_MS,
        around: writes.around,
      }
      await withInstallation(options, async (installation) => {
        await append(installation, count(monday, 1))
        let isLate = true
        writes[when] = async () => {
          if (!isLate) return
          isLate = false
          await append(installation, count(monday + 12 * HOUR_MS, 2))
        }
        await installation.histories.derive(false)

        expect(await personHours(installation, 1)).toEqual([[36], [36]])
        expect(staleBefore(installation, room, options.now)).not.toEqual([])
        await installation.histories.derive(false)
        expect(await personHours(installation, 1)).toEqual([[36], [36]])
        expect(staleBefore(installation, room, options.now)).toEqual([])
      })
    },
  )

  test('while days are being written, and are packed before the write ends, survive a crash', async () => {
    const writes = new Writes()
    const options = { engine: 'sqlite' as const, portfolio, now: monday + 2 * DAY_MS, around: writes.around }
    await withInstallation(options, async (installation) => {
      await append(installation, count(monday, 1))
      await installation.histories.checkpoint()
      let checkpoint: Promise<void> | null = null
      writes.before = async () => {
        if (checkpoint !== null) return
        await append(installation, count(monday + 12 * HOUR_MS, 2))
        checkpoint = installation.histories.checkpoint()
        for (let turn = 0; turn < 20; turn++) await nextTurn()
      }
      await installation.histories.derive(false)
      await checkpoint

      const found = await installation.cutOff()
      expect(await personHours(found, 1)).toEqual([[36], [36]])
      await found.store.close()
    })
  })

  test('between two checkpoints asked for at once survive a crash', async () => {
    const options = { engine: 'sqlite' as const, portfolio, now: monday + 3 * DAY_MS }
    await withInstallation(options, async (installation) => {
      await append(installation, count(monday, 1))
      await installation.histories.derive(false)
      await installation.histories.checkpoint()
      await append(installation, count(monday + 2 * DAY_MS, 5))
      const checkpoints = [installation.histories.checkpoint(), installation.histories.checkpoint()]
      await append(installation, count(monday + 12 * HOUR_MS, 2))
      await Promise.all(checkpoints)

      const found = await installation.cutOff()
      expect(await personHours(found, 1)).toEqual([[36], [36]])
      await found.store.close()
    })
  })
})

describe('a crash', () => {
  test('at any turn of any step leaves a store that answers as if there had been none', async () => {
    const scene = world.chain((everything) =>
      fc.record({ world: fc.constant(everything), steps: stepsAround(everything.window) }),
    )
    await fc.assert(
      fc.asyncProperty(
        scene,
        async ({ world: { portfolio: somewhere, window, arrivals, readings }, steps }) => {
          const options = { engine: 'sqlite' as const, portfolio: somewhere, now: window.start }
          await withInstallation(options, async (installation) => {
            const { store, histories } = installation
            await play(
              installation,
              arrivals,
              steps.filter(({ kind }) => kind !== 'reopen'),
            )
            options.now = window.end + 2 * DAY_MS
            let isOver = false
            const copies: string[] = []
            const copying = (async () => {
              while (!isOver) {
                copies.push(installation.copy())
                await nextTurn()
              }
            })()
            await Promise.all([histories.checkpoint(), histories.derive(false)])
            await store.readings.append(1, arrivals)
            await histories.checkpoint()
            isOver = true
            await copying
            copies.push(installation.copy())

            const query = aboutAll(somewhere, {
              range: between(around(window)),
              resolution: 'hour',
              hours: null,
              now: Infinity,
              columns: slotColumnNames,
            })
            const expected = somewhere.spaces.map((space) => ({
              space,
              ...naiveOccupancy(query, space, readings),
            }))
            for (const copy of copies.filter((_, index) => index % Math.ceil(copies.length / 6) === 0)) {
              const found = await installation.openCopy(copy)
              expect(await found.analytics.occupancy(query)).toEqual(expected)
              await found.histories.derive(false)
              expect(await found.analytics.occupancy(query)).toEqual(expected)
              await found.store.close()
            }
          })
        },
      ),
      { numRuns: 8 },
    )
  })

  test.each(['before', 'after'] as const)(
    'just %s a change of set-up is written does not mix the two',
    async (when) => {
      const emptied = portfolioOf(portfolio.spaces, [
        bareSensor({
          key: 1,
          type: 'oa',
          heartbeatMs: null,
          coverage: [{ space: room, from: -Infinity, until: monday }],
        }),
      ])
      const options = { engine: 'sqlite' as const, portfolio, now: monday + 2 * DAY_MS }
      await withInstallation(options, async (installation) => {
        await append(installation, count(monday, 1))
        await installation.histories.derive(false)
        await installation.histories.checkpoint()
        let copy = ''
        await installation.histories.changePortfolio(portfolio, emptied, async () => {
          await installation.histories.derive(false)
          copy = installation.copy()
        })

        options.portfolio = when === 'before' ? portfolio : emptied
        const found = await installation.openCopy(copy)
        expect(await personHours(found, 1)).toEqual(when === 'before' ? [[24], [24]] : [[0], [0]])
        await found.store.close()
      })
    },
  )
})

test('a reading that only the new set-up counts is heard while the change is being written', async () => {
  const always = { space: room, from: -Infinity, until: Infinity }
  const added = portfolioOf(portfolio.spaces, [
    ...portfolio.sensors,
    bareSensor({ key: 2, type: 'oa', heartbeatMs: null, coverage: [always] }),
  ])
  const options = { engine: 'sqlite' as const, portfolio, now: monday + 3 * DAY_MS }
  await withInstallation(options, async (installation) => {
    await append(installation, count(monday + DAY_MS, 1))
    await installation.histories.derive(false)
    await installation.histories.changePortfolio(portfolio, added, () =>
      append(installation, { ...count(monday, 2), subject: sensorSubject(2) }),
    )
    options.portfolio = added

    expect(await personHours(installation, 2)).toEqual([
      [48, 72],
      [48, 72],
    ])
  })
})

describe.each(engines)('derivation on %s', (engine) => {
  function open(use: (installation: Installation) => Promise<void>): Promise<void> {
    return withInstallation({ engine, portfolio, now: monday }, use)
  }

  test('leaves today and everything after it to be folded', async () => {
    await open(async (installation) => {
      await append(installation, count(monday, 1), count(monday + 5 * DAY_MS, 2))
      installation.options.now = monday + 2 * DAY_MS + HOUR_MS
      await installation.histories.derive(false)

      for (const space of [room, building])
        expect(installation.histories.staleDays(space)).toEqual([
          { from: dayOf(monday) + 2, until: Infinity },
        ])
    })
  })

  test('of settled days waits until a space has been left alone for two seconds', async () => {
    await open(async (installation) => {
      installation.options.now = monday + 2 * DAY_MS
      await append(installation, count(monday, 1))
      await installation.histories.derive(true)
      expect(staleBefore(installation, room, installation.options.now)).not.toEqual([])
      installation.options.now += 2 * SECOND_MS - 1
      await installation.histories.derive(true)
      expect(staleBefore(installation, room, installation.options.now)).not.toEqual([])
      installation.options.now += 1
      await installation.histories.derive(true)

      expect(staleBefore(installation, room, installation.options.now)).toEqual([])
    })
  })

  test('of settled days waits no longer than a minute for readings that keep coming', async () => {
    await open(async (installation) => {
      const start = monday + 2 * DAY_MS
      installation.options.now = start
      for (let second = 0; second < 60; second++) {
        installation.options.now = start + second * SECOND_MS
        await append(installation, count(monday + second * MINUTE_MS, second))
        await installation.histories.derive(true)
        expect(staleBefore(installation, room, start)).not.toEqual([])
      }
      installation.options.now = start + MINUTE_MS
      await append(installation, count(monday + HOUR_MS, 1))
      await installation.histories.derive(true)

      expect(staleBefore(installation, room, start)).toEqual([])
    })
  })

  test('of settled days begins a new wait once all of a space was derived', async () => {
    await open(async (installation) => {
      const start = monday + 2 * DAY_MS
      installation.options.now = start
      await append(installation, count(monday, 1))
      await installation.histories.derive(true)
      await installation.histories.derive(false)
      await installation.histories.derive(true)
      installation.options.now = start + 2 * MINUTE_MS
      await append(installation, count(monday, 2))
      await installation.histories.derive(true)

      expect(staleBefore(installation, room, start)).not.toEqual([])
    })
  })

  test('tells how far it has come', async () => {
    await open(async (installation) => {
      installation.options.now = monday + 100 * DAY_MS
      await append(installation, count(monday, 1))
      const told: DerivationProgress[] = []
      await installation.histories.derive(false, (at) => told.push(at))

      expect(told).toEqual([
        { doneDays: 62, totalDays: 200 },
        { doneDays: 100, totalDays: 200 },
        { doneDays: 162, totalDays: 200 },
        { doneDays: 200, totalDays: 200 },
      ])
    })
  })

  test('that is told to stop ends after its step', async () => {
    await open(async (installation) => {
      installation.options.now = monday + 100 * DAY_MS
      await append(installation, count(monday, 1))
      await installation.histories.derive(false, () => installation.histories.stop())

      const left = installation.options.portfolio.spaces.flatMap(({ key }) =>
        staleBefore(installation, key, installation.options.now),
      )
      expect(installation.histories.staleDaysLeft()).toBe(200 - 62)
      expect(left.reduce((sum, { from, until }) => sum + until - from, 0)).toBe(200 - 62)
      await installation.histories.derive(false)
      expect(await personHours(installation, 2)).toEqual([
        [24, 24],
        [24, 24],
      ])
    })
  })

  test('may be asked for again while it is under way', async () => {
    await open(async (installation) => {
      installation.options.now = monday + 3 * DAY_MS
      await append(installation, count(monday, 1))
      const passes = [installation.histories.derive(false), installation.histories.derive(false)]
      await append(installation, count(monday + 12 * HOUR_MS, 3))
      await Promise.all(passes)
      await installation.histories.derive(false)

      expect(await personHours(installation, 2)).toEqual([
        [48, 72],
        [48, 72],
      ])
    })
  })

  test('forgets a space that is removed', async () => {
    await open(async (installation) => {
      installation.options.now = monday + 3 * DAY_MS
      await append(installation, count(monday, 1))
      const without = portfolioOf(
        [...portfolio.spaces].filter(({ key }) => key === building),
        [],
      )
      await installation.histories.changePortfolio(portfolio, without, async () => {})
      installation.options.portfolio = without
      await installation.histories.derive(false)

      expect(installation.histories.staleDays(room)).toEqual([])
      expect(await installation.store.rollups.readDays(room, { from: 0, until: 99_999 })).toEqual([])
      expect(await personHours(installation, 1)).toEqual([[0]])
    })
  })
})

describe('a store that refuses a write', () => {
  const refusal = new Error('disk full')

  test('of derived days leaves them to be folded, and the next pass tries again', async () => {
    const writes = new Writes()
    const options = { engine: 'sqlite' as const, portfolio, now: monday + 2 * DAY_MS, around: writes.around }
    await withInstallation(options, async (installation) => {
      await append(installation, count(monday, 1))
      writes.before = async () => {
        throw refusal
      }
      await expect(installation.histories.derive(false)).rejects.toBe(refusal)
      expect(await personHours(installation, 1)).toEqual([[24], [24]])
      writes.before = async () => {}
      await installation.histories.derive(false)

      expect(staleBefore(installation, room, options.now)).toEqual([])
      expect(await personHours(installation, 1)).toEqual([[24], [24]])
    })
  })

  test('of stale days keeps the log from being packed until they are saved', async () => {
    let refuses = true
    const around = (rollups: RollupStore): RollupStore => ({
      ...new Writes().around(rollups),
      markStale: async (stale) => {
        if (refuses) throw refusal
        await rollups.markStale(stale)
      },
    })
    const options = { engine: 'sqlite' as const, portfolio, now: monday + 2 * DAY_MS, around }
    await withInstallation(options, async (installation) => {
      await append(installation, count(monday, 1))
      await expect(installation.histories.checkpoint()).rejects.toBe(refusal)
      expect(installation.store.readings.pending()).toBe(1)
      refuses = false
      await installation.histories.checkpoint()

      expect(installation.store.readings.pending()).toBe(0)
      expect((await installation.store.rollups.staleDays()).get(room)).toEqual([
        { from: dayOf(monday), until: Infinity },
      ])
    })
  })

  test('of a change of set-up leaves the old one in force', async () => {
    const options = { engine: 'sqlite' as const, portfolio, now: monday + 2 * DAY_MS }
    await withInstallation(options, async (installation) => {
      await append(installation, count(monday, 1))
      await installation.histories.derive(false)
      const without = portfolioOf(portfolio.spaces, [])
      const changing = installation.histories.changePortfolio(portfolio, without, async () => {
        throw refusal
      })
      await expect(changing).rejects.toBe(refusal)
      await append(installation, count(monday + 12 * HOUR_MS, 3))
      expect(await personHours(installation, 1)).toEqual([[48], [48]])
      await installation.histories.derive(false)

      expect(await personHours(installation, 1)).toEqual([[48], [48]])
      expect(staleBefore(installation, room, options.now)).toEqual([])
    })
  })
})
