import { readdirSync, rmSync, statSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { openSqliteAccess, openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import { temporaryDirectory } from './open-store.ts'
import { contents, fill } from './store-contents.ts'

let directory: string
let data: string

beforeEach(() => {
  directory = temporaryDirectory()
  data = join(directory, 'data')
})

afterEach(() => rmSync(directory, { recursive: true }))

describe('a store on disk', () => {
  test('is made for its owner alone', async () => {
    const store = await openSqliteStore({ directory: data })
    await fill(store)

    expect(statSync(data).mode & 0o777).toBe(0o700)
    for (const name of ['headcount.db', 'headcount.db-wal', 'headcount.db-shm'])
      expect([name, statSync(join(data, name)).mode & 0o777]).toEqual([name, 0o600])
    await store.close()
  })

  test('has everything again when it is opened again', async () => {
    const first = await openSqliteStore({ directory: data })
    await fill(first)
    const before = await contents(first)
    const key = await first.portfolios.reserveKeys(1)
    await first.close()

    const second = await openSqliteStore({ directory: data })

    expect(await contents(second)).toEqual(before)
    expect(await second.portfolios.reserveKeys(1)).toBe(key + 1)
    await second.close()
  })

  test('may be closed twice', async () => {
    const store = await openSqliteStore({ directory: data })
    await store.close()

    await expect(store.close()).resolves.toBeUndefined()
  })

  test('is open in one process at a time', async () => {
    const store = await openSqliteStore({ directory: data })

    await expect(openSqliteStore({ directory: data })).rejects.toMatchObject({ code: 'store_unusable' })
    await store.close()

    const again = await openSqliteStore({ directory: data })
    await again.close()
  })

  test('a store that cannot be opened leaves the directory free', async () => {
    const store = await openSqliteStore({ directory: data })
    await store.close()
    const file = join(data, 'headcount.db')
    const good = await readFile(file)
    await writeFile(file, 'something else altogether, and long enough to be looked at'.repeat(99))

    await expect(openSqliteStore({ directory: data })).rejects.toMatchObject({ code: 'store_unusable' })

    await writeFile(file, good)
    const again = await openSqliteStore({ directory: data })
    await again.close()
  })

  test('says that it can be written, and how much it holds', async () => {
    const store = await openSqliteStore({ directory: data })
    await fill(store)

    expect(await store.probe()).toEqual({ writable: true, reason: null })
    expect(await store.statistics()).toMatchObject({ readings: 3, pendingReadings: 3, blocks: 4 })
    await store.readings.checkpoint()
    expect(await store.statistics()).toMatchObject({ readings: 3, pendingReadings: 0 })
    expect((await store.statistics()).sizeBytes).toBeGreaterThan(10_000)
    await store.close()
  })

  test('a token revoked by another process opens nothing from then on', async () => {
    const store = await openSqliteStore({ directory: data })
    await fill(store)
    expect(await store.access.tokenByHash('hash')).not.toBeNull()

    const elsewhere = openSqliteAccess(data)
    await elsewhere.access.removeToken(1, 'tkn_1')
    elsewhere.close()

    expect(await store.access.tokenByHash('hash')).toBeNull()
    await store.close()
  })

  test('access alone is not opened where there is no store', () => {
    expect(() => openSqliteAccess(directory)).toThrow(/cannot be opened/)
    expect(readdirSync(directory)).toEqual([])
  })
})

describe('verifying', () => {
  test('finds nothing wrong with a sound store, also while it is written to', async () => {
    const store = await openSqliteStore({ directory: data })
    await fill(store)
    await store.readings.checkpoint()
    const progress: (readonly [number, number])[] = []

    const verified = store.verify((done, total) => progress.push([done, total]))
    await fill(store, 100)

    expect(await verified).toEqual([])
    expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1])
    expect(progress.every(([done], index) => done >= (progress[index - 1]?.[0] ?? 0))).toBe(true)
    await store.close()
  })

  test.each([
    [
      'a changed block',
      'update blocks set body = zeroblob(length(body)) where space = 2',
      /rollups of space 2/,
    ],
    ['a pack', 'update packs set body = zeroblob(length(body))', /readings of subject/],
    [
      'a lost side table row',
      'pragma foreign_keys = off; delete from sensors',
      /table (coverage|sensor_addresses)/,
    ],
  ])('finds %s', async (_, damage, where) => {
    const store = await openSqliteStore({ directory: data })
    await fill(store)
    await store.readings.checkpoint()
    const vandal = new BetterSqlite(join(data, 'headcount.db'))
    vandal.exec(damage)
    vandal.close()

    const found = await store.verify()

    expect(found.length).toBeGreaterThan(0)
    for (const one of found) expect(one.where).toMatch(where)
    await store.close()
  })

  test('finds a page of the file that was overwritten', async () => {
    const store = await openSqliteStore({ directory: data })
    await fill(store)
    await store.close()
    const file = join(data, 'headcount.db')
    const db = new BetterSqlite(file)
    const page = Number(db.prepare("select rootpage from sqlite_schema where name = 'blocks'").pluck().get())
    const size = Number(db.pragma('page_size', { simple: true }))
    db.close()
    const bytes = await readFile(file)
    await writeFile(file, bytes.fill(0xa5, (page - 1) * size, page * size))

    const damaged = await openSqliteStore({ directory: data })

    expect((await damaged.verify()).map(({ where }) => where)).toContain('table blocks')
    await damaged.close()
  })
})

test('a store in memory has nothing to verify and nothing to back up', async () => {
  const store = openMemoryStore()
  await fill(store)

  expect(await store.probe()).toEqual({ writable: true, reason: null })
  expect(await store.verify()).toEqual([])
  expect(await store.statistics()).toMatchObject({ readings: 3, blocks: 8 })
  await expect(store.backup('anywhere')).rejects.toMatchObject({ kind: 'invalid' })
  await store.close()
})
