import { beforeEach, describe, expect, test } from 'vitest'
import { expectedSensors } from '../../src/domain/occupancy/fold.ts'
import type { SpaceHistory } from '../../src/domain/occupancy/segment.ts'
import { countingOf } from '../../src/domain/portfolio/counting.ts'
import { doorwaySubject, sensorSubject } from '../../src/domain/portfolio/subject.ts'
import { NO_SEQ, ReadingKind } from '../../src/domain/reading/reading.ts'
import { HOUR_MS } from '../../src/domain/time/interval.ts'
import { NOW, type OpenPortfolios, openPortfolios } from './open-portfolios.ts'

let open: OpenPortfolios
let hall: string
beforeEach(async () => {
  open = await openPortfolios()
  hall = (await open.room('Hall')).id
  for (const serialNumber of ['E1', 'E2']) {
    await open.portfolios.createSensor(open.author, { serialNumber, type: 'entry' })
  }
})

const doorway = async (name: string, sensorSerialNumber?: string) =>
  (
    await open.portfolios.createDoorway(open.author, {
      name,
      sides: [{ spaceId: hall, placement: 1 }],
      sensorSerialNumber,
    })
  ).id

const put = (id: string, sensorSerialNumber: string | null) =>
  open.portfolios.updateDoorway(open.author, id, { sensorSerialNumber })

const move = (serialNumber: string, doorwayId: string | null) =>
  open.portfolios.updateSensor(open.author, serialNumber, { doorwayId })

async function keyOf(serialNumber: string): Promise<number> {
  return (await open.current()).sensorBySerial(serialNumber)?.key ?? 0
}

/** Somebody comes in, by what a sensor says, or a doorway where that is named. */
async function enter(who: string, at = open.now): Promise<void> {
  const portfolio = await open.current()
  const named = portfolio.doorwayById(who)
  const subject = named === null ? sensorSubject(await keyOf(who)) : doorwaySubject(named.key)
  const reading = { subject, at, kind: ReadingKind.crossing, space: 0, seq: NO_SEQ, value: 1, capped: false }
  await open.store.readings.append(1, [{ reading, replace: false }])
}

/** The spans of each sensor on a doorway, deleted or not, in hours from the start. */
async function linksOf(id: string) {
  const portfolio = await open.current()
  const sensors = portfolio.doorways.find((found) => found.id === id)?.sensors ?? []
  return sensors.map(({ sensor, from, until }) => [
    portfolio.sensor(sensor)?.serialNumber,
    (from - NOW) / HOUR_MS,
    (until - NOW) / HOUR_MS,
  ])
}

const advance = (hours: number) => {
  open.now = NOW + hours * HOUR_MS
}

/** All that is known of the hall up to an instant. */
async function history(until: number): Promise<SpaceHistory> {
  const portfolio = await open.current()
  const space = portfolio.spaceById(hall)
  const counting = space === null ? null : countingOf(portfolio, space)
  if (counting === null) throw new Error('Nothing counts the hall.')
  return open.histories.fold(counting, { start: NOW - HOUR_MS, end: until })
}

/** How many people came into the hall, hour by hour from an hour before the start. */
async function entrances(): Promise<readonly number[]> {
  const { flows } = await history(NOW + 10 * HOUR_MS)
  return flows.map(({ at }) => (at - NOW) / HOUR_MS)
}

describe('the first sensor of a doorway', () => {
  test('that nothing was read at has always been there', async () => {
    const door = await doorway('Door')
    await enter('E1', NOW - 1)

    await put(door, 'E1')

    expect(await linksOf(door)).toEqual([['E1', -Infinity, Infinity]])
  })

  test('begins when it is put there, once crossings were told by the doorway’s own id, and these stay', async () => {
    const door = await doorway('Door')
    await enter(door)
    advance(1)
    const before = await history(open.now)

    await put(door, 'E1')
    await enter('E1')

    expect(await linksOf(door)).toEqual([['E1', 1, Infinity]])
    expect(await history(open.now)).toEqual(before)
    expect(await entrances()).toEqual([0, 1])
  })

  test('put there from either side begins alike', async () => {
    const [one, two] = [await doorway('One'), await doorway('Two')]
    await enter(one)
    await enter(two)
    advance(2)

    await move('E1', one)
    await put(two, 'E2')

    expect(await linksOf(one)).toEqual([['E1', 2, Infinity]])
    expect(await linksOf(two)).toEqual([['E2', 2, Infinity]])
  })

  test('that was never heard may be taken for another, as if it had never been there', async () => {
    const door = await doorway('Door', 'E1')
    advance(1)

    await put(door, 'E2')

    expect(await linksOf(door)).toEqual([['E2', -Infinity, Infinity]])
  })

  test('that was never heard moves to another doorway as if it had always been there', async () => {
    const [one, two] = [await doorway('One', 'E1'), await doorway('Two')]
    advance(1)

    await move('E1', two)

    expect(await linksOf(one)).toEqual([])
    expect(await linksOf(two)).toEqual([['E1', -Infinity, Infinity]])
  })
})

describe('a sensor that was heard on its doorway', () => {
  test('is replaced from now on, and what it counted stays', async () => {
    const door = await doorway('Door', 'E1')
    await enter('E1')
    advance(1)
    const before = await history(open.now)

    await put(door, 'E2')
    await enter('E2')
    await enter('E1')

    expect(await linksOf(door)).toEqual([
      ['E1', -Infinity, 1],
      ['E2', 1, Infinity],
    ])
    expect(await history(open.now)).toEqual(before)
    expect(await entrances()).toEqual([0, 1])
  })

  test('leaves its crossings with its doorway when it moves, and takes new ones along', async () => {
    const other = (await open.room('Other')).id
    const one = await doorway('One', 'E1')
    const { id: two } = await open.portfolios.createDoorway(open.author, {
      name: 'Two',
      sides: [{ spaceId: other, placement: 1 }],
    })
    await enter('E1')
    advance(1)

    await move('E1', two)
    await enter('E1')

    expect(await linksOf(one)).toEqual([['E1', -Infinity, 1]])
    expect(await linksOf(two)).toEqual([['E1', 1, Infinity]])
    expect(await entrances()).toEqual([0])
  })

  test('taken off ends now, and put on again begins now', async () => {
    const door = await doorway('Door', 'E1')
    await enter('E1')
    advance(1)
    await put(door, null)
    await enter('E1')
    await enter(door, NOW + 1.5 * HOUR_MS)
    advance(2)
    await move('E1', door)

    expect(await linksOf(door)).toEqual([
      ['E1', -Infinity, 1],
      ['E1', 2, Infinity],
    ])
    expect(await entrances()).toEqual([0, 1.5])
    const portfolio = await open.current()
    const counting = countingOf(
      portfolio,
      portfolio.spaces.find(({ id }) => id === hall) ?? (await open.room()),
    )
    expect(counting === null ? [] : expectedSensors(counting)).toEqual([
      { subject: sensorSubject(await keyOf('E1')), from: -Infinity, until: NOW + HOUR_MS },
      { subject: sensorSubject(await keyOf('E1')), from: NOW + 2 * HOUR_MS, until: Infinity },
      {
        subject: doorwaySubject(portfolio.doorwayById(door)?.key ?? 0),
        from: NOW + HOUR_MS,
        until: NOW + 2 * HOUR_MS,
      },
    ])
  })

  test('taken off and put back in one instant was never away', async () => {
    const door = await doorway('Door', 'E1')
    await enter('E1')
    advance(1)

    await put(door, null)
    await put(door, 'E1')

    expect(await linksOf(door)).toEqual([['E1', -Infinity, Infinity]])
  })

  test('for no time at all leaves no trace', async () => {
    const door = await doorway('Door', 'E1')
    await enter('E1')
    advance(1)

    await put(door, 'E2')
    await put(door, null)

    expect(await linksOf(door)).toEqual([['E1', -Infinity, 1]])
  })

  test('never overlaps another when the clock is set back', async () => {
    const [one, two] = [await doorway('One', 'E1'), await doorway('Two')]
    await enter('E1')
    await enter(two)
    advance(2)
    await put(one, null)
    advance(1)

    await put(one, 'E2')
    await move('E1', two)

    expect(await linksOf(one)).toEqual([
      ['E1', -Infinity, 2],
      ['E2', 2, Infinity],
    ])
    expect(await linksOf(two)).toEqual([['E1', 2, Infinity]])
  })

  test('that is given again changes nothing', async () => {
    const door = await doorway('Door', 'E1')
    await enter('E1')
    advance(1)
    const before = await open.current()

    await put(door, 'E1')
    await move('E1', door)

    expect((await open.current()).doorways).toEqual(before.doorways)
  })

  test('takes its time on all doorways along when it is removed with its readings', async () => {
    const [one, two] = [await doorway('One', 'E1'), await doorway('Two', 'E2')]
    await enter('E1')
    await enter('E2')
    advance(1)
    await put(two, null)
    await move('E1', two)

    await open.portfolios.deleteSensor(open.author, 'E1', true)

    expect(await linksOf(one)).toEqual([])
    expect(await linksOf(two)).toEqual([['E2', -Infinity, 1]])
  })

  test('is in the audit trail with the time it was there', async () => {
    const door = await doorway('Door', 'E1')
    await enter('E1')
    advance(1)
    await put(door, 'E2')

    const [{ before, after } = { before: null, after: null }] = await open.store.access.audit(
      open.author.organization,
      1,
      null,
    )
    expect(JSON.parse(before ?? '')).toMatchObject({
      sensor: 'E1',
      sensors: [{ sensor: 'E1', from: null, until: null }],
    })
    expect(JSON.parse(after ?? '')).toMatchObject({
      sensor: 'E2',
      sensors: [
        { sensor: 'E1', from: null, until: NOW + HOUR_MS },
        { sensor: 'E2', from: NOW + HOUR_MS, until: null },
      ],
    })
  })
})

describe('a deleted doorway', () => {
  const remove = (id: string, cascade = false) => open.portfolios.deleteDoorway(open.author, id, cascade)

  test('leaves what it counted with its spaces, and frees its sensor from then on', async () => {
    const [one, two, bare] = [await doorway('One', 'E1'), await doorway('Two'), await doorway('Bare')]
    await enter('E1')
    await enter(bare, NOW + 1)
    advance(1)
    const before = await history(open.now)

    await remove(one)
    await remove(bare)
    await move('E1', two)

    expect(await history(open.now)).toEqual(before)
    expect(await linksOf(one)).toEqual([['E1', -Infinity, 1]])
    expect(await linksOf(two)).toEqual([['E1', 1, Infinity]])
    const { doorways, doorwayById } = await open.current().then((portfolio) => ({
      doorways: portfolio.doorways,
      doorwayById: (id: string) => portfolio.doorwayById(id),
    }))
    expect(doorwayById(one)).toBeNull()
    expect(doorways.find(({ id }) => id === one)).toMatchObject({ deletedAt: open.now, sides: [{}] })
  })

  test('at which nothing was read leaves its spaces as if it had never been', async () => {
    const door = await doorway('Door', 'E1')

    await remove(door)

    const portfolio = await open.current()
    const space = portfolio.spaceById(hall)
    expect(space === null ? space : portfolio.doorwaysOf(space.key)).toEqual([])
    expect(await linksOf(door)).toEqual([])
  })

  test('with cascade takes the crossings told by its own id along, and its spaces count none of it', async () => {
    const [door, other] = [await doorway('Door'), await doorway('Other')]
    await enter(door)
    await enter('E1', NOW + 2 * HOUR_MS)
    advance(1)
    await put(door, 'E1')
    advance(3)
    await enter(other)
    const key = (await open.current()).doorwayById(door)?.key ?? 0

    await remove(door, true)

    expect(await entrances()).toEqual([3])
    expect(await open.store.readings.count(doorwaySubject(key))).toBe(0)
    expect(await open.store.readings.count(sensorSubject(await keyOf('E1')))).toBe(1)
  })
})

test('a document that gives a doorway another sensor leaves its history as it was', async () => {
  const document = (first: string) => ({
    sensors: [
      { serialNumber: 'E1', type: 'entry' },
      { serialNumber: 'E2', type: 'entry' },
    ],
    doorways: [{ name: 'Door', sensorSerialNumber: first, sides: [{ spaceId: hall, placement: 1 }] }],
  })
  await open.portfolios.applyAll(open.author, document('E1'))
  await enter('E1')
  advance(1)
  const before = await history(open.now)

  const report = await open.portfolios.applyAll(open.author, document('E2'))

  expect(report.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'changed'])
  expect(await history(open.now)).toEqual(before)
  expect(await linksOf(report[2]?.id ?? '')).toEqual([
    ['E1', -Infinity, 1],
    ['E2', 1, Infinity],
  ])
})
