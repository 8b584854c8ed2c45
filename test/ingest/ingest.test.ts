import { beforeEach, describe, expect, test } from 'vitest'
import { overloaded } from '../../src/domain/errors.ts'
import { doorwaySubject, sensorSubject, spaceSubject } from '../../src/domain/portfolio/subject.ts'
import { NO_SEQ, ReadingKind } from '../../src/domain/reading/reading.ts'
import type { Sender } from '../../src/ingest/ingest.ts'
import { NOW } from '../portfolio/open-portfolios.ts'
import { countOf, type OpenIngest, openIngest } from './open-ingest.ts'

let open: OpenIngest
beforeEach(async () => {
  open = await openIngest()
})

const AT = Date.UTC(2024, 4, 14, 8)
const crossing = (fields: object) => ({ type: 'crossing', at: AT, direction: 1, ...fields })

describe('what is taken', () => {
  test('a reading of every kind, resolved to what it is about', async () => {
    const [first, second] = open.rooms
    const result = await open.send(
      countOf(),
      countOf({ sensor: 'A2', space_id: second, capped: true, seq: 7 }),
      countOf({ sensor: 'W1', count: 3 }),
      crossing({ sensor: 'E0', n: 4, direction: -1 }),
      crossing({ doorway_id: open.doorways.bare }),
      { type: 'heartbeat', sensor: 'A1', at: AT + 1 },
      { type: 'health', sensor: 'A1', at: AT + 2, status: 'offline' },
      { type: 'reset', space_id: first, at: '2024-05-14T10:00:00+02:00', count: 12 },
    )

    expect(result).toEqual({ accepted: 8, duplicates: 0, rejected: [], seq: expect.any(Number) })
    const portfolio = await open.current()
    const sensor = (serial: string) => sensorSubject(portfolio.sensorBySerial(serial)?.key ?? 0)
    const space = (id: string) => portfolio.spaceById(id)?.key ?? 0
    const plain = { at: AT, space: 0, seq: NO_SEQ, capped: false }
    const { count, heartbeat, health, reset } = ReadingKind
    expect(await open.kept()).toEqual([
      { ...plain, subject: sensor('A1'), kind: count, space: space(first), value: 2 },
      { ...plain, subject: sensor('A1'), kind: heartbeat, at: AT + 1, value: 0 },
      { ...plain, subject: sensor('A1'), kind: health, at: AT + 2, value: 3 },
      { ...plain, subject: sensor('A2'), kind: count, space: space(second), seq: 7, value: 2, capped: true },
      { ...plain, subject: sensor('W1'), kind: count, space: space(first), value: 3, capped: true },
      { ...plain, subject: sensor('E0'), kind: ReadingKind.crossing, value: -4 },
      {
        ...plain,
        subject: doorwaySubject(portfolio.doorwayById(open.doorways.bare)?.key ?? 0),
        kind: ReadingKind.crossing,
        value: 1,
      },
      { ...plain, subject: spaceSubject(space(first)), kind: reset, value: 12 },
    ])
  })

  test('up to five minutes in the future, and nothing beyond', async () => {
    const result = await open.send(countOf({ at: NOW + 300_000 }), countOf({ at: NOW + 300_001 }))

    expect(result).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'in_the_future' }] })
  })
})

describe('the time of a reading', () => {
  test('is not one of a clock that was never set, whatever the kind of reading', async () => {
    const earliest = Date.UTC(2000, 0, 2)
    const result = await open.send(
      countOf({ at: 0 }),
      countOf({ at: '2000-01-01T12:00:00Z' }),
      countOf({ at: earliest - 1 }),
      countOf({ at: earliest }),
    )

    expect(result.accepted).toBe(1)
    expect(result.rejected.map(({ index, code }) => [index, code])).toEqual([
      [0, 'implausible_time'],
      [1, 'implausible_time'],
      [2, 'implausible_time'],
    ])
    expect(result.rejected[0]?.message).toContain('before 2000-01-02T00:00:00Z')
  })
})

describe('identity', () => {
  test('the same reading again is a duplicate, however it is written', async () => {
    const [first] = open.rooms
    await open.send(countOf())

    const again = await open.send(
      countOf({ at: AT }),
      countOf({ at: '2024-05-14T08:00:00.000Z' }),
      countOf({ at: '2024-05-14T13:30:00+05:30', space_id: first, capped: false, seq: null }),
    )

    expect(again).toEqual({ accepted: 0, duplicates: 3, rejected: [], seq: expect.any(Number) })
  })

  test('a crossing by doorway is one of its sensor', async () => {
    await open.send(crossing({ doorway_id: open.doorways.withSensor }))

    expect(await open.send(crossing({ sensor: 'E1' }))).toMatchObject({ duplicates: 1 })
    expect(await open.send(crossing({ sensor: 'E1', doorway_id: open.doorways.withSensor }))).toMatchObject({
      duplicates: 1,
    })
    expect(await open.send(crossing({ sensor: 'E1', direction: -1 }))).toMatchObject({ accepted: 1 })
  })

  test('another content is a conflict, told at its index, unless it is to replace', async () => {
    await open.send(countOf())

    const result = await open.send({ type: 'x' }, countOf({ count: 3 }), 7, countOf({ seq: 1 }))
    expect(result.accepted).toBe(1)
    expect(result.rejected.map(({ index, code }) => [index, code])).toEqual([
      [0, 'invalid'],
      [1, 'conflict'],
      [2, 'invalid'],
    ])
    expect(await open.send(countOf({ count: 3, replace: true }))).toMatchObject({ accepted: 1 })
    expect((await open.kept()).map(({ value }) => value)).toEqual([3, 2])
  })

  test('a count from before a sensor was moved is about the space it saw then', async () => {
    const [first, second] = open.rooms
    await open.send(countOf())
    await open.portfolios.updateSensor(open.author, 'A1', { spaceIds: [second] })
    open.now = NOW + 60_000

    expect(await open.send(countOf())).toMatchObject({ duplicates: 1 })
    expect(await open.send(countOf({ at: NOW }), countOf({ at: NOW - 1, space_id: first }))).toMatchObject({
      accepted: 2,
    })
    expect(await open.send(countOf({ at: NOW, space_id: first }))).toMatchObject({
      rejected: [{ code: 'space_not_covered' }],
    })
    const portfolio = await open.current()
    const spaces = (await open.kept()).map(({ space }) => portfolio.space(space)?.id)
    expect(spaces).toEqual([first, first, second])
  })
})

describe('a bad reading is rejected by itself', () => {
  test.each<[string, string, unknown]>([
    ['invalid', 'object', 'count'],
    ['invalid', 'object', [countOf()]],
    ['invalid', 'object', null],
    ['invalid', 'type', { ...countOf(), type: 'temperature' }],
    ['invalid', 'sensor', { ...countOf(), sensor: undefined }],
    ['invalid', 'sensor', { ...countOf(), sensor: 12 }],
    ['invalid', 'at', countOf({ at: '2024-05-14T08:00:00' })],
    ['invalid', 'at', countOf({ at: '2024-05-14' })],
    ['invalid', 'at', countOf({ at: '2024-02-30T08:00:00Z' })],
    ['invalid', 'at', countOf({ at: -1 })],
    ['invalid', 'at', countOf({ at: 1.5 })],
    ['invalid', 'at', { ...countOf(), at: null }],
    ['invalid', 'count', countOf({ count: -1 })],
    ['invalid', 'count', countOf({ count: 0.5 })],
    ['invalid', 'count', { ...countOf(), count: '2' }],
    ['invalid', 'capped', { ...countOf(), capped: 'yes' }],
    ['invalid', 'replace', { ...countOf(), replace: 1 }],
    ['invalid', 'seq', countOf({ seq: 1.5 })],
    ['invalid', 'direction', crossing({ sensor: 'E1', direction: 2 })],
    ['invalid', 'n must', crossing({ sensor: 'E1', n: 0 })],
    ['invalid', 'doorway_id', crossing({})],
    ['invalid', 'status', { type: 'health', sensor: 'A1', at: AT, status: 'fine' }],
    ['unknown_sensor', 'X9', countOf({ sensor: 'X9' })],
    ['unknown_sensor', 'X9', { type: 'heartbeat', sensor: 'X9', at: AT }],
    ['unknown_space', 'spc_9', countOf({ space_id: 'spc_9' })],
    ['unknown_space', 'spc_9', { type: 'reset', space_id: 'spc_9', at: AT, count: 0 }],
    ['unknown_doorway', 'drw_9', crossing({ doorway_id: 'drw_9' })],
    ['wrong_sensor_type', 'E1', countOf({ sensor: 'E1' })],
    ['wrong_sensor_type', 'A1', crossing({ sensor: 'A1' })],
    ['space_needed', 'space_id', countOf({ sensor: 'A2' })],
    ['space_not_covered', 'A0', countOf({ sensor: 'A0' })],
    ['count_too_high', 'at most 3', countOf({ sensor: 'W1', count: 4 })],
  ])('%s: %s', async (code, named, reading) => {
    const result = await open.send(countOf(), reading, countOf({ seq: 1 }))

    expect(result).toEqual({
      accepted: 2,
      duplicates: 0,
      rejected: [{ index: 1, code, message: expect.stringContaining(named) }],
      seq: expect.any(Number),
    })
  })

  test('a reset of a space without doorways, and a crossing at a doorway that the sensor is not on', async () => {
    const [, second] = open.rooms
    const result = await open.send(
      { type: 'reset', space_id: second, at: AT, count: 0 },
      crossing({ sensor: 'E0', doorway_id: open.doorways.withSensor }),
      countOf({ space_id: second }),
    )

    expect(result.rejected.map(({ code }) => code)).toEqual([
      'no_doorways',
      'sensor_not_on_doorway',
      'space_not_covered',
    ])
  })
})

test('what is of another organization, or out of the sender’s sight, is unknown', async () => {
  const other = { organization: await open.store.portfolios.reserveKeys(1), actor: 'x', spaces: null }
  const second = (await open.current()).spaceById(open.rooms[1])
  const limited = { ...open.sender, spaces: [second?.key ?? 0] }
  const readings = [countOf(), countOf({ sensor: 'A2', space_id: open.rooms[1] }), crossing({ sensor: 'E1' })]
  const codes = async (sender: Sender) =>
    (await open.ingest.accept(sender, readings)).rejected.map(({ index, code }) => [index, code])

  expect(await codes(other)).toEqual([0, 1, 2].map((index) => [index, 'unknown_sensor']))
  expect(await codes(limited)).toEqual([0, 2].map((index) => [index, 'unknown_sensor']))
})

describe('a crossing at a doorway', () => {
  const put = (sensorSerialNumber: string | null, id = open.doorways.withSensor) =>
    open.portfolios.updateDoorway(open.author, id, { sensorSerialNumber })
  const subjects = async () => {
    const portfolio = await open.current()
    const keyOf = (serial: string) => sensorSubject(portfolio.sensorBySerial(serial)?.key ?? 0)
    const names = new Map([
      [keyOf('E0'), 'E0'],
      [keyOf('E1'), 'E1'],
      [doorwaySubject(portfolio.doorwayById(open.doorways.withSensor)?.key ?? 0), 'doorway'],
    ])
    return (await open.kept())
      .toSorted((a, b) => a.at - b.at)
      .map(({ subject, at }) => [names.get(subject), at - NOW])
  }

  test('is of the sensor that was there at its own time, else of the doorway', async () => {
    const doorway_id = open.doorways.withSensor
    await open.send(crossing({ doorway_id, at: NOW - 2 }))
    await put(null)
    open.now = NOW + 1_000
    await put('E0')

    const result = await open.send(
      crossing({ doorway_id, at: NOW - 1 }),
      crossing({ doorway_id, at: NOW }),
      crossing({ doorway_id, at: NOW + 999 }),
      crossing({ doorway_id, at: NOW + 1_000 }),
      crossing({ doorway_id, sensor: 'E1', at: NOW - 1 }),
      crossing({ doorway_id, sensor: 'E1', at: NOW }),
      crossing({ doorway_id, sensor: 'E0', at: NOW + 999 }),
    )

    expect(await subjects()).toEqual([
      ['E1', -2],
      ['E1', -1],
      ['doorway', 0],
      ['doorway', 999],
      ['E0', 1_000],
    ])
    expect(result).toMatchObject({ accepted: 4, duplicates: 1 })
    expect(result.rejected.map(({ index, code }) => [index, code])).toEqual([
      [5, 'sensor_not_on_doorway'],
      [6, 'sensor_not_on_doorway'],
    ])
  })

  test('that was deleted is unknown, but its space may still be reset for the time before', async () => {
    const [first] = open.rooms
    const { withSensor, bare } = open.doorways
    for (const doorway_id of [withSensor, bare]) await open.send(crossing({ doorway_id }))
    for (const id of [withSensor, bare]) await open.portfolios.deleteDoorway(open.author, id, false)

    const result = await open.send(
      crossing({ doorway_id: bare }),
      { type: 'reset', space_id: first, at: NOW - 1, count: 3 },
      { type: 'reset', space_id: first, at: NOW, count: 3 },
    )

    expect(result.accepted).toBe(1)
    expect(result.rejected.map(({ index, code }) => [index, code])).toEqual([
      [0, 'unknown_doorway'],
      [2, 'no_doorways'],
    ])
  })
})

test('an overloaded log takes nothing of the batch', async () => {
  const full = await openIngest({
    append: () => Promise.reject(overloaded('The queue is full.')),
    position: () => 0,
  })

  await expect(full.send(countOf(), { type: 'x' })).rejects.toMatchObject({ kind: 'overloaded' })
})

test('sensors that are on no doorway yet are heard, and count once linked', async () => {
  await open.send(crossing({ sensor: 'E0' }))

  expect((await open.kept()).map(({ value }) => value)).toEqual([1])
})
