import type { InjectOptions } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.close())

const call = async (method: InjectOptions['method'], url: string, payload?: object, token?: string) => {
  const options = { method, url: `/api${url}`, ...(payload === undefined ? {} : { payload }) }
  const response = await server.request(options as InjectOptions, token)
  return { status: response.statusCode, body: response.body === '' ? null : response.json() }
}
const post = (url: string, payload: object, token?: string) => call('POST', url, payload, token)
const building = async (fields: object = {}) =>
  (await post('/spaces', { name: 'HQ', space_type: 'building', time_zone: 'Asia/Tokyo', ...fields })).body

describe('spaces', () => {
  test('answer in the shape of Density with parent_id and location_id', async () => {
    const parent = await building()
    const { status, body } = await post('/spaces', {
      name: ' Room ',
      space_type: 'space',
      parent_id: parent.id,
      capacity: 6,
      daily_reset: '04:30',
      function: 'meeting_room',
      labels: ['Quiet'],
      location_id: 77,
      size_area: 21.5,
      unknown_field: true,
    })

    expect(status).toBe(201)
    expect(body).toEqual({
      id: expect.stringMatching(/^spc_/),
      name: 'Room',
      space_type: 'space',
      address: null,
      binary_occupancy: false,
      capacity: 6,
      children: [],
      children_ids: [],
      cost_per_sqft: null,
      counting_mode: null,
      daily_reset: '04:30',
      function: 'meeting_room',
      go_live_date_utc: null,
      iwms_id: null,
      labels: [{ id: expect.stringMatching(/^lbl_/), name: 'Quiet' }],
      size_area: 21.5,
      status: 'live',
      time_zone: 'Asia/Tokyo',
      parent_id: parent.id,
      location_id: 77,
      min_count: null,
    })
    expect((await call('GET', `/spaces/${body.id}`)).body).toEqual(body)
    const list = (await call('GET', '/spaces')).body
    expect(list.map((space: { id: string }) => space.id)).toEqual([parent.id, body.id])
    expect(list[0].children_ids).toEqual([body.id])
  })

  test.each([
    ['name', {}],
    ['space_type', { name: 'A', space_type: 'room' }],
    ['time_zone', { name: 'A', space_type: 'campus' }],
    ['capacity', { name: 'A', space_type: 'campus', time_zone: 'UTC', capacity: '5' }],
    ['capacity', { name: 'A', space_type: 'campus', time_zone: 'UTC', capacity: -5 }],
  ])('a wrong %s is 400 and named', async (field, payload) => {
    const { status, body } = await post('/spaces', payload)

    expect(status).toBe(400)
    expect(body.detail).toContain(field)
  })

  test('404 for a parent that is not there, 409 for an id that is taken', async () => {
    await building({ id: 'spc_1' })
    const space = { name: 'A', space_type: 'space' }

    expect((await post('/spaces', { ...space, parent_id: 'spc_0' })).status).toBe(404)
    expect((await post('/spaces', { ...space, parent_id: 'spc_1', id: 'spc_1' })).status).toBe(409)
    expect((await call('GET', '/spaces/spc_0')).status).toBe(404)
    expect((await call('PATCH', '/spaces/spc_0', { name: 'B' })).status).toBe(404)
    expect((await call('DELETE', '/spaces/spc_0')).status).toBe(404)
  })

  test('are changed by what the body names, and deleted', async () => {
    const { id } = await building({ capacity: 5 })

    expect((await call('PATCH', `/spaces/${id}`, { name: 'B' })).body).toMatchObject({
      name: 'B',
      capacity: 5,
    })
    expect((await call('PATCH', `/spaces/${id}`, { capacity: null })).body).toMatchObject({ capacity: null })
    expect(await call('DELETE', `/spaces/${id}`)).toEqual({ status: 204, body: null })
    expect((await call('GET', `/spaces/${id}`)).status).toBe(404)
  })

  test('with something in them are deleted with cascade only', async () => {
    const { id } = await building()
    const room = (await post('/spaces', { name: 'A', space_type: 'space', parent_id: id })).body

    expect((await call('DELETE', `/spaces/${id}`)).status).toBe(409)
    expect((await call('DELETE', `/spaces/${id}?cascade=perhaps`)).status).toBe(400)
    expect((await call('DELETE', `/spaces/${id}?cascade=true`)).status).toBe(204)
    expect((await call('GET', `/spaces/${room.id}`)).status).toBe(404)
  })

  test('with readings are deleted with cascade only', async () => {
    const { id } = await building()
    await post('/sensors', { serial_number: 'S1', sensor_type: 'oa', space_id: id })
    await post('/readings', [{ type: 'count', sensor: 'S1', at: '2024-01-01T00:00:00Z', count: 1 }])

    expect((await call('DELETE', `/spaces/${id}`)).status).toBe(409)
    expect((await call('DELETE', `/spaces/${id}?cascade=true`)).status).toBe(204)
    expect((await call('GET', '/sensors/S1')).body).toMatchObject({ space_ids: [] })
  })
})

describe('sensors, doorways and displays', () => {
  test('a sensor over a space, in the shape of Density with its links', async () => {
    const hq = await building()
    const floor = (await post('/spaces', { name: 'F', space_type: 'floor', parent_id: hq.id })).body
    const room = (await post('/spaces', { name: 'R', space_type: 'space', parent_id: floor.id })).body
    const created = await post('/sensors', {
      serial_number: 'S1',
      sensor_type: 'oa',
      space_ids: [room.id],
      hardware_type: 's5',
      heartbeat_seconds: 30,
    })

    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({
      serial_number: 'S1',
      sensor_type: 'oa',
      hardware_type: 's5',
      location: { building_ids: [hq.id], floor_ids: [floor.id], space_ids: [room.id] },
      network_addresses: [],
      space_ids: [room.id],
      doorway_id: null,
      heartbeat_seconds: 30,
    })
    expect((await call('GET', '/sensors')).body).toEqual([created.body])
    expect((await call('GET', `/spaces/${room.id}`)).body.counting_mode).toBe('oa')
    expect((await post('/sensors', { serial_number: 'S1', sensor_type: 'oa' })).status).toBe(409)
    const changed = await call('PATCH', '/sensors/S1', { heartbeat_seconds: null, space_ids: [floor.id] })
    expect(changed.body).toMatchObject({
      heartbeat_seconds: null,
      space_ids: [floor.id],
      hardware_type: 's5',
    })
    expect((await call('DELETE', '/sensors/S1')).status).toBe(204)
    expect((await call('GET', '/sensors/S1')).status).toBe(404)
  })

  test('a doorway and its sensor, linked from either side', async () => {
    const { id } = await building()
    await post('/sensors', { serial_number: 'E1', sensor_type: 'entry' })
    const spaces = [{ id, sensor_placement: -1 }]
    const one = await post('/doorways', { name: 'Front', sensor_serial_number: 'E1', spaces })
    const two = await post('/doorways', { name: 'Back', spaces })
    const sensor = await post('/sensors', {
      serial_number: 'E2',
      sensor_type: 'entry',
      doorway_id: two.body.id,
    })

    expect([one.status, two.status, sensor.status]).toEqual([201, 201, 201])
    expect(one.body).toMatchObject({
      id: expect.stringMatching(/^drw_/),
      sensor_serial_number: 'E1',
      deleted_at: null,
      spaces: [{ id, name: 'HQ', sensor_placement: -1 }],
    })
    expect((await call('GET', `/doorways/${two.body.id}`)).body.sensor_serial_number).toBe('E2')
    expect((await call('GET', '/sensors/E1')).body.doorway_id).toBe(one.body.id)
    expect((await post('/doorways', { name: 'Third', sensor_serial_number: 'E2', spaces })).status).toBe(409)
    expect((await call('PATCH', `/doorways/${one.body.id}`, { name: 'Main' })).body.name).toBe('Main')
    expect((await call('DELETE', `/doorways/${one.body.id}`)).status).toBe(204)
    const list = (await call('GET', '/doorways')).body
    expect(list.map((doorway: { deleted_at: unknown }) => doorway.deleted_at === null)).toEqual([false, true])
  })

  test('links of the wrong kind are 400, to nothing 404', async () => {
    const { id } = await building()
    const sensor = { serial_number: 'S', sensor_type: 'entry' }
    const spaces = [{ id, sensor_placement: 1 }]

    expect((await post('/sensors', { ...sensor, space_id: id })).status).toBe(400)
    expect((await post('/sensors', { ...sensor, doorway_id: 'drw_0' })).status).toBe(404)
    expect((await post('/sensors', { ...sensor, sensor_type: 'oa', space_ids: ['spc_0'] })).status).toBe(404)
    expect(
      (await post('/sensors', { ...sensor, sensor_type: 'oa', space_id: id, space_ids: [id] })).status,
    ).toBe(400)
    expect((await post('/doorways', { name: 'D', spaces: [] })).status).toBe(400)
    expect((await post('/doorways', { name: 'D', spaces, sensor_serial_number: 'X' })).status).toBe(404)
  })

  test('a display for a floor', async () => {
    const { id: hq } = await building()
    const floor = (await post('/spaces', { name: 'F', space_type: 'floor', parent_id: hq })).body
    const { status, body } = await post('/displays', { name: 'Lobby', floor_id: floor.id })

    expect(status).toBe(201)
    expect(body).toMatchObject({ id: expect.stringMatching(/^dsp_/), name: 'Lobby', floor_id: floor.id })
    expect((await call('GET', '/displays')).body).toEqual([body])
    expect((await post('/displays', { name: 'Lobby', floor_id: hq })).status).toBe(400)
    expect((await post('/displays', { name: 'Lobby', floor_id: 'spc_0' })).status).toBe(404)
  })
})

describe('who may', () => {
  const token = async (fields: object) => (await post('/tokens', { name: 'T', ...fields })).body.token

  test('set-up needs the scope admin', async () => {
    for (const scope of ['read', 'write', 'ingest']) {
      const limited = await token({ scopes: [scope] })
      expect((await post('/spaces', {}, limited)).status).toBe(403)
      expect((await call('GET', '/sensors', undefined, limited)).status).toBe(403)
    }
    expect((await post('/spaces', {}, 'tok_unknown')).status).toBe(401)
  })

  test('an admin of some spaces sees and changes those, and nothing else', async () => {
    const [mine, other] = [await building(), await building()]
    await post('/sensors', { serial_number: 'S1', sensor_type: 'oa', space_id: mine.id })
    await post('/sensors', { serial_number: 'S2', sensor_type: 'oa', space_id: other.id })
    const limited = await token({ scopes: ['admin'], space_ids: [mine.id] })
    const ids = async (url: string, key: string) =>
      (await call('GET', url, undefined, limited)).body.map((row: Record<string, string>) => row[key])
    const room = { name: 'R', space_type: 'space' }

    expect(await ids('/spaces', 'id')).toEqual([mine.id])
    expect(await ids('/sensors', 'serial_number')).toEqual(['S1'])
    expect((await post('/spaces', { ...room, parent_id: mine.id }, limited)).status).toBe(201)
    expect((await post('/spaces', { ...room, parent_id: other.id }, limited)).status).toBe(404)
    expect((await post('/spaces', { ...room, time_zone: 'UTC' }, limited)).status).toBe(403)
    expect((await call('PATCH', `/spaces/${other.id}`, { name: 'X' }, limited)).status).toBe(404)
    expect((await call('PATCH', '/sensors/S2', { heartbeat_seconds: 1 }, limited)).status).toBe(404)
    expect((await call('DELETE', `/spaces/${other.id}`, undefined, limited)).status).toBe(404)
  })

  test('nothing of one organization is there for another', async () => {
    const { id } = await building()
    await post('/sensors', { serial_number: 'S1', sensor_type: 'oa', space_id: id })
    const other = (await post('/organizations', { name: 'Other' })).body.token

    expect((await call('GET', '/spaces', undefined, other)).body).toEqual([])
    expect((await call('GET', `/spaces/${id}`, undefined, other)).status).toBe(404)
    expect((await call('GET', '/sensors/S1', undefined, other)).status).toBe(404)
    expect(
      (await post('/sensors', { serial_number: 'S2', sensor_type: 'oa', space_id: id }, other)).status,
    ).toBe(404)
    expect((await post('/sensors', { serial_number: 'S1', sensor_type: 'oa' }, other)).status).toBe(201)
  })
})

test('what was changed is in the audit trail', async () => {
  const { id } = await building()
  await call('PATCH', `/spaces/${id}`, { capacity: 9 })

  const { data } = (await call('GET', '/audit?limit=2')).body
  expect(data).toMatchObject([
    { action: 'space.update', target: id, before: { capacity: null }, after: { capacity: 9 } },
    { action: 'space.create', target: id, before: null },
  ])
})

test('the published document describes the operations', async () => {
  const { body } = await call('GET', '/openapi.json')
  const operations = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )

  for (const path of ['spaces', 'sensors', 'doorways', 'displays']) {
    expect(operations).toContain(`post /api/${path}`)
    expect(operations).toContain(`get /api/${path}`)
  }
  expect(operations).toContain('delete /api/spaces/{id}')
  expect(Object.keys(body.components.schemas)).toEqual(
    expect.arrayContaining([
      'Space',
      'Sensor',
      'Doorway',
      'Display',
      'ReadingInput',
      'CountInput',
      'IngestResult',
    ]),
  )
  const readings = body.paths['/api/readings'].post
  expect(Object.keys(readings.requestBody.content)).toEqual(
    expect.arrayContaining(['application/json', 'application/x-ndjson']),
  )
  expect(JSON.stringify(readings.requestBody)).toContain('#/components/schemas/Reading')
})

describe('an administrator who is limited to some spaces', () => {
  test('cannot find out by trial which names are taken elsewhere', async () => {
    const [own, hidden] = [await building(), await building({ name: 'Hidden', location_id: 77 })]
    const floor = await post('/spaces', { name: 'F', space_type: 'floor', parent_id: own.id })
    await post('/sensors', { serial_number: 'HIDDEN', sensor_type: 'oa', space_ids: [hidden.id] })
    const sides = [{ id: own.id, sensor_placement: 1 }]
    const hiddenSides = [{ id: hidden.id, sensor_placement: 1 }]
    await post('/doorways', { id: 'drw_hidden', name: 'D', spaces: hiddenSides })
    const token = (await post('/tokens', { name: 'l', scopes: ['admin'], space_ids: [own.id] })).body.token
    const inside = { name: 'X', space_type: 'space', parent_id: own.id }

    for (const [url, payload] of [
      ['/sensors', { serial_number: 'HIDDEN', sensor_type: 'oa', space_ids: [own.id] }],
      ['/sensors', { serial_number: 'FREE', sensor_type: 'oa', space_ids: [own.id] }],
      ['/spaces', { ...inside, id: hidden.id }],
      ['/spaces', { ...inside, id: 'spc_free' }],
      ['/spaces', { ...inside, location_id: 77 }],
      ['/spaces', { ...inside, location_id: 78 }],
      ['/doorways', { id: 'drw_hidden', name: 'D', spaces: sides }],
      ['/doorways', { id: 'drw_free', name: 'D', spaces: sides }],
      ['/displays', { id: 'dsp_free', name: 'D', floor_id: floor.body.id }],
    ] as const) {
      expect([payload, (await post(url, payload, token)).status]).toEqual([payload, 403])
    }
    expect((await post('/spaces', inside, token)).status).toBe(201)
    expect((await post('/doorways', { name: 'D', spaces: sides }, token)).status).toBe(201)
    expect((await post('/displays', { name: 'D', floor_id: floor.body.id }, token)).status).toBe(201)
  })
})
