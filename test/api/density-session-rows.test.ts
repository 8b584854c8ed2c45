import { afterAll, beforeAll, expect, test } from 'vitest'
import { count, crossing, health, openSite, type Site, type Wire } from './site.ts'

/** Raw sessions as a client asks for them that joins single detections itself (density-v3.md §4). */
let site: Site

beforeAll(async () => {
  const environment = { HEADCOUNT_DENSITY_SESSIONS: 'detections' }
  site = await openSite('2024-12-01T00:00:00Z', { environment })
})
afterAll(() => site.close())

const day = { start_date: '2024-05-01T00:00:00', end_date: '2024-05-01T23:59:59' }
const at = (time: string) => `2024-05-01T${time}-04:00`
const heartbeat = (sensor: string, time: string): Wire => ({ type: 'heartbeat', sensor, at: at(time) })

async function rowsOf(id: string): Promise<readonly string[]> {
  const answer = await site.ask<Record<string, { readonly sessions: readonly Wire[] }>>('sessions/raw', {
    ...day,
    space_ids: [id],
  })
  return (answer[id]?.sessions ?? []).map(
    ({ start_time: start, end_time: end, session_type: type }) =>
      `${String(start).slice(11, -6)}-${String(end).slice(11, -6)} ${type}`,
  )
}

test('a stretch is a row for each span between the counts inside it, the equal ones too', async () => {
  await site.space('spc_room')
  await site.sensor('ROOM', { sensor_type: 'oa', space_id: 'spc_room' })
  await site.send([
    count('ROOM', at('09:00:00'), 1),
    count('ROOM', at('09:01:00'), 1),
    heartbeat('ROOM', '09:01:30'),
    count('ROOM', at('09:02:00'), 2),
    health('ROOM', at('09:02:30'), 'healthy'),
    count('ROOM', at('09:03:00'), 0),
    count('ROOM', at('11:00:00'), 1),
    count('ROOM', at('11:00:20'), 0),
  ])

  expect(await rowsOf('spc_room')).toEqual([
    '09:00:00-09:01:00 1',
    '09:01:00-09:02:00 1',
    '09:02:00-09:03:00 1',
    '11:00:00-11:00:20 1',
  ])
})

test('crossings of doorways are counts too, and a parent has those of all below it', async () => {
  await site.space('spc_floor', { space_type: 'floor' })
  await site.space('spc_lobby', { parent_id: 'spc_floor' })
  await site.space('spc_desk', { parent_id: 'spc_floor' })
  await site.sensor('DOOR', { sensor_type: 'entry' })
  const spaces = [{ id: 'spc_lobby', sensor_placement: 1 }]
  await site.doorway('drw_a', { sensor_serial_number: 'DOOR', spaces })
  await site.sensor('DESK', { sensor_type: 'waffle', space_id: 'spc_desk' })
  await site.send([
    crossing('DOOR', at('09:00:00'), 1),
    crossing('DOOR', at('09:10:00'), 1),
    crossing('DOOR', at('09:30:00'), -1, { n: 2 }),
    count('DESK', at('09:20:00'), 1),
    count('DESK', at('09:40:00'), 0),
  ])

  expect(await rowsOf('spc_lobby')).toEqual(['09:00:00-09:10:00 1', '09:10:00-09:30:00 1'])
  expect(await rowsOf('spc_desk')).toEqual(['09:20:00-09:40:00 1'])
  expect(await rowsOf('spc_floor')).toEqual([
    '09:00:00-09:10:00 1',
    '09:10:00-09:20:00 1',
    '09:20:00-09:30:00 1',
    '09:30:00-09:40:00 1',
  ])
})

test('a client that joins rows at most 90 s apart and drops single ones is left with the stretches', async () => {
  await site.space('spc_joined')
  await site.sensor('JOINED', { sensor_type: 'oa', space_id: 'spc_joined' })
  const minutes = Array.from({ length: 30 }, (_, minute) =>
    count('JOINED', Date.parse(at('14:00:00')) + minute * 60_000, minute < 29 ? 1 : 0),
  )
  await site.send([count('JOINED', at('08:00:00'), 1), count('JOINED', at('08:00:05'), 0), ...minutes])
  const answer = await site.ask<Record<string, { readonly sessions: readonly Wire[] }>>('sessions/raw', {
    ...day,
    space_ids: ['spc_joined'],
  })

  const groups: { start: number; end: number; rows: number }[] = []
  for (const { start_time, end_time } of answer['spc_joined']?.sessions ?? []) {
    const [start, end] = [Date.parse(String(start_time)), Date.parse(String(end_time))]
    const last = groups.at(-1)
    if (last !== undefined && start - last.end <= 90_000) Object.assign(last, { end, rows: last.rows + 1 })
    else groups.push({ start, end, rows: 1 })
  }

  expect(groups.filter(({ rows }) => rows > 1)).toEqual([
    { start: Date.parse(at('14:00:00')), end: Date.parse(at('14:29:00')), rows: 29 },
  ])
})
