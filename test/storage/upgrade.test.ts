import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Reading } from '../../src/domain/reading/reading.ts'
import { migrate } from '../../src/storage/sqlite/database.ts'
import { migrations } from '../../src/storage/sqlite/migrations.ts'
import { DATABASE_FILE, openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { temporaryDirectory } from './open-store.ts'

/*
 * `fixtures/schema-8` is a data directory as the last version before positions left it: two organizations, readings in
 * packs, and behind them log rows that no checkpoint covers, with both organizations' readings in one row, late ones,
 * a correction and a removal. Beside it is what that version answered.
 */
interface Expected {
  readonly organization: number
  readonly spaces: readonly string[]
  readonly readings: Readonly<Record<string, readonly Reading[]>>
}

const EVERYTHING = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }
const fixture = (name: string) => gunzipSync(readFileSync(new URL(`fixtures/${name}`, import.meta.url)))
const expected: readonly Expected[] = JSON.parse(fixture('schema-8.json.gz').toString())

let directory: string
beforeEach(() => {
  directory = temporaryDirectory()
  writeFileSync(join(directory, DATABASE_FILE), fixture('schema-8.db.gz'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** What a store answers, as the older version answered it. */
async function answersOf(store: Store): Promise<readonly Expected[]> {
  return Promise.all(
    expected.map(async ({ organization, readings }) => {
      const { spaces } = await store.portfolios.load(organization)
      const found = Object.keys(readings).map(async (subject) => {
        const { readings: all } = await store.readings.read(Number(subject), EVERYTHING)
        return [subject, all] as const
      })
      return {
        organization,
        spaces: spaces.map(({ id }) => id),
        readings: Object.fromEntries(await Promise.all(found)),
      }
    }),
  )
}

async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore({ directory })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

test('a directory from before positions opens with all that was in it, packed or not', async () => {
  expect(await withStore(answersOf)).toEqual(expected)
  await withStore((store) => store.readings.checkpoint())
  expect(await withStore(answersOf)).toEqual(expected)
  expect(await withStore((store) => store.verify())).toEqual([])
})

test('a site of one space from before sites had several places is published by that space still', async () => {
  const older = migrations.filter(({ version }) => version < 13)
  const file = join(directory, DATABASE_FILE)
  const db = new Database(file)
  migrate(db, file, older)
  db.exec(`
    insert into sites (key, organization, slug, space, min_count, busy_percent, very_busy_percent, created_at)
    values (900, 1, 'library', 7, 5, 45, 72, 1);
    insert into site_hours (site, position, days, open_minutes, close_minutes) values (900, 0, '1', 480, 600);
  `)
  db.close()

  const site = await withStore((store) => store.portfolios.siteBySlug('library'))

  expect(site).toMatchObject({ key: 900, space: 7, places: [], minCount: 5, hours: [{ days: '1' }] })
})

test.each(migrations.map(({ version }) => version).filter((version) => version >= 8))(
  'a directory of schema %i opens with all that was in it, is clean, and can be written',
  async (version) => {
    const file = join(directory, DATABASE_FILE)
    const db = new Database(file)
    migrate(
      db,
      file,
      migrations.filter((step) => step.version <= version),
    )
    db.close()

    expect(await withStore(answersOf)).toEqual(expected)
    expect(await withStore((store) => store.verify())).toEqual([])
    expect(await withStore((store) => store.probe())).toMatchObject({ writable: true })
  },
)

test.each(migrations.map(({ version }) => version).filter((version) => version < 8))(
  'an empty store of schema %i, from before the oldest one that is kept, opens and is clean',
  async (version) => {
    const data = join(directory, 'empty')
    mkdirSync(data)
    const file = join(data, DATABASE_FILE)
    const db = new Database(file)
    migrate(
      db,
      file,
      migrations.filter((step) => step.version <= version),
    )
    db.close()

    const store = await openSqliteStore({ directory: data })
    expect(await store.verify()).toEqual([])
    expect(await store.probe()).toMatchObject({ writable: true })
    await store.close()
  },
)

test('a directory of a schema that is not known yet is refused in one sentence, and left as it is', async () => {
  await withStore(async () => {})
  const file = join(directory, DATABASE_FILE)
  const newest = migrations.at(-1)?.version ?? 0
  const db = new Database(file)
  db.pragma(`user_version = ${newest + 1}`)
  db.close()
  const before = readFileSync(file)

  await expect(openSqliteStore({ directory })).rejects.toThrow(
    `was written by a newer version (schema ${newest + 1}; this one knows up to ${newest}). Run that version, or restore a backup made before the upgrade.`,
  )
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('its rows have no position, and the next one of each organization is the first', async () => {
  await withStore(async (store) => {
    const [first, second] = expected.map(({ organization }) => organization)
    const subject = Number(Object.keys(expected[0]?.readings ?? {})[0])
    const reading = { subject, at: 1, kind: 1, space: 3, seq: 0, value: 1, capped: false } as const

    expect(store.readings.position(first ?? 0)).toBe(0)
    expect(await store.readings.rowsAfter(first ?? 0, 0, 10)).toEqual([])
    const { seq } = await store.readings.append(first ?? 0, [{ reading, replace: false }])
    expect([seq, store.readings.position(second ?? 0)]).toEqual([1, 0])
  })
  expect(await withStore((store) => store.verify())).toEqual([])
})

test('killed at any moment of the upgrade it opens and answers the same', { timeout: 60_000 }, async () => {
  const script = new URL('open-until-killed.mjs', import.meta.url).pathname
  for (const afterMs of [0, 2, 4, 8, 12, 20, 40]) {
    const data = join(directory, `killed-${afterMs}`)
    mkdirSync(data)
    writeFileSync(join(data, DATABASE_FILE), fixture('schema-8.db.gz'))
    const child = spawn(process.execPath, [script, data], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    setTimeout(() => child.kill('SIGKILL'), afterMs)
    const [, signal] = await once(child, 'exit')

    expect(signal).toBe('SIGKILL')
    const store = await openSqliteStore({ directory: data })
    expect(await answersOf(store)).toEqual(expected)
    expect(await store.verify()).toEqual([])
    await store.close()
  }
})
