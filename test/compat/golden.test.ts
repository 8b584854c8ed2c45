import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { count, crossing, health, openSite, type Site } from '../api/site.ts'
import { PublishedDocument } from './document.ts'

let site: Site
const documents = new Map<string, PublishedDocument>()
const at = (time: string) => `2024-07-03T${time}-04:00`

/** A floor with a room, a desk and a lobby, whose Wednesday is the same in every run. */
beforeAll(async () => {
  site = await openSite('2024-07-04T16:00:00Z')
  await site.space('spc_hq', { space_type: 'building', location_id: 1, capacity: 50, address: '1 Main St' })
  await site.space('spc_floor', { space_type: 'floor', parent_id: 'spc_hq', location_id: 2 })
  const inside = { parent_id: 'spc_floor' }
  await site.space('spc_room', { ...inside, location_id: 3, capacity: 4, function: 'meeting_room' })
  await site.space('spc_desk', { ...inside, location_id: 4 })
  await site.space('spc_lobby', { ...inside, location_id: 5, capacity: 20, status: 'planning' })
  await site.sensor('ROOM', { sensor_type: 'oa', space_id: 'spc_room' })
  await site.sensor('DESK', { sensor_type: 'waffle', space_id: 'spc_desk' })
  await site.sensor('DOOR', { sensor_type: 'entry' })
  const spaces = [{ id: 'spc_lobby', sensor_placement: 1 }]
  await site.doorway('drw_front', { sensor_serial_number: 'DOOR', spaces })
  await site.send([
    count('ROOM', at('09:00'), 2),
    count('ROOM', at('09:05'), 4),
    count('ROOM', at('09:10'), 5),
    count('ROOM', at('09:15:00.250'), 0),
    health('ROOM', at('20:00'), 'offline'),
    count('DESK', at('10:00'), 3),
    count('DESK', at('10:30'), 0),
    crossing('DOOR', at('08:00'), 1, { n: 2 }),
    crossing('DOOR', at('08:20'), 1),
    crossing('DOOR', at('08:30'), -1),
    crossing('DOOR', at('17:00'), -1, { n: 2 }),
  ])
  for (const prefix of ['/v3', '/v2']) documents.set(prefix, await PublishedDocument.of(site.app, prefix))
})
afterAll(() => site.close())

const documentOf = (prefix: string): PublishedDocument => {
  const document = documents.get(prefix)
  if (document === undefined) throw new Error(`No document of ${prefix}`)
  return document
}

interface Golden {
  readonly name: string
  readonly operationId: string
  readonly request: InjectOptions
}

const day = { start_date: '2024-07-03T00:00:00', end_date: '2024-07-03T23:59:59' }
const post = (name: string, payload: object): InjectOptions => ({
  method: 'POST',
  url: `/v3/analytics/${name}`,
  payload,
})
const hours = { days: [1, 2, 3, 4, 5], start_hour: 8, end_hour: 18 }
const density: readonly Golden[] = [
  { name: 'hello-world', operationId: 'getHelloWorld', request: { url: '/v3/hello-world' } },
  { name: 'spaces', operationId: 'listSpaces', request: { url: '/v3/spaces' } },
  { name: 'metrics', operationId: 'postMetrics', request: post('metrics', day) },
  {
    name: 'occupancy-hours',
    operationId: 'postOccupancy',
    request: post('occupancy', { ...day, time_resolution: 'hour', operating_hours: hours }),
  },
  {
    name: 'utilization-hour-of-day',
    operationId: 'postUtilization',
    request: post('utilization', { ...day, time_resolution: 'hour_of_day', space_ids: ['spc_room'] }),
  },
  {
    name: 'time-used',
    operationId: 'postTimeUsed',
    request: post('time-used', { ...day, space_ids: null, operating_hours: null, time_resolution: null }),
  },
  { name: 'sessions', operationId: 'postSessionsRaw', request: post('sessions/raw', day) },
  {
    name: 'data-status',
    operationId: 'postDataStatus',
    request: post('data-status', day),
  },
  {
    name: 'unknown-space',
    operationId: 'postMetrics',
    request: post('metrics', { ...day, space_ids: ['spc_nowhere'] }),
  },
  { name: 'no-range', operationId: 'postTimeUsed', request: post('time-used', {}) },
  {
    name: 'no-token',
    operationId: 'listSpaces',
    request: { url: '/v3/spaces', headers: { authorization: '' } },
  },
]

const range = 'start_date=2024-07-03&end_date=2024-07-04'
const occuspace: readonly Golden[] = [
  { name: 'locations', operationId: 'listLocations', request: { url: '/v2/locations' } },
  { name: 'locations-page', operationId: 'listLocations', request: { url: '/v2/locations?limit=2' } },
  { name: 'location', operationId: 'getLocation', request: { url: '/v2/locations/3' } },
  {
    name: 'occupancy',
    operationId: 'getOccupancy',
    request: { url: `/v2/locations/3/occupancy?${range}` },
  },
  {
    name: 'traffic-hourly',
    operationId: 'getTraffic',
    request: { url: `/v2/locations/5/traffic?${range}&interval=hourly&limit=12` },
  },
  {
    name: 'dwell-time',
    operationId: 'getDwellTime',
    request: { url: `/v2/locations/5/dwell_time?${range}&interval=weekly` },
  },
  {
    name: 'availability',
    operationId: 'getAvailability',
    request: {
      url: `/v2/locations/2/availability?${range}&start_hour_filter=9&end_hour_filter=17&days_filter=23456`,
    },
  },
  {
    name: 'unknown-location',
    operationId: 'getOccupancy',
    request: { url: `/v2/locations/99/occupancy?${range}` },
  },
  {
    name: 'wrong-interval',
    operationId: 'getDwellTime',
    request: { url: `/v2/locations/5/dwell_time?${range}&interval=hourly` },
  },
  {
    name: 'no-token',
    operationId: 'getLocation',
    request: { url: '/v2/locations/3', headers: { authorization: '' } },
  },
]

describe.each([
  ['density', '/v3', density],
  ['occuspace', '/v2', occuspace],
] as const)('the %s surface', (surface, prefix, goldens) => {
  test.each(goldens)('answers $name as it always has, and as its document says', async (golden) => {
    const response = await site.request(golden.request)

    expect(documentOf(prefix).problems(golden.operationId, response)).toEqual([])
    const isJson = String(response.headers['content-type']).includes('json')
    const body = isJson ? JSON.stringify(response.json(), null, 2) : response.body
    const text = `${body.replace(/"request_id": "[^"]+"/, '"request_id": "…"')}\n`
    await expect(text).toMatchFileSnapshot(`golden/${surface}/${golden.name}.golden`)
  })

  test('takes what its document says it takes', () => {
    const bodies = goldens.filter(({ name, request }) => request.payload !== undefined && name !== 'no-range')

    for (const { operationId, request } of bodies)
      expect(documentOf(prefix).requestProblems(operationId, request.payload)).toEqual([])
    if (prefix === '/v3') {
      const wrong = { ...day, time_resolution: 'fortnight' }
      expect(documentOf(prefix).requestProblems('postMetrics', wrong)).not.toEqual([])
      expect(documentOf(prefix).requestProblems('postMetrics', {})).not.toEqual([])
    }
  })
})

test('a response that its document does not tell of is noticed', async () => {
  const [location, occupancy] = [
    await site.request({ url: '/v2/locations/3' }),
    await site.request({ url: `/v2/locations/3/occupancy?${range}` }),
  ]

  expect(documentOf('/v2').problems('getLocation', location)).toEqual([])
  expect(documentOf('/v2').problems('listLocations', location)).not.toEqual([])
  expect(documentOf('/v2').problems('getTraffic', occupancy)).not.toEqual([])
})
