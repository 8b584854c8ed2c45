import { beforeEach, describe, expect, test } from 'vitest'
import { sensorSubject } from '../../src/domain/portfolio/subject.ts'
import { NO_SEQ, ReadingKind } from '../../src/domain/reading/reading.ts'
import type { NewSensor } from '../../src/portfolio/sensor-changes.ts'
import { NOW, type OpenPortfolios, openPortfolios } from './open-portfolios.ts'

let open: OpenPortfolios
beforeEach(async () => {
  open = await openPortfolios()
})

const create = (input: Partial<NewSensor>) =>
  open.portfolios.createSensor(open.author, { serialNumber: 'S1', type: 'oa', ...input })

async function say(serialNumber: string): Promise<void> {
  const sensor = (await open.current()).sensorBySerial(serialNumber)
  const subject = sensorSubject(sensor?.key ?? 0)
  const reading = {
    subject,
    at: NOW,
    kind: ReadingKind.heartbeat,
    space: 0,
    seq: NO_SEQ,
    value: 0,
    capped: false,
  }
  await open.store.readings.append(1, [{ reading, replace: false }])
}

describe('sensors', () => {
  test('cover their spaces from the beginning of time', async () => {
    const room = await open.room()
    const sensor = await create({ spaceIds: [room.id, room.id], heartbeatSeconds: 60 })

    expect(sensor.coverage).toEqual([{ space: room.key, from: -Infinity, until: Infinity }])
    expect(sensor.heartbeatMs).toBe(60_000)
  })

  test.each<[string, string, Partial<NewSensor>]>([
    ['invalid', 'serial_number', { serialNumber: ' ' }],
    ['invalid', 'sensor_type', { type: 'radar' }],
    ['invalid', 'hardware_type', { hardwareType: 'x9' }],
    ['invalid', 'heartbeat_seconds', { heartbeatSeconds: 0 }],
    ['invalid', 'space_ids', { type: 'entry', spaceIds: ['spc_1'] }],
    ['invalid', 'doorway_id', { type: 'waffle', doorwayId: 'drw_1' }],
    ['not_found', 'spc_1', { spaceIds: ['spc_1'] }],
    ['not_found', 'drw_1', { type: 'entry', doorwayId: 'drw_1' }],
  ])('are refused as %s, naming %s', async (kind, named, input) => {
    await expect(create(input)).rejects.toMatchObject({ kind, message: expect.stringContaining(named) })
  })

  test('have serial numbers of their own within an organization', async () => {
    await create({})

    await expect(create({ type: 'entry' })).rejects.toMatchObject({ code: 'serial_number_taken' })
    const other = { organization: await open.store.portfolios.reserveKeys(1), actor: 'x' }
    await expect(
      open.portfolios.createSensor(other, { serialNumber: 'S1', type: 'oa' }),
    ).resolves.toMatchObject({ serialNumber: 'S1' })
  })

  test('that have said nothing are moved as if they had always been there', async () => {
    const [from, to] = [await open.room('From'), await open.room('To')]
    await create({ spaceIds: [from.id] })

    const moved = await open.portfolios.updateSensor(open.author, 'S1', { spaceIds: [to.id] })

    expect(moved.coverage).toEqual([{ space: to.key, from: -Infinity, until: Infinity }])
  })

  test('leave what they saw with the spaces that they saw', async () => {
    const [from, to] = [await open.room('From'), await open.room('To')]
    await create({ spaceIds: [from.id] })
    await say('S1')
    open.now = NOW + 5_000

    await open.portfolios.updateSensor(open.author, 'S1', { spaceIds: [to.id] })
    open.now = NOW + 9_000
    const back = await open.portfolios.updateSensor(open.author, 'S1', { spaceIds: [from.id, to.id] })

    expect(back.coverage).toEqual([
      { space: from.key, from: -Infinity, until: NOW + 5_000 },
      { space: to.key, from: NOW + 5_000, until: Infinity },
      { space: from.key, from: NOW + 9_000, until: Infinity },
    ])
    expect(back.updatedAt).toBe(NOW + 9_000)
  })

  test('are deleted with their readings only when told so', async () => {
    const { key } = await create({})
    await say('S1')

    await expect(open.portfolios.deleteSensor(open.author, 'S1', false)).rejects.toMatchObject({
      code: 'has_readings',
    })
    await open.portfolios.deleteSensor(open.author, 'S1', true)

    expect((await open.current()).sensors).toEqual([])
    expect(await open.store.readings.count(sensorSubject(key))).toBe(0)
  })
})

describe('doorways', () => {
  const doorway = async (name: string, sensorSerialNumber?: string) => {
    const { id: spaceId } = await open.room(`Behind ${name}`)
    const sides = [{ spaceId, placement: 1 }]
    return open.portfolios.createDoorway(open.author, { name, sides, sensorSerialNumber })
  }

  test('are linked to a sensor from either side', async () => {
    await create({ serialNumber: 'E1', type: 'entry' })
    const one = await doorway('One', 'E1')
    const two = await doorway('Two')
    await create({ serialNumber: 'E2', type: 'entry', doorwayId: two.id })

    const portfolio = await open.current()
    expect(portfolio.doorwayOf(portfolio.sensorBySerial('E1')?.key ?? 0)?.id).toBe(one.id)
    expect(portfolio.doorwayOf(portfolio.sensorBySerial('E2')?.key ?? 0)?.id).toBe(two.id)
  })

  test('have one sensor, and a sensor one doorway', async () => {
    await create({ serialNumber: 'E1', type: 'entry' })
    const one = await doorway('One', 'E1')

    await expect(doorway('Two', 'E1')).rejects.toMatchObject({ code: 'sensor_taken' })
    await expect(create({ serialNumber: 'E2', type: 'entry', doorwayId: one.id })).rejects.toMatchObject({
      code: 'doorway_taken',
    })
  })

  test('let go of a sensor when it moves to another one, or goes', async () => {
    await create({ serialNumber: 'E1', type: 'entry' })
    const [one, two] = [await doorway('One', 'E1'), await doorway('Two')]

    await open.portfolios.updateSensor(open.author, 'E1', { doorwayId: two.id })
    expect((await open.current()).doorwayById(one.id)?.sensors).toEqual([])
    await open.portfolios.deleteSensor(open.author, 'E1', false)

    expect((await open.current()).doorwayById(two.id)?.sensors).toEqual([])
  })

  test('are refused without spaces, with one twice, with a strange placement, and with an area sensor', async () => {
    const { id: spaceId } = await open.room()
    await create({})
    const make = (sides: { spaceId: string; placement: number }[], sensorSerialNumber?: string) =>
      open.portfolios.createDoorway(open.author, { name: 'D', sides, sensorSerialNumber })
    const side = { spaceId, placement: 1 }

    await expect(make([])).rejects.toMatchObject({ code: 'invalid_spaces' })
    await expect(make([side, { spaceId, placement: -1 }])).rejects.toMatchObject({ code: 'invalid_spaces' })
    await expect(make([{ spaceId, placement: 2 }])).rejects.toMatchObject({
      code: 'invalid_sensor_placement',
    })
    await expect(make([side], 'S1')).rejects.toMatchObject({ code: 'invalid_sensor_serial_number' })
    await expect(make([side], 'S9')).rejects.toMatchObject({ kind: 'not_found' })
    await expect(make([{ spaceId: 'spc_9', placement: 1 }])).rejects.toMatchObject({ kind: 'not_found' })
    expect((await open.current()).doorways).toEqual([])
  })

  test('stay listed once deleted, and free their sensor', async () => {
    await create({ serialNumber: 'E1', type: 'entry' })
    const one = await doorway('One', 'E1')

    await open.portfolios.deleteDoorway(open.author, one.id, false)

    const portfolio = await open.current()
    expect(portfolio.doorwayById(one.id)).toBeNull()
    expect(portfolio.doorways).toMatchObject([{ id: one.id, deletedAt: NOW, sensors: [] }])
    await expect(doorway('Two', 'E1')).resolves.toMatchObject({ name: 'Two' })
  })
})

describe('displays', () => {
  test('show floors and nothing else', async () => {
    const building = await open.building()
    const floor = await open.portfolios.createSpace(open.author, {
      name: 'F',
      type: 'floor',
      parentId: building.id,
    })
    const create = (floorId: string) => open.portfolios.createDisplay(open.author, { name: 'Lobby', floorId })

    const display = await create(floor.id)

    expect(display).toMatchObject({ id: expect.stringMatching(/^dsp_/), floor: floor.key })
    await expect(create(building.id)).rejects.toMatchObject({ code: 'invalid_floor_id' })
    await expect(create('spc_0')).rejects.toMatchObject({ kind: 'not_found' })
    expect(await open.portfolios.listDisplays(open.author.organization)).toEqual([display])
  })
})
