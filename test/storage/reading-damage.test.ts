import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite, { type Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DayRange } from '../../src/domain/time/day.ts'
import { openDatabase } from '../../src/storage/sqlite/database.ts'
import { SqliteReadingLog } from '../../src/storage/sqlite/sqlite-reading-log.ts'
import { verifyReadings } from '../../src/storage/sqlite/verify-readings.ts'
import type { Damage } from '../../src/storage/store.ts'
import { arrive, at, count, DAY } from './reading-samples.ts'

const ALL: DayRange = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }

describe('damage to a reading log', () => {
  let directory: string
  let file: string

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headcount-'))
    file = join(directory, 'headcount.db')
    await withLog(async (log) => {
      await log.append(1, arrive(count(8, at(0), 1), count(8, at(1), 2), count(9, at(0), 5)))
      await log.checkpoint()
      for (const day of [2, 3, 4]) await log.append(1, arrive(count(8, at(day), day)))
    })
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  async function withLog(use: (log: SqliteReadingLog, db: Database) => Promise<void>): Promise<void> {
    const db = openDatabase(file)
    try {
      const log = new SqliteReadingLog(db)
      await use(log, db)
      await log.close()
    } finally {
      db.close()
    }
  }

  /** Changes the file behind the log's back. */
  function tamper(sql: string): void {
    const db = new BetterSqlite(file)
    db.function('flip', (blob) => flip(blob as Buffer))
    db.exec(sql)
    db.close()
  }

  async function verify(): Promise<readonly Damage[]> {
    const db = openDatabase(file, { readonly: true })
    try {
      return await verifyReadings(db)
    } finally {
      db.close()
    }
  }

  test('is not found where there is none', async () => {
    expect(await verify()).toEqual([])
  })

  test.each([
    ['with a byte changed', 'update log_rows set body = flip(body) where sequence = 3', 'log row 3'],
    [
      'that is another',
      'update log_rows set body = (select body from log_rows where sequence = 4) where sequence = 3',
      'log row 3',
    ],
    ['cut short', 'update log_rows set body = substr(body, 1, 4) where sequence = 3', 'log row 3'],
    ['missing among others', 'delete from log_rows where sequence = 3', 'log row 3'],
    ['missing at the end', 'delete from log_rows where sequence = 4', 'log row 4'],
    ['missing at the start', 'delete from log_rows where sequence = 2', 'log row 2'],
  ])('a log row %s keeps the log from opening and is reported', async (_how, sql, where) => {
    tamper(sql)

    await expect(withLog(async () => {})).rejects.toMatchObject({
      code: 'store_unusable',
      damage: { where },
      message: expect.stringContaining('Restore a backup'),
    })
    expect(await verify()).toMatchObject([{ where }])
  })

  test('a state that is missing keeps the log from opening and is reported', async () => {
    tamper('delete from log_state')

    await expect(withLog(async () => {})).rejects.toMatchObject({ damage: { where: 'the log' } })
    expect(await verify()).toContainEqual({ where: 'the log', problem: 'its state is missing' })
  })

  const pack = `subject = 8 and day = ${DAY}`
  test.each([
    ['with a byte changed', `update packs set body = flip(body) where ${pack}`],
    ['that is another', `update packs set body = (select body from packs where subject = 9) where ${pack}`],
    ['of an unknown format', `update packs set body = cast(x'63' || substr(body, 2) as blob) where ${pack}`],
  ])('a pack %s is neither read, written over nor left unreported', async (_how, sql) => {
    tamper(sql)
    const where = `readings of subject 8 on day ${DAY}`

    await withLog(async (log) => {
      await expect(log.read(8, ALL)).rejects.toMatchObject({ damage: { where } })
      const late = log.append(1, arrive(count(9, at(1), 1), count(8, at(0, 5), 3)))
      const other = log.append(1, arrive(count(9, at(2), 1)))
      await expect(late).rejects.toMatchObject({ damage: { where } })
      expect((await other).outcomes).toEqual(['accepted'])
      expect((await log.read(9, ALL)).readings).toEqual([count(9, at(0), 5), count(9, at(2), 1)])
    })
    expect(await verify()).toMatchObject([{ where }])
  })

  test('a carry with a byte changed is neither read nor left unreported', async () => {
    await withLog((log) => log.checkpoint())
    tamper(`update packs set carry = flip(carry) where ${pack}`)
    const where = `carry of readings of subject 8 on day ${DAY}`

    await withLog(async (log) => {
      await expect(log.read(8, { from: DAY + 1, until: DAY + 2 })).rejects.toMatchObject({
        damage: { where },
      })
    })
    expect(await verify()).toMatchObject([{ where }])
  })

  test.each([
    ['a pack', `delete from packs where ${pack}`],
    ['every pack of a subject', 'delete from packs where subject = 8'],
  ])('%s that is missing is reported', async (_what, sql) => {
    tamper(sql)

    expect(await verify()).toMatchObject([{ where: 'readings of subject 8' }])
  })

  test('a carry that does not follow from the days before is reported', async () => {
    await withLog((log) => log.checkpoint())
    tamper(
      `delete from packs where ${pack}; update packed_subjects set packs = packs - 1, readings = readings - 1`,
    )
    tamper('update packed_subjects set packs = packs + 1, readings = readings + 1 where subject = 9')

    expect(await verify()).toEqual([])
    await withLog(async (log) => {
      await log.append(1, arrive(count(8, at(0), 1, 99)))
      await log.checkpoint()
    })
    tamper(
      `delete from packs where ${pack}; update packed_subjects set packs = packs - 1, readings = readings - 1 where subject = 8`,
    )
    expect(await verify()).toEqual([
      {
        where: `readings of subject 8 on day ${DAY + 1}`,
        problem: 'the carry after them does not follow from the days before',
      },
    ])
  })

  test('progress goes from nothing to everything', async () => {
    const db = openDatabase(file, { readonly: true })
    const steps: number[] = []
    await verifyReadings(db, (done, total) => steps.push(done / total))
    db.close()

    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
    expect(steps.at(-1)).toBe(1)
  })
})

function flip(blob: Buffer): Buffer {
  const copy = Buffer.from(blob)
  const last = copy.length - 1
  copy[last] = (copy[last] ?? 0) ^ 1
  return copy
}
