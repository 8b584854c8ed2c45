import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS } from '../../src/domain/time/interval.ts'
import { Changes, type ChangesOptions } from '../../src/history/changes.ts'
import { Histories } from '../../src/history/histories.ts'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { temporaryDirectory } from '../storage/open-store.ts'
import { arrive, at, count } from '../storage/reading-samples.ts'
import { bareSensor, bareSpace, portfolioOf } from '../world.ts'

const portfolio = portfolioOf(
  [bareSpace(1, null, 'space', { timeZone: 'UTC' })],
  [
    bareSensor({
      key: 1,
      type: 'oa',
      heartbeatMs: null,
      coverage: [{ space: 1, from: -Infinity, until: Infinity }],
    }),
  ],
)
const everything = { seq: 0, place: Number.MAX_SAFE_INTEGER }

let directory: string
let store: Store
let errors: unknown[]
let followed: Changes[]

/** A count of the one sensor, long ago. */
const late = (minutes: number, people: number, seq?: number) =>
  arrive({ ...count(4, at(0, minutes * 60_000), people), space: 1, ...(seq === undefined ? {} : { seq }) })

function follow(options: Partial<ChangesOptions> = {}, of: Store = store): Changes {
  const changes = new Changes({
    log: of.readings,
    store: of.changes,
    clock: Date.now,
    portfolio: async () => portfolio,
    onError: (error) => errors.push(error),
    retryMs: 1,
    ...options,
  })
  followed.push(changes)
  return changes
}

/** The positions of what was restated. */
async function listed(changes: Changes): Promise<readonly number[]> {
  return (await changes.list(1, everything, 1_000)).map(({ seq }) => seq)
}

/** Asks until it is known, as a client would. */
async function listedInTheEnd(changes: Changes): Promise<readonly number[]> {
  for (;;) {
    try {
      return await listed(changes)
    } catch (error) {
      expect(error).toMatchObject({ kind: 'overloaded' })
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
}

beforeEach(async () => {
  directory = temporaryDirectory()
  store = await openSqliteStore({ directory: join(directory, 'data') })
  errors = []
  followed = []
})

afterEach(async () => {
  for (const changes of followed) await changes.stop()
  await store.close()
  rmSync(directory, { recursive: true })
})

describe('a row that cannot be looked at', () => {
  test('is told of, and listed once it can be', async () => {
    let failures = 3
    const changes = follow({
      portfolio: async () => {
        if (failures-- > 0) throw new Error('the set-up cannot be read')
        return portfolio
      },
    })
    await store.readings.append(1, late(0, 1))

    await expect(listed(changes)).rejects.toMatchObject({
      kind: 'overloaded',
      message: expect.stringContaining('the set-up cannot be read'),
    })
    expect(changes.failing()).toBe(1)
    expect(await listedInTheEnd(changes)).toEqual([1])
    expect(changes.failing()).toBe(0)
    expect(errors).toHaveLength(3)
  })

  test('holds up neither a checkpoint nor the end', async () => {
    const changes = follow({ portfolio: () => Promise.reject(new Error('never')) })
    await store.readings.append(1, late(0, 1))
    await expect(listed(changes)).rejects.toMatchObject({ kind: 'overloaded' })

    expect(await changes.save()).toEqual(new Map())
    await store.readings.checkpoint()
    await changes.stop()
    expect(await listedInTheEnd(follow())).toEqual([1])
  })
})

test('a log that could not be followed for a while is followed again, from where it was', async () => {
  let failures = 2
  const { readings } = store
  const log: ChangesOptions['log'] = {
    position: (organization) => readings.position(organization),
    rowsAfter: (...of) => readings.rowsAfter(...of),
    read: (...of) => readings.read(...of),
    extent: (subject) => readings.extent(subject),
    follow(...of) {
      if (failures-- > 0) throw new Error('the log cannot be read')
      return readings.follow(...of)
    },
  }
  const changes = follow({ log })
  changes.begin(1)
  await store.readings.append(1, late(0, 1))
  await store.readings.append(1, late(10, 2))

  expect(await listedInTheEnd(changes)).toEqual([1, 2])
})

test('rows that are gone before they were looked at are waited for by nobody', async () => {
  await store.readings.append(1, late(0, 1))
  await store.readings.append(1, late(10, 2))
  const db = new BetterSqlite(join(directory, 'data', 'headcount.db'))
  db.exec('delete from log_rows')
  db.close()

  const changes = follow()

  expect(await listed(changes)).toEqual([])
  await changes.save()
  await store.readings.append(1, late(20, 3))
  expect(await listed(changes)).toEqual([3])
})

test('what is found while earlier findings are being kept is kept too', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let asked = 0
  const changes = follow({
    portfolio: async () => {
      if (++asked === 2) await held
      return portfolio
    },
  })
  await store.readings.append(1, late(0, 1))
  expect(await listed(changes)).toEqual([1])
  await store.readings.append(1, late(10, 2))
  const second = listed(changes)
  // Keeps what there is while the second row is being looked at.
  await store.changes.keep(1, [], 1, 0)
  release()

  expect(await second).toEqual([1, 2])
})

describe('a checkpoint', () => {
  test('leaves rows that were not looked at, however many came after them', async () => {
    let now = Date.now()
    const aging = await openSqliteStore({ directory: join(directory, 'aging'), clock: () => now })
    await aging.readings.append(1, late(0, 1))
    await aging.readings.append(1, late(10, 2))
    now += 2 * HOUR_MS
    await aging.readings.append(1, late(20, 3))

    await aging.readings.checkpoint(new Map([[1, 1]]))

    expect((await aging.readings.rowsAfter(1, 0, 10)).map(({ seq }) => seq)).toEqual([2, 3])
    await aging.readings.checkpoint(new Map([[1, 3]]))
    expect((await aging.readings.rowsAfter(1, 0, 10)).map(({ seq }) => seq)).toEqual([3])
    await aging.close()
  })

  test('that is cut off anywhere loses and doubles nothing of what was restated', async () => {
    const copies: string[] = []
    const copy = () => {
      const name = join(directory, `copy-${copies.length}`)
      cpSync(join(directory, 'data'), name, { recursive: true })
      copies.push(name)
    }
    const changes = follow()
    const { readings, rollups } = store
    const histories = await Histories.load({
      log: readings,
      rollups,
      clock: Date.now,
      beforePacking: async () => {
        copy()
        const looked = await changes.save()
        copy()
        return looked
      },
    })
    histories.adopt(portfolio)
    histories.start()
    changes.begin(1)
    for (let row = 0; row < 5; row++) await readings.append(1, late(row * 10, row + 1))
    await histories.checkpoint()
    copy()
    await readings.append(1, late(90, 9))
    copy()

    const found: (readonly number[])[] = []
    for (const directoryOfCopy of copies) {
      const opened = await openSqliteStore({ directory: directoryOfCopy })
      const again = follow({}, opened)
      found.push(await listed(again))
      await again.stop()
      await opened.close()
    }

    const five = [1, 2, 3, 4, 5]
    expect(found).toEqual([five, five, five, [...five, 6]])
  })
})
