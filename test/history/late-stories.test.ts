import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Reading } from '../../src/domain/reading/reading.ts'
import type { DayRange } from '../../src/domain/time/day.ts'
import { DAY_MS, SECOND_MS } from '../../src/domain/time/interval.ts'
import { type LateStory, lateStories, type StorySources } from '../../src/history/late-stories.ts'
import { Pacing } from '../../src/history/pacing.ts'
import { openDatabase } from '../../src/storage/sqlite/database.ts'
import { SqliteReadingLog } from '../../src/storage/sqlite/sqlite-reading-log.ts'
import { arrive, at, count, heartbeat } from '../storage/reading-samples.ts'

const SUBJECT = 4
let db: ReturnType<typeof openDatabase>
let log: SqliteReadingLog
let asked: DayRange[]
let sources: StorySources

beforeEach(() => {
  db = openDatabase(':memory:')
  log = new SqliteReadingLog(db)
  asked = []
  sources = {
    subject: SUBJECT,
    log: {
      extent: (subject) => log.extent(subject),
      read(subject, days) {
        asked.push(days)
        return log.read(subject, days)
      },
    },
    now: at(4_000),
    later: async () => [],
    pacing: new Pacing(),
  }
})

afterEach(async () => {
  await log.close()
  db.close()
})

async function storiesOf(...late: readonly Reading[]): Promise<readonly (LateStory | null)[]> {
  const stories: (LateStory | null)[] = []
  for await (const story of lateStories(arrive(...late), arrive(...late), sources)) stories.push(story)
  return stories
}

test('years between two late readings are not read', async () => {
  const late = [count(SUBJECT, at(0), 1), count(SUBJECT, at(3_000), 2)]
  for (let day = 1; day < 3_500; day += 100) await log.append(1, arrive(count(SUBJECT, at(day, 0), 5)))
  await log.append(1, arrive(...late))

  const stories = await storiesOf(...late)

  expect(stories.map((story) => story?.arrivals.length)).toEqual([1, 1])
  expect(Math.max(...asked.map(({ from, until }) => until - from))).toBeLessThanOrEqual(32)
  expect(asked.reduce((days, { from, until }) => days + until - from, 0)).toBeLessThan(150)
})

test('the search for the end of an effect stops after so many readings, and says so', async () => {
  const late = count(SUBJECT, at(0, 0), 1)
  const alive = Array.from({ length: 60_000 }, (_, index) =>
    heartbeat(SUBJECT, at(0, (index + 1) * SECOND_MS)),
  )
  for (let next = 0; next < alive.length; next += 10_000)
    await log.append(1, arrive(...alive.slice(next, next + 10_000)))
  await log.append(1, arrive(late, count(SUBJECT, at(200), 2)))

  const [story] = await storiesOf(late)

  expect(story?.isCut).toBe(true)
  expect(asked).toHaveLength(1)
})

test('nothing is looked for after the last reading that there is', async () => {
  const late = count(SUBJECT, at(0), 1)
  await log.append(1, arrive(late, heartbeat(SUBJECT, at(3))))

  const [story] = await storiesOf(late)

  expect(story).toMatchObject({ isCut: false })
  expect(story?.readings.map((reading) => reading.at)).toEqual([at(3)])
  expect(Math.max(...asked.map(({ until }) => until)) * DAY_MS).toBeLessThan(at(10))
})

test('what came afterwards is left out, and more than can be told ends the search', async () => {
  const late = count(SUBJECT, at(0), 1)
  const after = count(SUBJECT, at(1), 2)
  await log.append(1, arrive(late, after, count(SUBJECT, at(2), 3)))

  sources = { ...sources, later: async () => arrive(after) }
  const [story] = await storiesOf(late)
  expect(story?.readings.map((reading) => reading.at)).toEqual([at(2)])

  sources = { ...sources, later: async () => null }
  expect(await storiesOf(late)).toEqual([null])
})
