import { rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { slotColumnNames } from '../../src/domain/occupancy/slots.ts'
import type { SlotQuery } from '../../src/storage/rollup-store.ts'
import { openDatabase } from '../../src/storage/sqlite/database.ts'
import { RollupWorkers } from '../../src/storage/sqlite/rollup-workers.ts'
import { SqliteRollupStore } from '../../src/storage/sqlite/sqlite-rollup-store.ts'
import { temporaryDirectory } from './open-store.ts'
import { steadyDay } from './slot-days.ts'

const SPACES = 30
const FIRST_DAY = 19_723
const DAYS = 60

let directory: string
let db: Database
let workers: RollupWorkers
let inline: SqliteRollupStore
let threaded: SqliteRollupStore

beforeEach(async () => {
  directory = temporaryDirectory()
  const file = join(directory, 'headcount.db')
  db = openDatabase(file)
  workers = new RollupWorkers({ file, threads: 2, script: null })
  inline = new SqliteRollupStore(db, workers, Number.POSITIVE_INFINITY)
  threaded = new SqliteRollupStore(db, workers, 0)
  for (let space = 1; space <= SPACES; space++)
    await inline.writeDays(
      space,
      Array.from({ length: DAYS }, (_, index) => steadyDay(FIRST_DAY + index, (space * index) % 300)),
      [],
    )
})

afterEach(async () => {
  await workers.close()
  db.close()
  rmSync(directory, { recursive: true })
})

test('threads give the answer that the main thread gives', async () => {
  const query = daily(slotColumnNames)

  const [here, there] = [await inline.foldSlots(query), await threaded.foldSlots(query)]

  expect(there).toHaveLength(SPACES)
  expect(there.map((table) => Array.from(table.cells))).toEqual(here.map((table) => Array.from(table.cells)))
})

test('many queries at once are all answered', async () => {
  const expected = (await inline.foldSlots(daily(['personMs']))).map((table) => Array.from(table.cells))

  const answers = await Promise.all(Array.from({ length: 20 }, () => threaded.foldSlots(daily(['personMs']))))

  for (const answer of answers) expect(answer.map((table) => Array.from(table.cells))).toEqual(expected)
})

test('a query sees what was written just before it, and whole writes only, while writes run', async () => {
  const seen: unknown[] = []
  const allowed: unknown[] = []
  await inline.writeDays(1, wholeSpan(1), [])
  for (let people = 2; people <= 25; people++) {
    const underWay = threaded.foldSlots(total(['peak', 'low']))
    await inline.writeDays(1, wholeSpan(people), [])
    const [during] = await underWay
    const [after] = await threaded.foldSlots(total(['peak', 'low']))

    const { peak, low } = during?.rollup(0) ?? {}
    seen.push([
      peak === people || peak === people - 1,
      low === peak,
      after?.rollup(0).peak,
      after?.rollup(0).low,
    ])
    allowed.push([true, true, people, people])
  }

  expect(seen).toEqual(allowed)
})

test('a damaged block fails the query that needs it, here and in a thread, and no other', async () => {
  db.prepare(
    "update blocks set body = cast(substr(body, 1, 200) || x'ff' || substr(body, 202) as blob) where space = 3",
  ).run()

  await expect(threaded.foldSlots(total(['peak']))).rejects.toThrow(/space 3 in 2024-01 are damaged/)
  await expect(inline.foldSlots(total(['peak']))).rejects.toThrow(/space 3 in 2024-01 are damaged/)
  const others = await threaded.foldSlots({ ...total(['peak']), spaces: total(['peak']).spaces.slice(4) })
  expect(others).toHaveLength(SPACES - 4)
})

test('a thread that dies fails its query with a reason, and the next query finds another', async () => {
  const script = join(directory, 'mortal-worker.mjs')
  const real = new URL('../../dist/storage/sqlite/rollup-worker.js', import.meta.url)
  // Dies before answering a query for one bucket, and otherwise does what the real script does.
  await writeFile(
    script,
    `import { parentPort } from 'node:worker_threads'
     const post = parentPort.postMessage.bind(parentPort)
     parentPort.postMessage = (reply, transfer) => {
       if (reply.cells.length <= ${SPACES * slotColumnNames.length}) process.exit(3)
       post(reply, transfer)
     }
     await import(${JSON.stringify(real.href)})`,
  )
  const mortal = new RollupWorkers({
    file: join(directory, 'headcount.db'),
    threads: 1,
    script: pathToFileURL(script),
  })
  const store = new SqliteRollupStore(db, mortal, 0)

  await expect(store.foldSlots(total(['peak']))).rejects.toThrow(/ended with code 3/)
  expect(await store.foldSlots(daily(['peak']))).toHaveLength(SPACES)
  await mortal.close()
})

test('closing fails the queries under way and those that come after', async () => {
  const underWay = Array.from({ length: 8 }, () => threaded.foldSlots(daily(['peak'])))
  const outcomes = Promise.allSettled(underWay)

  await workers.close()

  expect((await outcomes).map(({ status }) => status)).toContain('rejected')
  await expect(threaded.foldSlots(total(['peak']))).rejects.toThrow(/closed/)
})

function wholeSpan(people: number) {
  return Array.from({ length: DAYS }, (_, index) => steadyDay(FIRST_DAY + index, people))
}

function daily(columns: SlotQuery['columns']): SlotQuery {
  const runs = Array.from({ length: DAYS }, (_, bucket) => ({
    bucket,
    from: (FIRST_DAY + bucket) * 96,
    until: (FIRST_DAY + bucket + 1) * 96,
  }))
  return { spaces: everySpace(runs), buckets: DAYS, columns }
}

function total(columns: SlotQuery['columns']): SlotQuery {
  return {
    spaces: everySpace([{ bucket: 0, from: FIRST_DAY * 96, until: (FIRST_DAY + DAYS) * 96 }]),
    buckets: 1,
    columns,
  }
}

function everySpace(runs: SlotQuery['spaces'][number]['runs']): SlotQuery['spaces'] {
  return Array.from({ length: SPACES }, (_, index) => ({ space: index + 1, runs }))
}
