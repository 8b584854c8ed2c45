import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/storage/sqlite/database.ts'
import { probeDatabase } from '../../src/storage/sqlite/probe.ts'
import { refusing } from '../../src/storage/sqlite/refusal.ts'
import { SqliteChangeStore } from '../../src/storage/sqlite/sqlite-change-store.ts'
import { SqlitePortfolioStore } from '../../src/storage/sqlite/sqlite-portfolio-store.ts'
import { SqliteReadingLog } from '../../src/storage/sqlite/sqlite-reading-log.ts'
import { unguarded } from '../../src/storage/sqlite/write-guard.ts'
import { temporaryDirectory } from './open-store.ts'

let directory: string
let db: Database

beforeEach(() => {
  directory = temporaryDirectory()
  db = openDatabase(join(directory, 'headcount.db'))
})

afterEach(() => {
  db.close()
  rmSync(directory, { recursive: true })
})

test('a full store is refused as overloaded, and nothing of the write is kept', async () => {
  const store = new SqlitePortfolioStore(db, new SqliteReadingLog(db).positions, new SqliteChangeStore(db))
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`)
  const groups = Array.from({ length: 200 }, (_, index) => ({
    key: index + 1,
    organization: 1,
    id: `lgr_${index}`,
    name: 'x'.repeat(500),
  }))

  const write = store.write(1, { labelGroups: groups }, [])

  await expect(write).rejects.toMatchObject({
    kind: 'overloaded',
    message: expect.stringMatching(/disk is full/),
  })
  expect((await store.load(1)).labelGroups).toEqual([])
})

test('a probe says that a store can be written, and why it cannot', () => {
  expect(probeDatabase(db)).toEqual({ writable: true, reason: null })

  db.pragma('query_only = on')

  expect(probeDatabase(db)).toEqual({ writable: false, reason: 'it may only be read' })
})

test('what is not a refusal of the store passes through', () => {
  expect(() => refusing(unguarded, () => db.exec('select nonsense'))).toThrow(/no such column/)
  expect(() => probeDatabase(db.exec('drop table counters'))).toThrow(/no such table/)
})
