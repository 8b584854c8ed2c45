import { afterEach, describe, expect, test } from 'vitest'
import type { Coverage, Sensor } from '../../src/domain/portfolio/sensor.ts'
import { sensorSubject } from '../../src/domain/portfolio/subject.ts'
import { HealthWord, NO_SEQ, NO_SPACE, type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time/interval.ts'
import { Live } from '../../src/live/live.ts'
import type { LiveBatch } from '../../src/live/live-feed.ts'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import type { ReadingLog } from '../../src/storage/reading-log.ts'
import { bareDoorway, bareSensor, bareSpace, ORGANIZATION, portfolioOf } from '../world.ts'

const NOON = Date.parse('2024-05-14T12:00:00Z')
const FLOOR = 30

function over(space: number): Coverage {
  return { space, from: -Infinity, until: Infinity }
}

function reading(subject: number, at: number, fields: Partial<Reading>): Reading {
  return {
    subject,
    at,
    kind: ReadingKind.heartbeat,
    space: NO_SPACE,
    seq: NO_SEQ,
    value: 0,
    capped: false,
    ...fields,
  }
}

const count = (sensor: number, space: number, at: number, value: number) =>
  reading(sensorSubject(sensor), at, { kind: ReadingKind.count, space, value })
const crossing = (sensor: number, at: number, value: number) =>
  reading(sensorSubject(sensor), at, { kind: ReadingKind.crossing, value })
const word = (sensor: number, at: number, value: HealthWord) =>
  reading(sensorSubject(sensor), at, { kind: ReadingKind.health, value })

/** Two area sensors over space 1, one over space 2, a doorway into space 3, all on one floor. */
function portfolio(heartbeatMs: number | null = MINUTE_MS) {
  const area = (key: number, space: number): Sensor =>
    bareSensor({ key, type: 'oa', heartbeatMs, coverage: [over(space)] })
  return portfolioOf(
    [
      bareSpace(FLOOR, null, 'floor', { timeZone: 'UTC' }),
      ...[1, 2, 3].map((key) => bareSpace(key, FLOOR, 'space')),
    ],
    [area(1, 1), area(2, 1), area(3, 2), bareSensor({ key: 4, type: 'entry', heartbeatMs, coverage: [] })],
    [
      bareDoorway({
        key: 1,
        sensors: [{ sensor: 4, from: -Infinity, until: Infinity }],
        sides: [{ space: 3, placement: 1 }],
      }),
    ],
  )
}

const opened: Live[] = []
afterEach(async () => {
  for (const live of opened.splice(0)) await live.stop()
})

interface Scene {
  readonly live: Live
  readonly log: ReadingLog
  readonly errors: unknown[]
  setNow(at: number): void
  send(...readings: readonly Reading[]): Promise<void>
  counts(): Promise<readonly (number | null)[]>
}

async function open({
  log = openMemoryStore().readings,
  now = NOON,
  setUp = portfolio(),
}: {
  log?: ReadingLog
  now?: number
  setUp?: ReturnType<typeof portfolio>
} = {}): Promise<Scene> {
  const clock = { now }
  const errors: unknown[] = []
  const live = new Live({ log, clock: () => clock.now, onError: (error) => errors.push(error) })
  opened.push(live)
  live.adopt(setUp)
  await live.start()
  return {
    live,
    log,
    errors,
    setNow: (at) => {
      clock.now = at
    },
    send: async (...readings) => {
      await log.append(
        1,
        readings.map((each) => ({ reading: each, replace: false })),
      )
    },
    async counts() {
      await live.settled()
      return [1, 2, 3, FLOOR].map((key) => live.state(ORGANIZATION, key).count)
    },
  }
}

describe('the last count', () => {
  test('of a space that falls silent is that of the sensors that were there to the end', async () => {
    const { send, setNow, counts } = await open()
    await send(count(1, 1, NOON - 2 * MINUTE_MS, 3), count(2, 1, NOON, 2))
    const both = await counts()
    setNow(NOON + MINUTE_MS)
    const one = await counts()

    setNow(NOON + 3 * MINUTE_MS)

    expect([both[0], one[0]]).toEqual([5, 2])
    expect((await counts())[0]).toBe(2)
  })

  test('of a space whose sensors fall silent together is their sum', async () => {
    const { send, setNow, counts } = await open()
    await send(count(1, 1, NOON, 3), count(2, 1, NOON, 2))

    setNow(NOON + 3 * MINUTE_MS)

    expect((await counts())[0]).toBe(5)
  })

  test('of a floor is that of the spaces that were known longest', async () => {
    const { send, setNow, counts } = await open()
    await send(count(1, 1, NOON - MINUTE_MS, 3), count(3, 2, NOON, 4), crossing(4, NOON, 6))

    setNow(NOON + 3 * MINUTE_MS)

    expect(await counts()).toEqual([3, 4, 6, 10])
  })

  test('is unknown before the first, also of a sensor that only beats', async () => {
    const { live, send, counts } = await open()
    await send(reading(sensorSubject(3), NOON, {}))

    expect(await counts()).toEqual([null, null, null, null])
    expect(live.state(ORGANIZATION, 2)).toMatchObject({ health: 'healthy', lastAt: NOON })
  })

  test('is the same after a restart, and what fell silent meanwhile is offline', async () => {
    const first = await open()
    await first.send(count(1, 1, NOON, 3), count(3, 2, NOON, 4), crossing(4, NOON, 6))
    await first.send(word(3, NOON + SECOND_MS, HealthWord.offline))
    await first.live.stop()

    const second = await open({ log: first.log, now: NOON + 5 * MINUTE_MS })

    expect(await second.counts()).toEqual([3, 4, 6, 9])
    for (const key of [1, 2, 3, FLOOR])
      expect(second.live.state(ORGANIZATION, key)).toMatchObject({ isKnown: false })
    expect(second.live.state(ORGANIZATION, 3).health).toBe('offline')
  })
})

describe('time alone', () => {
  test('tells of silence and of the daily reset once each, without any reading', async () => {
    const { live, send, setNow } = await open({ setUp: portfolio(12 * 60 * MINUTE_MS) })
    await send(crossing(4, NOON, 6), count(3, 2, NOON, 1))
    await live.settled()
    const told: LiveBatch[] = []
    live.subscribe(ORGANIZATION, (batch) => told.push(batch))

    for (let at = NOON; at <= NOON + 3 * DAY_MS; at += 60 * MINUTE_MS) {
      setNow(at)
      await live.settled()
    }

    const ofEntry = told.flatMap(({ spaces }) => spaces.get(3) ?? [])
    expect(ofEntry.map((state) => [state.count, state.health])).toEqual([
      [0, 'healthy'],
      [0, 'offline'],
    ])
    const first = told[0]?.sequence ?? Number.NaN
    expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, index) => first + index))
  })

  test('that jumps over years, and back, is followed', async () => {
    const { send, setNow, counts, live } = await open()
    await send(crossing(4, NOON, 6), count(3, 2, NOON, 1))

    setNow(NOON + 3_000 * DAY_MS)
    const ahead = await counts()
    setNow(NOON - DAY_MS)
    const before = await counts()
    setNow(NOON + SECOND_MS)

    expect(ahead).toEqual([null, 1, 0, 1])
    expect(before).toEqual([null, null, null, null])
    expect(await counts()).toEqual([null, 1, 6, 7])
    expect(live.state(ORGANIZATION, 3)).toMatchObject({ isKnown: true, health: 'healthy' })
  })
})

describe('changes', () => {
  test('of one turn are told together, each space once, as it is in the end', async () => {
    const { live, send } = await open()
    const told: LiveBatch[] = []
    live.subscribe(ORGANIZATION, (batch) => told.push(batch))

    await Promise.all([1, 2, 3, 4, 5].map((value) => send(count(3, 2, NOON + value - 5, value))))
    await live.settled()

    expect(
      told.flatMap(({ spaces }) => [...spaces].map(([key, { count: people }]) => [key, people])),
    ).toEqual([
      [2, 5],
      [FLOOR, 5],
    ])
  })

  test('are told to every listener, whatever another one does', async () => {
    const { live, send, errors } = await open()
    const told: number[] = []
    live.subscribe(ORGANIZATION, () => {
      throw new Error('broken')
    })
    const unsubscribe = live.subscribe(ORGANIZATION, ({ sequence }) => told.push(sequence))

    await send(count(3, 2, NOON, 1))
    await live.settled()
    unsubscribe()
    await send(count(3, 2, NOON, 2), count(3, 2, NOON - 1, 2))
    await live.settled()

    expect(told).toHaveLength(1)
    expect(errors).toHaveLength(1)
  })
})

test('what cannot be read is reported, keeps nothing else from being right, and is tried again', async () => {
  const store = openMemoryStore().readings
  let isBroken = false
  const log: ReadingLog = Object.assign(Object.create(store), {
    onTouched: store.onTouched.bind(store),
    append: store.append.bind(store),
    position: store.position.bind(store),
    read: store.read.bind(store),
    head: (subject: number) =>
      isBroken && subject === sensorSubject(1) ? Promise.reject(new Error('damaged')) : store.head(subject),
  })
  const { live, send, counts, errors } = await open({ log })
  isBroken = true
  await send(count(1, 1, NOON, 3), count(3, 2, NOON, 4))
  const broken = await counts()

  isBroken = false
  for (let waited = 0; waited < 50 && live.state(ORGANIZATION, 1).count === null; waited++)
    await new Promise((resolve) => setTimeout(resolve, 100))

  expect(broken).toEqual([null, 4, null, 4])
  expect(errors).not.toEqual([])
  expect(await counts()).toEqual([3, 4, null, 7])
})

test('ten thousand spaces are known from the start', async () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => index + 100)
  const setUp = portfolioOf(
    [bareSpace(1, null, 'campus', { timeZone: 'UTC' }), ...keys.map((key) => bareSpace(key, 1, 'space'))],
    keys.map((key) => bareSensor({ key, type: 'oa', heartbeatMs: MINUTE_MS, coverage: [over(key)] })),
  )
  const log = openMemoryStore().readings
  await log.append(
    1,
    keys.map((key) => ({ reading: count(key, key, NOON, 1), replace: false })),
  )

  const { live } = await open({ log, setUp })

  expect(live.state(ORGANIZATION, 1)).toMatchObject({ count: 10_000, health: 'healthy' })
})
