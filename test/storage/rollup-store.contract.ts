import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emptyRollup } from '../../src/domain/occupancy/rollup.ts'
import { slotAt, slotColumnNames } from '../../src/domain/occupancy/slots.ts'
import type { RollupStore, SlotDay } from '../../src/storage/rollup-store.ts'
import { anyDays, anySlots, emptyDay, plain, steadyDay } from './slot-days.ts'
import { anyRuns, held, LAST_OF_JANUARY, mergedSlots, run } from './slot-runs.ts'

/** A store that is being tested, and how to let go of it. */
export interface OpenRollupStore {
  readonly store: RollupStore
  close(): Promise<void>
}

const LEAP_DAY = 19_782 // 2024-02-29
const EVERYTHING = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }

/** What every rollup store must do. Run it against each engine. */
export function describeRollupStore(engine: string, open: () => Promise<OpenRollupStore>): void {
  describe(`${engine} rollup store`, () => {
    let opened: OpenRollupStore
    let store: RollupStore

    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })

    afterEach(() => opened.close())

    test('gives back the days that were written, ascending, across months', async () => {
      const days = [LEAP_DAY + 1, LAST_OF_JANUARY, LAST_OF_JANUARY + 1, LEAP_DAY].map((day, index) =>
        steadyDay(day, index * 300),
      )

      await store.writeDays(1, days, [])

      const expected = days.toSorted((a, b) => a.day - b.day)
      expect(plain(await store.readDays(1, EVERYTHING))).toEqual(plain(expected))
    })

    test('gives back exactly what was written, whatever the columns hold', async () => {
      let space = 0
      await fc.assert(
        fc.asyncProperty(anyDays(LAST_OF_JANUARY, LEAP_DAY + 2, 2 ** 53), async (days) => {
          space++
          await store.writeDays(space, days, [])

          expect(plain(await store.readDays(space, EVERYTHING))).toEqual(plain(held(days)))
        }),
        { numRuns: 60 },
      )
    })

    test('reads a half-open span of days and leaves out those it has nothing of', async () => {
      await store.writeDays(1, [steadyDay(100, 1), steadyDay(102, 2), steadyDay(103, 3)], [])

      expect(plain(await store.readDays(1, { from: 100, until: 103 }))).toEqual(
        plain([steadyDay(100, 1), steadyDay(102, 2)]),
      )
      expect(await store.readDays(1, { from: 101, until: 102 })).toEqual([])
      expect(await store.readDays(1, { from: 103, until: 103 })).toEqual([])
      expect(await store.readDays(2, EVERYTHING)).toEqual([])
    })

    test('a day before 1970 is a day like any other', async () => {
      await store.writeDays(1, [steadyDay(-1, 4), steadyDay(-40, 5)], [])

      expect(plain(await store.readDays(1, { from: -50, until: 0 }))).toEqual(
        plain([steadyDay(-40, 5), steadyDay(-1, 4)]),
      )
    })

    test('writing a day again replaces it and leaves its neighbours', async () => {
      await store.writeDays(1, [steadyDay(100, 1), steadyDay(101, 1)], [])

      await store.writeDays(1, [steadyDay(101, 70_000)], [])

      expect(plain(await store.readDays(1, EVERYTHING))).toEqual(
        plain([steadyDay(100, 1), steadyDay(101, 70_000)]),
      )
    })

    test('writing a day of which nothing is known removes it', async () => {
      await store.writeDays(1, [steadyDay(100, 1), steadyDay(101, 1)], [])

      await store.writeDays(1, [emptyDay(101)], [])
      expect(plain(await store.readDays(1, EVERYTHING))).toEqual(plain([steadyDay(100, 1)]))

      await store.writeDays(1, [emptyDay(100)], [])
      expect(await store.readDays(1, EVERYTHING)).toEqual([])
    })

    test('keeps what was written when the caller goes on using its arrays', async () => {
      const people = new Uint8Array(96).fill(3)
      const day = { day: 100, slots: { ...steadyDay(100, 2).slots, peak: people } }
      await store.writeDays(1, [day], [])

      people.fill(9)

      const [kept] = await store.readDays(1, EVERYTHING)
      expect(kept === undefined ? null : slotAt(kept.slots.peak, 0)).toBe(3)
    })

    test('refuses a column that is not 96 slots long and keeps nothing of the call', async () => {
      const short = { day: 101, slots: { ...steadyDay(101, 1).slots, low: new Uint8Array(95) } }

      await expect(store.writeDays(1, [steadyDay(100, 1), short], [{ from: 5, until: 6 }])).rejects.toThrow(
        /95 slots/,
      )

      expect(await store.readDays(1, EVERYTHING)).toEqual([])
      expect(await store.staleDays()).toEqual(new Map())
    })

    test('folds runs of slots into buckets, across days and months', async () => {
      await store.writeDays(7, [steadyDay(LAST_OF_JANUARY, 2), steadyDay(LAST_OF_JANUARY + 1, 5)], [])
      const midnight = (LAST_OF_JANUARY + 1) * 96

      const [table] = await store.foldSlots({
        spaces: [
          { space: 7, runs: [run(0, midnight - 4, midnight + 4), run(2, midnight + 4, midnight + 6)] },
        ],
        buckets: 3,
        columns: slotColumnNames,
      })

      expect(table?.rollup(0)).toEqual({
        observedMs: 8 * 900_000,
        occupiedMs: 8 * 900_000,
        personMs: (4 * 2 + 4 * 5) * 900_000,
        peak: 5,
        low: 2,
        entrances: 8,
        exits: 16,
        onlineMs: 8 * 900_000,
        capped: false,
      })
      expect(table?.rollup(1)).toEqual(emptyRollup)
      expect(table?.rollup(2)).toMatchObject({ observedMs: 2 * 900_000, peak: 5, low: 5 })
    })

    test('answers one table for each space in the order asked, empty where nothing is kept', async () => {
      await store.writeDays(1, [steadyDay(100, 1)], [])
      await store.writeDays(2, [steadyDay(100, 2)], [])
      const runs = [run(0, 9_600, 9_696)]

      const tables = await store.foldSlots({
        spaces: [2, 3, 1, 2].map((space) => ({ space, runs })),
        buckets: 1,
        columns: ['peak'],
      })

      expect(tables.map((table) => table.rollup(0).peak)).toEqual([2, null, 1, 2])
    })

    test('a query without spaces, runs or buckets has an empty answer', async () => {
      await store.writeDays(1, [steadyDay(100, 1)], [])

      expect(await store.foldSlots({ spaces: [], buckets: 1, columns: ['peak'] })).toEqual([])
      const [table, ...more] = await store.foldSlots({
        spaces: [{ space: 1, runs: [] }],
        buckets: 0,
        columns: ['peak'],
      })
      expect(table?.buckets).toBe(0)
      expect(more).toEqual([])
    })

    test('leaves the columns that are not wanted empty', async () => {
      await store.writeDays(1, [steadyDay(100, 3)], [])

      const [table] = await store.foldSlots({
        spaces: [{ space: 1, runs: [run(0, 9_600, 9_601)] }],
        buckets: 1,
        columns: ['personMs', 'low'],
      })

      expect(table?.rollup(0)).toEqual({ ...emptyRollup, personMs: 2_700_000, low: 3 })
    })

    test('folds as slot by slot merging does', async () => {
      let space = 0
      await fc.assert(
        fc.asyncProperty(
          anyDays(LAST_OF_JANUARY - 1, LAST_OF_JANUARY + 4, 2 ** 40),
          anyRuns,
          async (days, runs) => {
            space++
            await store.writeDays(space, days, [])

            const [table] = await store.foldSlots({
              spaces: [{ space, runs }],
              buckets: 4,
              columns: slotColumnNames,
            })

            for (let bucket = 0; bucket < 4; bucket++)
              expect(table?.rollup(bucket)).toEqual(
                mergedSlots(
                  days,
                  runs.filter((one) => one.bucket === bucket),
                ),
              )
          },
        ),
        { numRuns: 60 },
      )
    })

    test('stale days are kept with the write that leaves them', async () => {
      await store.writeDays(
        1,
        [],
        [
          { from: 100, until: 102 },
          { from: 110, until: Number.POSITIVE_INFINITY },
        ],
      )
      await store.writeDays(2, [steadyDay(5, 1)], [{ from: 6, until: Number.POSITIVE_INFINITY }])
      await store.writeDays(1, [steadyDay(100, 1)], [{ from: 101, until: 102 }])

      expect(await store.staleDays()).toEqual(
        new Map([
          [1, [{ from: 101, until: 102 }]],
          [2, [{ from: 6, until: Number.POSITIVE_INFINITY }]],
        ]),
      )
    })

    test('marking days stale replaces the lists of the spaces named and no others', async () => {
      await store.markStale(
        new Map([
          [1, [{ from: 1, until: 2 }]],
          [2, [{ from: 3, until: 4 }]],
          [3, [{ from: -9, until: -5 }]],
        ]),
      )

      await store.markStale(
        new Map([
          [1, []],
          [2, [{ from: 0, until: 9 }]],
        ]),
      )

      expect(await store.staleDays()).toEqual(
        new Map([
          [2, [{ from: 0, until: 9 }]],
          [3, [{ from: -9, until: -5 }]],
        ]),
      )
    })

    test('removing spaces forgets their slots and stale days', async () => {
      for (const space of [1, 2])
        await store.writeDays(space, [steadyDay(100, space)], [{ from: 1, until: 2 }])

      await store.remove([1, 99])

      expect(await store.readDays(1, EVERYTHING)).toEqual([])
      expect(plain(await store.readDays(2, EVERYTHING))).toEqual(plain([steadyDay(100, 2)]))
      expect([...(await store.staleDays()).keys()]).toEqual([2])
    })

    test('any sequence of writes leaves what the last write of each day said', async () => {
      let space = 0
      const write = fc.array(
        fc.oneof(
          fc.record({ day: fc.integer({ min: 50, max: 64 }), slots: anySlots(300) }),
          fc.integer({ min: 50, max: 64 }).map(emptyDay),
        ),
        { maxLength: 3 },
      )
      await fc.assert(
        fc.asyncProperty(fc.array(write, { maxLength: 4 }), async (writes) => {
          space++
          const last = new Map<number, SlotDay>()
          for (const days of writes) {
            await store.writeDays(space, days, [])
            for (const day of days) last.set(day.day, day)
          }

          expect(plain(await store.readDays(space, EVERYTHING))).toEqual(plain(held([...last.values()])))
        }),
        { numRuns: 40 },
      )
    })
  })
}
