import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSite, type Site, type Wire } from './site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite('2025-07-23T10:40:00Z')
  await site.space('spc_1')
})
afterEach(() => site.close())

const send = (mapping: string, payload: unknown, query = '', token?: string) =>
  site.request({ method: 'POST', url: `/api/ingest/${mapping}${query}`, payload: payload as Wire }, token)
const letters = async () => (await site.request({ url: '/api/dead-letters' })).json().data
const replay = async (id: string) =>
  (await site.request({ method: 'POST', url: `/api/dead-letters/${id}/replay` })).json()
const zone = (serial: string, at: string, people: unknown) => ({
  deviceId: serial,
  sensorType: 'peopleCount',
  intValue: people,
  timestamp: at,
})
const at = '2025-07-23T10:36:31Z'
const addSensor = (serial: string) => site.sensor(serial, { sensor_type: 'oa', space_id: 'spc_1' })

test('what a device says is live at once, and the same again is a duplicate', async () => {
  await addSensor('D-1')

  expect((await send('auto', zone('D-1', at, 4))).json()).toEqual({
    mapping: 'microsoft-graph',
    accepted: 1,
    duplicates: 0,
    rejected: [],
    seq: expect.any(Number),
    dead_letter: null,
    reason: null,
  })
  expect((await send('microsoft-graph', zone('D-1', at, 4))).json()).toMatchObject({
    accepted: 0,
    duplicates: 1,
  })
  const current = await site.density('occupancy/current')
  expect(JSON.stringify(current.json())).toContain('"count":4')
  expect(await letters()).toEqual([])
})

test('an unknown device is a dead letter that can be replayed once its sensor is there', async () => {
  const { dead_letter: id, rejected } = (await send('auto', zone('D-2', at, 3))).json()

  expect(rejected).toMatchObject([{ index: 0, code: 'unknown_sensor' }])
  expect(await letters()).toMatchObject([
    { id, kind: 'readings', mapping: 'microsoft-graph', reason: expect.stringContaining('D-2') },
  ])
  expect(await replay(id)).toMatchObject({ accepted: 0, dead_letter: id })

  await addSensor('D-2')
  expect(await replay(id)).toMatchObject({ accepted: 1, dead_letter: null })
  expect(await letters()).toEqual([])
})

test('every answer carries the position that what was accepted is in', async () => {
  await addSensor('D-1')
  const seqOf = async (mapping: string, payload: unknown, query = '') =>
    (await send(mapping, payload, query)).json().seq
  const first = await seqOf('auto', zone('D-1', at, 4))

  expect(await seqOf('auto', zone('D-1', '2025-07-23T10:37:31Z', 5))).toBe(first + 1)
  expect(await seqOf('auto', zone('D-1', at, 4))).toBe(first + 1)
  expect(await seqOf('auto', { hello: 'world' })).toBe(first + 1)
  expect(await seqOf('auto', {}, '?event=join')).toBe(first + 1)
})

test('the same message at another time is another dead letter', async () => {
  const first = (await send('auto', { button: 'pressed' })).json().dead_letter
  site.setNow('2025-07-23T10:41:00Z')
  const second = (await send('auto', { button: 'pressed' })).json().dead_letter

  expect(second).not.toBe(first)
  expect(await replay(first)).toMatchObject({ dead_letter: first })
  expect(await letters()).toMatchObject([
    { id: second, at: '2025-07-23T10:41:00Z' },
    { id: first, at: '2025-07-23T10:40:00Z' },
  ])
})

test('a good reading beside a bad one goes in', async () => {
  await addSensor('CarPark/a')
  const bay = (bayType: string) => ({ bayType, bayCount: 9, free: 7, occupied: 2 })
  const result = (await send('auto', { id: 'CarPark', bays: [bay('a'), bay('b')] })).json()

  expect(result).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'unknown_sensor' }] })
  const letter = (await site.request({ url: `/api/dead-letters/${result.dead_letter}` })).json()
  expect(letter.payload).toMatchObject([{ sensor: 'CarPark/b', count: 2 }])
})

test.each<[string, unknown, RegExp]>([
  ['that no mapping fits', { hello: 'world' }, /No mapping fits/],
  ['that is a list of nothing', [], /No mapping fits/],
])(
  'a message %s is a dead letter with its reason, which can be discarded',
  async (_what, payload, reason) => {
    const { dead_letter: id, reason: told } = (await send('auto', payload)).json()

    expect(told).toMatch(reason)
    expect((await site.request({ url: `/api/dead-letters/${id}` })).json()).toMatchObject({
      kind: 'message',
      payload,
    })
    expect((await site.request({ method: 'DELETE', url: `/api/dead-letters/${id}` })).statusCode).toBe(204)
    expect((await site.request({ url: `/api/dead-letters/${id}` })).statusCode).toBe(404)
  },
)

test.each<[string, string, unknown, string]>([
  ['a number as text', at, '4', 'invalid'],
  ['a clock decades off', '1970-01-01T00:00:09Z', 4, 'implausible_time'],
  ['a clock in the future', '2031-01-01T00:00:00Z', 4, 'in_the_future'],
])('%s is rejected with its reason, and kept', async (_what, time, people, code) => {
  await addSensor('D-3')

  expect((await send('auto', zone('D-3', time, people))).json()).toMatchObject({
    accepted: 0,
    rejected: [{ code }],
    dead_letter: expect.any(String),
  })
})

test('a mapping that is not there, a huge body and broken JSON are refused', async () => {
  expect((await send('nowhere', {})).statusCode).toBe(404)
  expect((await send('auto', { huge: 'x'.repeat(10 * 1024 * 1024) })).statusCode).toBe(413)
  const broken = {
    method: 'POST',
    url: '/api/ingest/auto',
    payload: '{',
    headers: { 'content-type': 'application/json' },
  }
  expect((await site.request(broken as Parameters<typeof site.request>[0])).statusCode).toBe(400)
})

test('the token may be the password of basic authentication, here and nowhere else', async () => {
  await addSensor('D-4')
  const token = await site.token({ scopes: ['ingest'] })
  const authorization = `Basic ${Buffer.from(`ttn:${token}`).toString('base64')}`
  const call = (url: string, password = authorization) =>
    site.app.inject({
      method: 'POST',
      url,
      payload: zone('D-4', at, 1),
      headers: { authorization: password },
    })

  expect((await call('/api/ingest/auto')).json()).toMatchObject({ accepted: 1 })
  expect((await call('/api/readings')).statusCode).toBe(401)
  expect(
    (await call('/api/ingest/auto', `Basic ${Buffer.from('ttn:tok_x').toString('base64')}`)).statusCode,
  ).toBe(401)
})

test('events of ChirpStack other than uplinks say nothing about people', async () => {
  expect((await send('auto', { deviceInfo: { devEui: 'x' } }, '?event=join')).json()).toMatchObject({
    mapping: null,
    dead_letter: null,
  })
})

test('a token that is limited to some spaces sees no dead letters', async () => {
  const token = await site.token({ scopes: ['admin'], space_ids: ['spc_1'] })

  expect((await site.request({ url: '/api/dead-letters' }, token)).statusCode).toBe(403)
})

test('a preview says what a message would become and of whom it is, and keeps nothing', async () => {
  await addSensor('D-1')
  const preview = async (mapping: string, payload: unknown, query = '') =>
    (await send(`${mapping}/preview`, payload, query)).json()

  expect(await preview('auto', zone('D-1', at, 4))).toMatchObject({
    mapping: 'microsoft-graph',
    readings: [{ type: 'count', sensor: 'D-1', count: 4 }],
    sensors: [{ serial_number: 'D-1', is_set_up: true, sensor_type: 'oa' }],
    reason: null,
  })
  expect(await preview('auto', zone('D-2', at, 4))).toMatchObject({
    sensors: [{ serial_number: 'D-2', is_set_up: false }],
  })
  expect(await preview('auto', { weather: 'fine' })).toMatchObject({
    mapping: null,
    readings: [],
    reason: expect.stringContaining('No mapping fits'),
  })
  const camera = { ts: Date.parse(at), counts: { person: 3 } }
  expect(await preview('auto', camera, '?topic=/merakimv/Q2XX/0')).toMatchObject({
    mapping: 'meraki-mv',
    sensors: [{ serial_number: 'Q2XX/zone0', is_set_up: false }],
  })
  expect((await send('no-such/preview', {})).statusCode).toBe(404)

  expect(await letters()).toEqual([])
  const current = await site.density('occupancy/current')
  expect(JSON.stringify(current.json())).toContain('"count":null')
})

test('a limited token is not told that a sensor elsewhere is set up', async () => {
  await addSensor('D-1')
  await site.space('spc_2')
  const token = await site.token({ scopes: ['ingest'], space_ids: ['spc_2'] })
  const answer = (await send('auto/preview', zone('D-1', at, 4), '', token)).json()
  expect(answer.sensors).toEqual([{ serial_number: 'D-1', is_set_up: false, sensor_type: 'oa' }])
})
