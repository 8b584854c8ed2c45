import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ReadingKind } from '../../src/domain/reading/reading.ts'
import type { Arrival } from '../../src/storage/log-row.ts'
import { KEPT_CHANGES, KEPT_MS } from '../../src/storage/log-row.ts'
import { MemoryReadingLog } from '../../src/storage/memory/memory-reading-log.ts'
import type { ReadingLog, Touched } from '../../src/storage/reading-log.ts'
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
  let now = at(9)

  function open(name: string): void {
    file = join(directory, name)
    db = openDatabase(file)
    log = new SqliteReadingLog(db, { checkpointStepMs: 0, clock: () => now })
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
    now = at(9)
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
        await log.remove(1, SUBJECTS)
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
    const results = await Promise.allSettled(appends.map((arrivals) => log.append(1, arrivals)))
    db.pragma('query_only = off')
    // Nothing is left to be written of appends that hold nothing new: these are answered.
    for (const result of results)
      if (result.status === 'fulfilled') expect(result.value.outcomes).not.toContain('accepted')
      else expect(result.reason).toMatchObject({ kind: 'overloaded' })
  }

  async function removeDuringCheckpoint(memory: MemoryReadingLog, turns: number): Promise<void> {
    const checkpoint = log.checkpoint()
    await pass(turns)
    await Promise.all([log.remove(1, [8]), memory.remove(1, [8])])
    await checkpoint
  }

  async function cutOffCheckpoint(
    memory: MemoryReadingLog,
    { turns, meanwhile }: { readonly turns: number; readonly meanwhile: readonly Arrival[] },
  ): Promise<void> {
    const checkpoint = log.checkpoint()
    await log.append(1, meanwhile)
    await memory.append(1, meanwhile)
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
    await log.append(1, arrive(count(8, at(0), 1), count(8, at(3), 3)))
    await log.checkpoint()
    await log.append(1, arrive(count(8, at(2), 2), count(4, at(1), 2)))
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
    await log.append(1, arrive(count(8, at(0), 1)))
    await log.checkpoint()
    await reopen()
    const touched: Touched[] = []
    log.onTouched((more) => touched.push(...more))

    expect(touched).toEqual([])
    expect(log.pending()).toBe(0)
  })

  test('takes what comes at midnight after a packed total that was heard then', async () => {
    const midnight = at(1, 0)
    const total = {
      ...count(8, midnight - 1, 0),
      kind: ReadingKind.counter,
      totals: { in: 5, out: null, width: null, restarted: false },
    }
    await log.append(1, arrive(total))
    await log.checkpoint()
    await reopen()
    await log.append(1, arrive({ ...heartbeat(8, midnight), kind: ReadingKind.health, value: 1 }))

    expect(await log.head(8)).toMatchObject({ lastAt: midnight, health: 1, totals: { in: 5 } })
    expect((await log.extent(8))?.until).toBe(DAY + 2)
    await log.checkpoint()
    await reopen()
    expect(await log.head(8)).toMatchObject({ lastAt: midnight, health: 1, totals: { in: 5 } })
  })

  test('keeps packed rows for an hour, and positions for good', async () => {
    await log.append(1, arrive(count(8, at(0), 1)))
    now += KEPT_MS - 1
    await log.append(1, arrive(count(8, at(1), 1)))
    await log.checkpoint()
    expect((await log.rowsAfter(1, 0, 9)).map(({ seq }) => seq)).toEqual([1, 2])
    now += 1
    await log.checkpoint()
    expect((await log.rowsAfter(1, 0, 9)).map(({ seq }) => seq)).toEqual([2])
    now += KEPT_MS
    await log.checkpoint()
    await reopen()

    expect(await log.rowsAfter(1, 0, 9)).toEqual([])
    expect(log.position(1)).toBe(2)
    expect((await log.append(1, arrive(count(8, at(2), 1)))).seq).toBe(3)
    expect(await verifyReadings(db)).toEqual([])
  })

  test('keeps no more packed rows than it takes for 100,000 changes; who comes from before gets the oldest', async () => {
    const many = (day: number) =>
      arrive(...Array.from({ length: KEPT_CHANGES / 2 }, (_, index) => heartbeat(8, at(day) + index)))
    for (const day of [0, 1, 2]) await log.append(1, many(day))
    expect(await log.rowsAfter(1, 0, 9)).toHaveLength(3)
    await log.checkpoint()
    const stop = new AbortController()
    const seen: number[] = []
    for await (const { seq } of log.follow(1, 0, stop.signal)) {
      seen.push(seq)
      if (seq === 3) stop.abort()
    }

    expect(seen).toEqual([2, 3])
  })

  test('writes in a higher epoch each time it is opened', async () => {
    for (const day of [0, 1, 2]) {
      await log.append(1, arrive(count(8, at(day), 1)))
      await reopen()
    }

    expect((await log.rowsAfter(1, 0, 9)).map(({ epoch }) => epoch)).toEqual([1, 2, 3])
  })

  test('commits appends that arrive together in one row', async () => {
    await Promise.all([1, 2, 3, 4].map((subject) => log.append(1, arrive(count(subject, at(0), 1)))))

    await Promise.all(
      [1, 2].map((organization) => log.append(organization, arrive(count(organization, at(1), 1)))),
    )

    expect(db.prepare('select organization, readings from log_rows').raw().all()).toEqual([
      [1, 4],
      [1, 1],
      [2, 1],
    ])
  })

  test('refuses an append while too much waits, and takes it later', async () => {
    const many = Array.from({ length: 200_000 }, (_, index) => arrive(heartbeat(8, at(0) + index))).flat()
    const first = log.append(1, many)

    await expect(log.append(1, arrive(count(8, at(1), 1)))).rejects.toMatchObject({ kind: 'overloaded' })
    await first
    expect((await log.append(1, arrive(count(8, at(1), 1)))).outcomes).toEqual(['accepted'])
  })

  test('refuses a number that it could not keep exactly', async () => {
    const appended = log.append(1, arrive(count(8, at(0), 1), count(8, at(1), 0.5)))

    await expect(appended).rejects.toMatchObject({ kind: 'invalid' })
    expect(await log.count(8)).toBe(0)
  })

  test('finishes what waits when closed, and refuses what comes after', async () => {
    const waiting = log.append(1, arrive(count(8, at(0), 1)))
    await log.close()

    expect((await waiting).outcomes).toEqual(['accepted'])
    await expect(log.append(1, arrive(count(8, at(1), 1)))).rejects.toMatchObject({ kind: 'overloaded' })
  })

  describe('on a full disk', () => {
    const bulk = (from: number) =>
      arrive(...Array.from({ length: 3_000 }, (_, index) => count(8, at(from) + index, index)))

    beforeEach(async () => {
      await log.append(1, arrive(count(8, at(0), 1), count(8, at(9), 9)))
      await log.checkpoint()
      await log.append(1, arrive(count(8, at(2), 2), count(4, at(3), 3)))
      db.pragma('max_page_count = 1')
    })

    test('an append is refused, leaves nothing behind, and works once there is room', async () => {
      const before = await dayByDay(log)
      const touched: Touched[] = []
      log.onTouched((more) => touched.push(...more))
      const late = [...bulk(1), ...replacing(count(8, at(0), 5), count(8, at(2), 7), count(9, at(1), 1))]
      const group = [
        log.append(1, late),
        log.append(1, bulk(10)),
        log.append(1, arrive(count(8, at(2, 1), 4))),
      ]

      for (const append of group)
        await expect(append).rejects.toMatchObject({ kind: 'overloaded', message: /full/ })
      expect(touched).toEqual([])
      expect(await dayByDay(log)).toEqual(before)
      expect(await log.count(8)).toBe(3)
      expect(await log.extent(8)).toEqual({ from: DAY, until: DAY + 10 })
      db.pragma('max_page_count = 1000000')
      expect((await log.append(1, late)).outcomes).toEqual(late.map(() => 'accepted'))
    })

    test('what was refused is as if it had never been, also to what follows it', async () => {
      const memory = new MemoryReadingLog()
      const earlier = arrive(count(8, at(0), 1), count(8, at(9), 9), count(8, at(2), 2), count(4, at(3), 3))
      const next = arrive(count(8, at(2, 5), 3), count(8, at(10), 4), count(8, at(12), 4))
      await expect(log.append(1, bulk(10))).rejects.toMatchObject({ kind: 'overloaded' })
      db.pragma('max_page_count = 1000000')
      for (const appended of [earlier, next]) await memory.append(1, appended)
      await log.append(1, next)

      await expectSame(memory)
      await reopen()
      await expectSame(memory)
    })

    test('a checkpoint fails without changing an answer, and works once there is room', async () => {
      db.pragma('max_page_count = 1000000')
      await log.append(1, bulk(4))
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
  appends: readonly Parameters<ReadingLog['append']>[1][],
): Promise<unknown> {
  const appended = await Promise.all(appends.map((arrivals) => log.append(1, arrivals)))
  return appended.map(({ outcomes }) => outcomes)
}

/** Lets the event loop turn a few times. */
async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
}
