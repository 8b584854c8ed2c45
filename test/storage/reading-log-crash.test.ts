import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Arrival } from '../../src/storage/log-row.ts'
import { MemoryReadingLog } from '../../src/storage/memory/memory-reading-log.ts'
import type { ReadingLog } from '../../src/storage/reading-log.ts'
import { openDatabase } from '../../src/storage/sqlite/database.ts'
import { SqliteReadingLog } from '../../src/storage/sqlite/sqlite-reading-log.ts'
import { verifyReadings } from '../../src/storage/sqlite/verify-readings.ts'
import { dayByDay, everything } from './reading-log.contract.ts'
import { anyArrivals } from './reading-samples.ts'

const ROUNDS = 8
const script = new URL('append-until-killed.mjs', import.meta.url).pathname
const build = new URL('../../dist/storage/sqlite/sqlite-reading-log.js', import.meta.url).pathname

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'headcount-'))
  if (!existsSync(build)) throw new Error('This test runs the build: run `npm run build` first.')
})
afterAll(() => rmSync(directory, { recursive: true }))

test('a process killed while it appends and checkpoints loses nothing that it acknowledged', {
  timeout: 60_000,
}, async () => {
  const file = join(directory, 'headcount.db')
  const batchFile = join(directory, 'batches.json')
  writeFileSync(batchFile, JSON.stringify(fc.sample(anyArrivals, { numRuns: 5_000, seed: 7 })))
  // As the other process reads them: plain objects, which compare strictly with what the store gives back.
  const batches: readonly (readonly Arrival[])[] = JSON.parse(readFileSync(batchFile, 'utf8'))
  const memory = new MemoryReadingLog()
  let next = 0
  for (let round = 0; round < ROUNDS; round++) {
    const acknowledged = await appendUntilKilled([file, batchFile, String(next)], 150 + round * 41)
    while (next <= acknowledged) await memory.append(1, batches[next++] ?? [])
    next += await comparedWith(memory, file, batches[next] ?? [])
  }

  expect(next).toBeGreaterThan(ROUNDS)
})

/** Resolves to the last batch that was acknowledged before the process was killed; -1 for none. */
function appendUntilKilled(args: readonly string[], afterMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    child.stderr.on('data', (data) => {
      errors += data
    })
    child.stdout.on('data', (data) => {
      if (output === '') setTimeout(() => child.kill('SIGKILL'), afterMs)
      output += data
    })
    const late = setTimeout(() => child.kill('SIGTERM'), 20_000)
    child.on('close', (_code, signal) => {
      clearTimeout(late)
      if (signal !== 'SIGKILL') reject(new Error(`ended by itself: ${errors}`))
      else resolve(Number(output.split('\n').at(-2) ?? -1))
    })
  })
}

/**
 * Compares a store with what it acknowledged. The batch under way may have become durable without that being
 * said: resolves to 1 when it has, to 0 when it has not.
 */
async function comparedWith(
  memory: MemoryReadingLog,
  file: string,
  underWay: readonly Arrival[],
): Promise<0 | 1> {
  const db = openDatabase(file)
  const log = new SqliteReadingLog(db)
  expect(await verifyReadings(db)).toEqual([])
  const found = await storyOf(log)
  const isThere = !isDeepStrictEqual(found, await storyOf(memory))
  if (isThere) await memory.append(1, underWay)

  expect(found).toEqual(await storyOf(memory))
  await log.close()
  db.close()
  return isThere ? 1 : 0
}

async function storyOf(log: ReadingLog): Promise<unknown> {
  return [[...(await dayByDay(log))], await Promise.all([4, 8, 9].map((subject) => everything(log, subject)))]
}
