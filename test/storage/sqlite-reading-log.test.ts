import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MemoryReadingLog } from '../../src/storage/memory/memory-reading-log.ts'
import type { Arrival, ReadingLog, Touched } from '../../src/storage/reading-log.ts'
import { openDatabase } from '../../src/storage/sqlite/database.ts'
import { SqliteReadingLog } from '../../src/storage/sqlite/sqlite-reading-log.ts'
import { verifyReadings } from '../../src/storage/sqlite/verify-readings.ts'
import { dayByDay, everything } from './reading-log.contract.ts'
import { anyArrivals, arrive, at, count, DAY, heartbeat, replacing } from './reading-samples.ts'

const SUBJECTS = [4, 8, 9]

type Step =
  | { readonly kind: 'append'; readonly appends: readonly (readonly Arrival[])[] }
  | { readonly kind: 'unwritable'; readonly appends: readonly (readonly Arrival[])[] }
  | { readonly kind: 'checkpoint' | 'reopen' }
  | { readonly kind: 'remove'; readonly turns: number }
  | { readonly kind: 'cut off'; readonly turns: number; readonly meanwhile: readonly Arrival[] }

const someAppends = fc.array(anyArrivals, { minLength: 1, maxLength: 3 })
const someTurns = fc.integer({ min: 0, max: 25 })
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('append' as const), appends: someAppends }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('unwritable' as const), appends: someAppends }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('checkpoint' as const, 'reopen' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), turns: someTurns }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('cut off' as const),
      turns: someTurns,
      meanwhile: anyArrivals,
    }),
  },
)

describe('sqlite reading log', () => {
  let directory: string
  let file: string
  let db: Database
  let log: SqliteReadingLog

  function open(name: string): void {
    file = join(directory, name)
    db = openDatabase(file)
    log = new SqliteReadingLog(db, { checkpointStepMs: 0 })
  }

  async function reopen(): Promise<void> {
    await log.close()
    db.close()
    open('a.db')
  }

  /** Goes on from what is on disk at this moment, as after a loss of power. */
  async function crash(): Promise<void> {
    const next = join(directory, 'b.db')
    for (const suffix of ['', '-wal'])
      if (existsSync(file + suffix)) copyFileSync(file + suffix, next + suffix)
    await log.close()
    db.close()
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
    for (const suffix of ['', '-wal'])
      if (existsSync(next + suffix)) copyFileSync(next + suffix, join(directory, 'a.db') + suffix)
    for (const suffix of ['', '-wal']) rmSync(next + suffix, { force: true })
    open('a.db')
  }

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'headcount-'))
    open('a.db')
  })
  afterEach(async () => {
    await log.close()
    db.close()
    rmSync(directory, { recursive: true })
  })

  test('agrees with the memory log whatever is appended, packed, removed, reopened and cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 14 }), async (steps) => {
        await log.remove(SUBJECTS)
        const memory = new MemoryReadingLog()
        for (const step of steps) await take(step, memory)

        await expectSame(memory)
        expect(await verifyReadings(db)).toEqual([])
        await log.checkpoint()
        await reopen()
        await expectSame(memory)
        expect(await verifyReadings(db)).toEqual([])
      }),
      { numRuns: 120 },
    )
  })

  async function take(step: Step, memory: MemoryReadingLog): Promise<void> {
    if (step.kind === 'checkpoint') await log.checkpoint()
    if (step.kind === 'reopen') await reopen()
    if (step.kind === 'unwritable') await failToAppend(step.appends)
    if (step.kind === 'remove') await removeDuringCheckpoint(memory, step.turns)
    if (step.kind === 'cut off') await cutOffCheckpoint(memory, step)
    if (step.kind === 'append')
      expect(await appendAll(log, step.appends)).toEqual(await appendAll(memory, step.appends))
  }

  async function failToAppend(appends: readonly (readonly Arrival[])[]): Promise<void> {
    db.pragma('query_only = on')
    const results = await Promise.allSettled(appends.map((arrivals) => log.append(arrivals)))
    db.pragma('query_only = off')
    // Nothing is left to be written of appends that hold nothing new: these are answered.
    for (const result of results)
      if (result.status === 'fulfilled') expect(result.value).not.toContain('accepted')
      else expect(result.reason).toMatchObject({ kind: 'overloaded' })
  }

  async function removeDuringCheckpoint(memory: MemoryReadingLog, turns: number): Promise<void> {
    const checkpoint = log.checkpoint()
    await pass(turns)
    await Promise.all([log.remove([8]), memory.remove([8])])
    await checkpoint
  }

  async function cutOffCheckpoint(
    memory: MemoryReadingLog,
    { turns, meanwhile }: { readonly turns: number; readonly meanwhile: readonly Arrival[] },
  ): Promise<void> {
    const checkpoint = log.checkpoint()
    await log.append(meanwhile)
    await memory.append(meanwhile)
    await pass(turns)
    await crash()
    await checkpoint
  }

  async function expectSame(memory: MemoryReadingLog): Promise<void> {
    expect(await dayByDay(log)).toEqual(await dayByDay(memory))
    for (const subject of SUBJECTS)
      expect(await everything(log, subject)).toEqual(await everything(memory, subject))
  }

  test('hands what it recovered at open to a new listener', async () => {
    await log.append(arrive(count(8, at(0), 1), count(8, at(3), 3)))
    await log.checkpoint()
    await log.append(arrive(count(8, at(2), 2), count(4, at(1), 2)))
    await reopen()
    const touched: Touched[] = []
    log.onTouched((more) => touched.push(...more))

    expect(touched).toEqual([
      { subject: 8, days: { from: DAY + 2, until: Number.POSITIVE_INFINITY } },
      { subject: 4, days: { from: DAY + 1, until: Number.POSITIVE_INFINITY } },
    ])
    expect(log.pending()).toBe(2)
  })

  test('has nothing to hand to a listener after a checkpoint', async () => {
    await log.append(arrive(count(8, at(0), 1)))
    await log.checkpoint()
    await reopen()
    const touched: Touched[] = []
    log.onTouched((more) => touched.push(...more))

    expect(touched).toEqual([])
    expect(db.prepare('select count(*) from log_rows').pluck().get()).toBe(0)
  })

  test('commits appends that arrive together in one row', async () => {
    await Promise.all([1, 2, 3, 4].map((subject) => log.append(arrive(count(subject, at(0), 1)))))

    expect(db.prepare('select readings from log_rows').pluck().all()).toEqual([4])
  })

  test('refuses an append while too much waits, and takes it later', async () => {
    const many = Array.from({ length: 200_000 }, (_, index) => arrive(heartbeat(8, at(0) + index))).flat()
    const first = log.append(many)

    await expect(log.append(arrive(count(8, at(1), 1)))).rejects.toMatchObject({ kind: 'overloaded' })
    await first
    expect(await log.append(arrive(count(8, at(1), 1)))).toEqual(['accepted'])
  })

  test('refuses a number that it could not keep exactly', async () => {
    const appended = log.append(arrive(count(8, at(0), 1), count(8, at(1), 0.5)))

    await expect(appended).rejects.toMatchObject({ kind: 'invalid' })
    expect(await log.count(8)).toBe(0)
  })

  test('finishes what waits when closed, and refuses what comes after', async () => {
    const waiting = log.append(arrive(count(8, at(0), 1)))
    await log.close()

    expect(await waiting).toEqual(['accepted'])
    await expect(log.append(arrive(count(8, at(1), 1)))).rejects.toMatchObject({ kind: 'overloaded' })
  })

  describe('on a full disk', () => {
    const bulk = (from: number) =>
      arrive(...Array.from({ length: 3_000 }, (_, index) => count(8, at(from) + index, index)))

    beforeEach(async () => {
      await log.append(arrive(count(8, at(0), 1), count(8, at(9), 9)))
      await log.checkpoint()
      await log.append(arrive(count(8, at(2), 2), count(4, at(3), 3)))
      db.pragma('max_page_count = 1')
    })

    test('an append is refused, leaves nothing behind, and works once there is room', async () => {
      const before = await dayByDay(log)
      const touched: Touched[] = []
      log.onTouched((more) => touched.push(...more))
      const late = [...bulk(1), ...replacing(count(8, at(0), 5), count(8, at(2), 7), count(9, at(1), 1))]
      const group = [log.append(late), log.append(bulk(10)), log.append(arrive(count(8, at(2, 1), 4)))]

      for (const append of group)
        await expect(append).rejects.toMatchObject({ kind: 'overloaded', message: /full/ })
      expect(touched).toEqual([])
      expect(await dayByDay(log)).toEqual(before)
      expect(await log.count(8)).toBe(3)
      expect(await log.extent(8)).toEqual({ from: DAY, until: DAY + 10 })
      db.pragma('max_page_count = 1000000')
      expect(await log.append(late)).toEqual(late.map(() => 'accepted'))
    })

    test('what was refused is as if it had never been, also to what follows it', async () => {
      const memory = new MemoryReadingLog()
      const earlier = arrive(count(8, at(0), 1), count(8, at(9), 9), count(8, at(2), 2), count(4, at(3), 3))
      const next = arrive(count(8, at(2, 5), 3), count(8, at(10), 4), count(8, at(12), 4))
      await expect(log.append(bulk(10))).rejects.toMatchObject({ kind: 'overloaded' })
      db.pragma('max_page_count = 1000000')
      for (const appended of [earlier, next]) await memory.append(appended)
      await log.append(next)

      await expectSame(memory)
      await reopen()
      await expectSame(memory)
    })

    test('a checkpoint fails without changing an answer, and works once there is room', async () => {
      db.pragma('max_page_count = 1000000')
      await log.append(bulk(4))
      const before = await dayByDay(log)
      db.pragma('max_page_count = 1')

      await expect(log.checkpoint()).rejects.toMatchObject({ kind: 'overloaded' })
      expect(await dayByDay(log)).toEqual(before)
      db.pragma('max_page_count = 1000000')
      await log.checkpoint()
      expect(await dayByDay(log)).toEqual(before)
      expect(log.pending()).toBe(0)
    })
  })
})

async function appendAll(
  log: ReadingLog,
  appends: readonly Parameters<ReadingLog['append']>[0][],
): Promise<unknown> {
  return Promise.all(appends.map((arrivals) => log.append(arrivals)))
}

/** Lets the event loop turn a few times. */
async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
}
