import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/interval.ts'
import { count, crossing, onlyRow, openSite, type Site, type Wire } from './site.ts'

let site: Site
const at = (time: string) => `2024-05-01T${time}-04:00`
/** Nine to ten in New York. */
const nine: Wire = { start_date: '2024-05-01T09:00:00', end_date: '2024-05-01T09:59:59' }

const NOTHING_COUNTS = 'spc_bare'
beforeAll(async () => {
  site = await openSite('2024-06-01T00:00:00Z')
  await site.space('spc_hq', { space_type: 'building', capacity: 100 })
  await site.space('spc_floor', { space_type: 'floor', parent_id: 'spc_hq', capacity: 10 })
  const room = (id: string, fields: Wire = {}) => site.space(id, { parent_id: 'spc_floor', ...fields })
  await room('spc_room', { capacity: 4 })
  await room('spc_desk', { capacity: 0 })
  await room('spc_lobby')
  await room('spc_mixed')
  await room(NOTHING_COUNTS)
  await site.sensor('ROOM', { sensor_type: 'oa', space_id: 'spc_room' })
  await site.sensor('DESK', { sensor_type: 'waffle', space_id: 'spc_desk' })
  await site.sensor('MIX-OA', { sensor_type: 'oa', space_id: 'spc_mixed' })
  await site.sensor('MIX-WAFFLE', { sensor_type: 'waffle', space_id: 'spc_mixed' })
  await site.sensor('DOOR', { sensor_type: 'entry' })
  const spaces = [{ id: 'spc_lobby', sensor_placement: 1 }]
  await site.doorway('drw_front', { sensor_serial_number: 'DOOR', spaces })
  await site.send([
    count('ROOM', at('09:00'), 2),
    count('ROOM', at('09:05'), 4),
    count('ROOM', at('09:10'), 5),
    count('ROOM', at('09:15'), 0),
    count('DESK', at('09:00'), 1),
    count('DESK', at('09:10'), 3),
    count('DESK', at('09:20'), 0),
    crossing('DOOR', at('08:59'), 1, { n: 2 }),
    crossing('DOOR', at('09:30'), 1),
    crossing('DOOR', at('09:40'), -1, { n: 5 }),
    count('MIX-OA', at('09:00'), 2),
    count('MIX-WAFFLE', at('09:00'), 1),
  ])
})
afterAll(() => site.close())

const row = async (operation: string, id: string, more: Wire = {}) =>
  onlyRow(await site.ask(operation, { ...nine, space_ids: [id], ...more }), id)

const fields = {
  occupancy: ['occupancy_avg', 'occupancy_max', 'occupancy_min'],
  doors: ['entrances', 'exits'],
  time_used: ['time_used_raw', 'time_used_percentage'],
  utilization: ['utilization_avg', 'utilization_max'],
  capped: ['is_capped', 'capped_count_limit'],
  all: ['up_time'],
}

describe('a row', () => {
  test.each([
    ['occupancy', [...fields.occupancy, ...fields.capped]],
    ['time-used', fields.time_used],
    ['utilization', [...fields.utilization, ...fields.capped]],
    ['metrics', [...fields.occupancy, ...fields.time_used, ...fields.utilization, ...fields.capped]],
  ])('of %s has exactly its fields, and crossings only with a doorway', async (operation, expected) => {
    const doors = expected.includes('occupancy_avg') ? fields.doors : []

    const [room, lobby] = [await row(operation, 'spc_room'), await row(operation, 'spc_lobby')]

    expect(Object.keys(room).toSorted()).toEqual([...expected, ...fields.all].toSorted())
    expect(Object.keys(lobby).toSorted()).toEqual([...expected, ...doors, ...fields.all].toSorted())
  })

  test.each([
    [['time_used'], fields.time_used],
    [['occupancy'], [...fields.occupancy, ...fields.capped]],
    [
      ['utilization', 'utilization'],
      [...fields.utilization, ...fields.capped],
    ],
    [
      ['utilization', 'time_used'],
      [...fields.time_used, ...fields.utilization, ...fields.capped],
    ],
  ])('of metrics %j has the fields of these', async (metrics, expected) => {
    const room = await row('metrics', 'spc_room', { metrics })

    expect(Object.keys(room).toSorted()).toEqual([...expected, ...fields.all].toSorted())
  })

  test.each([[[]], [null]])('of metrics %j has the fields of all', async (metrics) => {
    expect(await row('metrics', 'spc_room', { metrics })).toEqual(await row('metrics', 'spc_room'))
  })

  test.each([[['dwell']], ['occupancy'], [[null]]])(
    'of metrics %j is refused, naming the field',
    async (metrics) => {
      const response = await site.density('metrics', { ...nine, metrics })

      expect(response.statusCode).toBe(400)
      expect(response.json().message).toMatch(/^`metrics/)
    },
  )

  test('says of 2, 4 and 5 people for five minutes each that they are 11/3', async () => {
    const rows = await site.ask('metrics', {
      start_date: '2024-05-01T09:00:00',
      end_date: '2024-05-01T09:14:59',
      space_ids: ['spc_room'],
    })

    expect(rows).toEqual({
      spc_room: {
        '2024-05-01T13:00:00Z': {
          occupancy_avg: 11 / 3,
          occupancy_max: 5,
          occupancy_min: 2,
          time_used_raw: 15 * MINUTE_MS,
          time_used_percentage: 1,
          utilization_avg: 11 / 3 / 4,
          utilization_max: 1.25,
          is_capped: false,
          capped_count_limit: null,
          up_time: 1,
        },
      },
    })
  })

  test('counts a peak that was carried in from before', async () => {
    const half = { start_date: '2024-05-01T09:12:00', end_date: '2024-05-01T09:29:59' }

    expect(await row('occupancy', 'spc_room', half)).toMatchObject({ occupancy_max: 5, occupancy_min: 0 })
  })

  test('of an Entry space has crossings that clamping does not touch', async () => {
    expect(await row('metrics', 'spc_lobby')).toMatchObject({
      occupancy_avg: (2 * 30 + 3 * 10) / 60,
      occupancy_max: 3,
      occupancy_min: 0,
      entrances: 1,
      exits: 5,
      time_used_raw: 40 * MINUTE_MS,
      time_used_percentage: 40 / 60,
      utilization_avg: null,
      utilization_max: null,
      is_capped: false,
      capped_count_limit: null,
    })
  })

  test('of a Waffle says when its ceiling was reached', async () => {
    const before = { end_date: '2024-05-01T09:09:59' }

    expect(await row('occupancy', 'spc_desk')).toMatchObject({ is_capped: true, capped_count_limit: 3 })
    expect(await row('utilization', 'spc_desk', before)).toMatchObject({
      is_capped: false,
      capped_count_limit: 3,
    })
  })

  test('of a space with both kinds of sensor has their sum and no limit', async () => {
    expect(await row('occupancy', 'spc_mixed')).toMatchObject({ occupancy_max: 3, capped_count_limit: null })
  })

  test('with capacity 0 has utilization 0, observed or not', async () => {
    const seen = await row('utilization', 'spc_desk')
    const unseen = await row('utilization', 'spc_desk', {
      start_date: '2024-05-01T08:00:00',
      end_date: '2024-05-01T08:59:59',
    })

    expect(seen).toMatchObject({ utilization_avg: 0, utilization_max: 0 })
    expect(unseen).toMatchObject({ utilization_avg: 0, utilization_max: 0 })
  })

  test('of time before the first reading is unknown, not zero', async () => {
    const before = { start_date: '2024-05-01T08:00:00', end_date: '2024-05-01T08:59:59' }

    expect(await row('metrics', 'spc_room', before)).toEqual({
      occupancy_avg: null,
      occupancy_max: null,
      occupancy_min: null,
      time_used_raw: 0,
      time_used_percentage: 0,
      utilization_avg: null,
      utilization_max: null,
      is_capped: false,
      capped_count_limit: null,
      up_time: 0,
    })
  })

  test('half of which was unobserved averages the other half', async () => {
    const half = { start_date: '2024-05-01T08:50:00', end_date: '2024-05-01T09:04:59' }

    expect(await row('metrics', 'spc_room', half)).toMatchObject({
      occupancy_avg: 2,
      time_used_raw: 5 * MINUTE_MS,
      time_used_percentage: 1 / 3,
      up_time: 1 / 3,
    })
  })
})

describe('a parent', () => {
  test('has the sum of its children: its peak is the peak of the sum', async () => {
    const floor = await row('metrics', 'spc_floor')

    expect(floor).toMatchObject({
      occupancy_max: 5 + 3 + 2 + 3,
      time_used_raw: HOUR_MS,
      utilization_max: 1.3,
      is_capped: false,
      capped_count_limit: null,
    })
    expect(floor).not.toHaveProperty('entrances')
    expect(await row('metrics', 'spc_hq')).toEqual({
      ...floor,
      utilization_avg: Number(floor['occupancy_avg']) / 100,
      utilization_max: 0.13,
    })
  })

  test('asked for stands for itself and all below it that counts', async () => {
    const rows = await site.ask('occupancy', { ...nine, space_ids: ['spc_hq'] })

    expect(Object.keys(rows).toSorted()).toEqual(
      ['spc_desk', 'spc_floor', 'spc_hq', 'spc_lobby', 'spc_mixed', 'spc_room'].toSorted(),
    )
  })

  test.each([[undefined], [[]], [null]])(
    'is among all spaces that count when space_ids is %j',
    async (space_ids) => {
      const rows = await site.ask('occupancy', { ...nine, space_ids })

      expect(Object.keys(rows)).toHaveLength(6)
      expect(rows).not.toHaveProperty(NOTHING_COUNTS)
    },
  )
})

describe('space_ids', () => {
  test('that are repeated, or inside each other, are answered once', async () => {
    const ids = ['spc_room', 'spc_floor', 'spc_room', 'spc_hq']

    const response = await site.density('occupancy', { ...nine, space_ids: ids })

    expect(response.body.match(/"spc_room":/g)).toHaveLength(1)
    expect(Object.keys(response.json())).toHaveLength(6)
  })

  test('of a space that does not count leave it out', async () => {
    expect(await site.ask('occupancy', { ...nine, space_ids: [NOTHING_COUNTS] })).toEqual({})
    expect(await site.ask('sessions/raw', { ...nine, space_ids: [NOTHING_COUNTS] })).toEqual({})
  })

  test.each(['occupancy', 'time-used', 'utilization', 'metrics', 'sessions/raw'])(
    'with an unknown one are 404 for %s',
    async (operation) => {
      const response = await site.density(operation, { ...nine, space_ids: ['spc_room', 'spc_nowhere'] })

      expect(response.statusCode).toBe(404)
      expect(response.json()).toEqual({ code: 404, message: expect.stringContaining('spc_nowhere') })
    },
  )

  test('may be a thousand, but not one more', async () => {
    const ids = (length: number) => ({ ...nine, space_ids: Array(length).fill('spc_room') })

    const [most, more] = [
      await site.density('time-used', ids(1_000)),
      await site.density('time-used', ids(1_001)),
    ]

    expect([most.statusCode, more.statusCode]).toEqual([200, 400])
    expect(more.json().message).toBe('`space_ids` must name at most 1,000 spaces.')
  })

  test.each(['spc_room', { id: 'spc_room' }, [1]])('of the form %j are refused', async (space_ids) => {
    const response = await site.density('metrics', { ...nine, space_ids })

    expect(response.statusCode).toBe(400)
    expect(response.json().message).toMatch(/^`space_ids/)
  })
})

test('a large answer is streamed and is one JSON object', async () => {
  const response = await site.density('metrics', {
    start_date: '2024-05-01T00:00:00',
    end_date: '2024-05-01T23:59:59',
    time_resolution: 'minute',
    space_ids: ['spc_hq'],
  })

  const rows: Record<string, object> = response.json()
  expect(response.headers['content-length']).toBeUndefined()
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(Object.keys(rows)).toHaveLength(6)
  expect(Object.values(rows).map((space) => Object.keys(space).length)).toEqual(Array(6).fill(1_440))
})
