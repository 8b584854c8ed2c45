import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { restoreBackup } from '../../src/storage/sqlite/restore.ts'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import { temporaryDirectory } from './open-store.ts'
import { steadyDay } from './slot-days.ts'
import { contents, fill } from './store-contents.ts'

let directory: string
let data: string

beforeEach(() => {
  directory = temporaryDirectory()
  data = join(directory, 'data')
})

afterEach(() => rmSync(directory, { recursive: true }))

describe('a backup', () => {
  test('made while the store is written to gives equal answers once restored', async () => {
    const store = await openSqliteStore({ directory: data })
    await fill(store)
    await store.readings.checkpoint()
    const before = await contents(store)
    const file = join(directory, 'copy.db')

    const made = store.backup(file)
    for (let space = 100; space < 120; space++) await store.rollups.writeDays(space, [steadyDay(1, 1)], [])
    await made
    await store.close()
    const restored = join(directory, 'restored')
    await restoreBackup(file, restored)

    const copy = await openSqliteStore({ directory: restored })
    expect(await contents(copy)).toEqual(before)
    expect(await copy.verify()).toEqual([])
    expect(statSync(join(restored, 'headcount.db')).mode & 0o777).toBe(0o600)
    await copy.close()
  })

  test('is one file, for its owner alone, and reports how far it got', async () => {
    const store = await openSqliteStore({ directory: data })
    await fill(store)
    const progress: (readonly [number, number])[] = []

    await store.backup(join(directory, 'copy.db'), (done, total) => progress.push([done, total]))

    expect(readdirSync(directory).toSorted()).toEqual(['copy.db', 'data'])
    expect(statSync(join(directory, 'copy.db')).mode & 0o777).toBe(0o600)
    expect(progress.length).toBeGreaterThan(0)
    await store.close()
  })

  test('overwrites nothing', async () => {
    const store = await openSqliteStore({ directory: data })
    const file = join(directory, 'precious')
    await writeFile(file, 'mine')

    await expect(store.backup(file)).rejects.toMatchObject({ kind: 'conflict', code: 'backup_exists' })

    expect(await readFile(file, 'utf8')).toBe('mine')
    await store.close()
  })

  test('that cannot be written leaves nothing behind and says why', async () => {
    const store = await openSqliteStore({ directory: data })

    const backup = store.backup(join(directory, 'nowhere', 'copy.db'))

    await expect(backup).rejects.toMatchObject({ kind: 'invalid', code: 'backup_not_written' })
    expect(readdirSync(directory)).toEqual(['data'])
    await store.close()
  })

  test('is restored into an empty directory only', async () => {
    const store = await openSqliteStore({ directory: data })
    const file = join(directory, 'copy.db')
    await store.backup(file)
    await store.close()

    await expect(restoreBackup(file, data)).rejects.toMatchObject({ code: 'directory_not_empty' })
  })

  test.each([
    [
      'of something else',
      (db: BetterSqlite.Database) => db.pragma('application_id = 5'),
      /not a Headcount store/,
    ],
    ['of a newer version', (db: BetterSqlite.Database) => db.pragma('user_version = 999'), /newer version/],
    [
      'that is damaged',
      (db: BetterSqlite.Database) => db.exec('update blocks set body = zeroblob(500)'),
      /is damaged \(rollups of space 1 .* and 3 more\)/,
    ],
  ])('%s is not restored, and leaves nothing behind', async (_, spoil, message) => {
    const store = await openSqliteStore({ directory: data })
    await fill(store)
    const file = join(directory, 'copy.db')
    await store.backup(file)
    await store.close()
    const db = new BetterSqlite(file)
    spoil(db)
    db.close()
    const target = join(directory, 'restored')

    await expect(restoreBackup(file, target)).rejects.toThrow(message)

    expect(readdirSync(target).filter((name) => name !== 'lock.db')).toEqual([])
  })

  test('that is cut short is not restored', async () => {
    const store = await openSqliteStore({ directory: data })
    await fill(store)
    const file = join(directory, 'copy.db')
    await store.backup(file)
    await store.close()
    const bytes = await readFile(file)
    await writeFile(file, bytes.subarray(0, bytes.length - 8_192))

    await expect(restoreBackup(file, join(directory, 'restored'))).rejects.toMatchObject({
      code: 'store_unusable',
    })
  })

  test('of an absent file is refused in words', async () => {
    const restore = restoreBackup(join(directory, 'absent.db'), join(directory, 'restored'))

    await expect(restore).rejects.toThrow(/absent.db cannot be copied/)
    expect(existsSync(join(directory, 'restored', 'headcount.db'))).toBe(false)
  })
})
