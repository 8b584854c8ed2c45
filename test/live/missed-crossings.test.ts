import { afterEach, beforeEach, expect, test } from 'vitest'
import { NO_SEQ, type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import type { DayRange } from '../../src/domain/time/day.ts'
import { DAY_MS } from '../../src/domain/time/interval.ts'
import { Live } from '../../src/live/live.ts'
import { KEPT_CHANGES } from '../../src/storage/log-row.ts'
import { openDatabase } from '../../src/storage/sqlite/database.ts'
import { SqliteReadingLog } from '../../src/storage/sqlite/sqlite-reading-log.ts'
import { arrive } from '../storage/reading-samples.ts'
import { bareDoorway, bareSpace, portfolioOf } from '../world.ts'

const DOORWAY = 1
const SUBJECT = 5
const NOON = Date.UTC(2024, 5, 12, 12)
const portfolio = portfolioOf(
  [bareSpace(1, null, 'space', { timeZone: 'UTC' })],
  [],
  [bareDoorway({ key: DOORWAY, sensors: [], sides: [{ space: 1, placement: 1 }] })],
)
const passing = (at: number): Reading => ({
  subject: SUBJECT,
  at,
  kind: ReadingKind.crossing,
  space: 0,
  seq: NO_SEQ,
  value: 1,
  capped: false,
})

let db: ReturnType<typeof openDatabase>
let log: SqliteReadingLog
let live: Live
let asked: DayRange[]

beforeEach(async () => {
  db = openDatabase(':memory:')
  log = new SqliteReadingLog(db, { clock: () => NOON })
  asked = []
  live = new Live({
    log: {
      read(subject, days) {
        asked.push(days)
        return log.read(subject, days)
      },
      extent: (subject) => log.extent(subject),
      head: (subject) => log.head(subject),
      onTouched: (listener) => log.onTouched(listener),
      position: (organization) => log.position(organization),
      rowsAfter: (...of) => log.rowsAfter(...of),
    },
    clock: () => NOON,
    onError: (error) => {
      throw error
    },
  })
  live.adopt(portfolio)
  await live.start()
})

afterEach(async () => {
  await live.stop()
  await log.close()
  db.close()
})

async function missed(after: number): Promise<readonly number[] | null> {
  const rows = await live.missedCrossings(1, after, log.position(1))
  return rows?.flatMap(({ crossings }) => crossings.map(({ at }) => at)) ?? null
}

test('crossings that came before others that are later are told, those from before what had been heard are not', async () => {
  await log.append(1, arrive(passing(NOON - 50)))
  await log.append(1, arrive(passing(NOON - 40)))
  await log.append(1, arrive(passing(NOON - 60)))
  await log.append(1, arrive(passing(NOON - 30)))

  expect(await missed(1)).toEqual([NOON - 40, NOON - 30])
  expect(await missed(0)).toEqual([NOON - 50, NOON - 40, NOON - 30])
})

test('a late crossing of years ago has nobody read all the years since', async () => {
  for (let day = 2_000; day > 0; day -= 20) await log.append(1, arrive(passing(NOON - day * DAY_MS)))
  await log.append(1, arrive(passing(NOON - 10)))
  await log.append(1, arrive(passing(NOON - 1_999 * DAY_MS), passing(NOON - 5)))
  asked = []

  expect(await missed(log.position(1) - 1)).toEqual([NOON - 5])

  expect(asked.reduce((days, { from, until }) => days + until - from, 0)).toBeLessThan(100)
})

test('more than is promised to be kept is not told row by row', async () => {
  const batch = 10_000
  for (let sent = 0; sent <= KEPT_CHANGES; sent += batch) {
    const from = NOON - KEPT_CHANGES * 2 + sent
    await log.append(1, arrive(...Array.from({ length: batch }, (_, index) => passing(from + index))))
  }

  expect(await missed(0)).toBeNull()
  expect(await missed(1)).toHaveLength(KEPT_CHANGES)
})
