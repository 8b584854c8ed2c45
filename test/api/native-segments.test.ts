import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Segment, Segments } from '../../src/client/analytics-wire.ts'
import { DAY_MS, HOUR_MS } from '../../src/domain/time/interval.ts'
import { type AnalyticsSite, BARE, counting, NOW, openAnalyticsSite } from './analytics-site.ts'
import { count, crossing, onlyRow, type Wire } from './site.ts'
import { OWNER } from './test-server.ts'

let site: AnalyticsSite

beforeAll(async () => {
  site = await openAnalyticsSite()
})
afterAll(() => site.close())

const at = Date.parse
const ask = (id: string, start_date: string, end_date: string) =>
  site.client.segments(id, { start_date, end_date })
const refuse = (id: string, query: Record<string, string>, token = OWNER) =>
  site.request({ url: `/api/spaces/${id}/segments`, query }, token)
const day = { start_date: '2024-11-01T00:00:00', end_date: '2024-11-01T23:59:59' }

function tileFrom(segments: readonly Segment[], start: string, end: string): void {
  expect([segments[0]?.start, segments.at(-1)?.end]).toEqual([start, end])
  for (const [index, segment] of segments.slice(1).entries()) {
    const before = segments[index]
    expect(before?.end).toBe(segment.start)
    expect([before?.count, before?.is_capped]).not.toEqual([segment.count, segment.is_capped])
  }
}

function folded({ segments }: Segments) {
  const known = segments.flatMap(({ start, end, count: people }) =>
    people === null ? [] : [{ people, ms: at(end) - at(start) }],
  )
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const counts = known.map(({ people }) => people)
  return {
    occupancy_avg: sum(known.map(({ people, ms }) => people * ms)) / sum(known.map(({ ms }) => ms)),
    occupancy_max: Math.max(...counts),
    occupancy_min: Math.min(...counts),
    time_used_raw: sum(known.map(({ people, ms }) => (people > 0 ? ms : 0))),
    is_capped: segments.some(({ is_capped }) => is_capped),
  }
}

describe('segments', () => {
  test('are what readings tell, to the millisecond, and unknown before the first', async () => {
    await site.space('spc_exact', { capacity: 5 })
    await site.sensor('EXACT', { sensor_type: 'waffle', space_id: 'spc_exact' })
    await site.send([
      count('EXACT', '2024-11-01T13:00:00.250Z', 1),
      count('EXACT', '2024-11-01T13:10:00Z', 3),
      count('EXACT', '2024-11-01T13:20:00Z', 3),
      count('EXACT', '2024-11-01T13:30:00Z', 0),
    ])

    expect(await ask('spc_exact', '2024-11-01T09:00:00', '2024-11-01T09:44:59')).toEqual({
      space_id: 'spc_exact',
      time_zone: 'America/New_York',
      start: '2024-11-01T13:00:00Z',
      end: '2024-11-01T13:45:00Z',
      segments: [
        { start: '2024-11-01T13:00:00Z', end: '2024-11-01T13:00:00.250Z', count: null, is_capped: false },
        { start: '2024-11-01T13:00:00.250Z', end: '2024-11-01T13:10:00Z', count: 1, is_capped: false },
        { start: '2024-11-01T13:10:00Z', end: '2024-11-01T13:30:00Z', count: 3, is_capped: true },
        { start: '2024-11-01T13:30:00Z', end: '2024-11-01T13:45:00Z', count: 0, is_capped: false },
      ],
      capacities: [{ start: '2024-11-01T13:00:00Z', capacity: 5 }],
    })
  })

  test('are unknown, not zero, while the sensor is offline', async () => {
    await site.space('spc_gap')
    await site.sensor('GAP', { sensor_type: 'oa', space_id: 'spc_gap', heartbeat_seconds: 60 })
    await site.send([count('GAP', '2024-11-01T13:00:00Z', 4), count('GAP', '2024-11-01T13:30:00Z', 2)])
    const { segments } = await ask('spc_gap', '2024-11-01T09:00:00', '2024-11-01T09:30:00')

    expect(segments.map(({ start, count: people }) => [start, people])).toEqual([
      ['2024-11-01T13:00:00Z', 4],
      ['2024-11-01T13:03:00Z', null],
      ['2024-11-01T13:30:00Z', 2],
    ])
  })

  test.each(counting)('of %s tile the range and fold to what Density says of it', async (id) => {
    for (const [start_date, end_date, start, end] of [
      ['2024-11-01T07:13:00Z', '2024-11-04T21:59:59Z', '2024-11-01T07:13:00Z', '2024-11-04T22:00:00Z'],
      ['2024-10-20T00:00:00Z', '2024-11-19T23:59:59Z', '2024-10-20T00:00:00Z', NOW],
    ] as const) {
      const answer = await ask(id, start_date, end_date)
      const rows = await site.ask('metrics', { start_date, end_date, space_ids: [id] })
      const { [id]: own } = rows
      const { occupancy_avg, ...others } = folded(answer)

      tileFrom(answer.segments, start, end)
      expect(onlyRow({ [id]: own ?? {} }, id)).toMatchObject({
        ...(id === 'spc_hq' ? { ...others, is_capped: false } : others),
        occupancy_avg: expect.closeTo(occupancy_avg, 9),
      })
    }
  })

  test.each(counting)('of %s end with the count that is there now', async (id) => {
    const { segments } = await ask(id, '2024-11-08T00:00:00', '2024-11-08T23:59:59')
    const now = (await site.client.density.currentOccupancy([id]))[id]
    const last = segments.at(-1)

    expect(last?.end).toBe(NOW)
    // What is unknown now keeps its last value on the live surfaces, and says that nobody is listening.
    if (now?.space_health_status === 'offline') expect(last?.count).toBeNull()
    else expect(last).toMatchObject({ count: now?.count, is_capped: now?.is_capped })
  })

  test('of a large space are those of a small one, however its days are read', async () => {
    await site.space('spc_many', { space_type: 'building' })
    const spaces = Array.from({ length: 20 }, (_, index) => index)
    for (const index of spaces) {
      await site.space(`spc_many_${index}`, { parent_id: 'spc_many' })
      await site.sensor(`MANY-${index}`, { sensor_type: 'oa', space_id: `spc_many_${index}` })
    }
    const start = at('2024-10-20T23:00:00Z')
    const changes = spaces.map((index) => ({ index, when: start + index * 17 * HOUR_MS }))
    await site.send(changes.map(({ index, when }) => count(`MANY-${index}`, when, 1)))
    const { segments } = await ask('spc_many', '2024-10-20T20:00:00Z', '2024-11-07T23:59:59Z')

    expect(segments.map(({ count: people }) => people)).toEqual([null, ...spaces.map((index) => index + 1)])
    expect(segments.slice(1).map((segment) => at(segment.start))).toEqual(changes.map(({ when }) => when))
  })

  test('of an Entry space carry the count over midnight and drop it at the daily reset', async () => {
    await site.space('spc_door', { daily_reset: '04:00' })
    await site.sensor('DOOR-2', { sensor_type: 'entry' })
    const spaces = [{ id: 'spc_door', sensor_placement: 1 }]
    await site.doorway('drw_second', { sensor_serial_number: 'DOOR-2', spaces })
    await site.send([crossing('DOOR-2', '2024-11-01T23:00:00-04:00', 1, { n: 3 })])
    const { segments } = await ask('spc_door', '2024-11-02T00:00:00', '2024-11-02T05:59:59')

    expect(segments.map(({ start, count: people }) => [start, people])).toEqual([
      ['2024-11-02T04:00:00Z', 3],
      ['2024-11-02T08:00:00Z', 0],
    ])
  })

  test('of a space that does not count are one that is unknown', async () => {
    expect((await ask(BARE, '2024-11-01T00:00:00', '2024-11-01T23:59:59')).segments).toEqual([
      { start: '2024-11-01T04:00:00Z', end: '2024-11-02T04:00:00Z', count: null, is_capped: false },
    ])
  })

  test('are none in the future', async () => {
    for (const id of ['spc_room', BARE]) {
      expect(await ask(id, '2024-11-09T00:00:00', '2024-11-09T23:59:59')).toMatchObject({
        start: '2024-11-09T05:00:00Z',
        end: '2024-11-10T05:00:00Z',
        segments: [],
      })
    }
  })

  test.each([
    ['spc_room', '2024-11-03', 25],
    ['spc_room', '2024-11-02', 24],
    ['spc_london', '2024-10-27', 25],
  ])('of %s on %s are %i hours long', async (id, date, hours) => {
    const { start, end, segments } = await ask(id, `${date}T00:00:00`, `${date}T23:59:59`)

    expect(at(end) - at(start)).toBe(hours * HOUR_MS)
    tileFrom(segments, start, end)
  })
})

describe('capacities', () => {
  test('are the one in force at the start, and every change inside', async () => {
    await site.space('spc_grown', { capacity: 4 })
    await site.sensor('GROWN', { sensor_type: 'oa', space_id: 'spc_grown' })
    for (const [when, capacity] of [
      ['2024-11-10T12:00:00Z', 6],
      ['2024-11-11T12:00:00Z', null],
      ['2024-11-12T12:00:00Z', 9],
    ] as const) {
      site.setNow(when)
      await site.client.patchSpace('spc_grown', { capacity })
    }
    site.setNow('2024-11-20T00:00:00Z')
    const all = await ask('spc_grown', '2024-11-10T00:00:00Z', '2024-11-13T23:59:59Z')
    const later = await ask('spc_grown', '2024-11-11T12:00:00Z', '2024-11-12T11:59:59Z')
    site.setNow(NOW)

    expect(all.capacities).toEqual([
      { start: '2024-11-10T00:00:00Z', capacity: 4 },
      { start: '2024-11-10T12:00:00Z', capacity: 6 },
      { start: '2024-11-11T12:00:00Z', capacity: null },
      { start: '2024-11-12T12:00:00Z', capacity: 9 },
    ])
    expect(later.capacities).toEqual([{ start: '2024-11-11T12:00:00Z', capacity: null }])
  })
})

describe('a question for segments', () => {
  test('is about at most 31 days', async () => {
    const start = at('2024-10-01T00:00:00Z')
    const query = (ms: number) => ({
      start_date: new Date(start).toISOString(),
      end_date: new Date(start + 31 * DAY_MS + ms).toISOString(),
    })

    expect((await refuse('spc_room', query(0))).statusCode).toBe(200)
    const longer = await refuse('spc_room', query(1))
    expect(longer.statusCode).toBe(400)
    expect(longer.json().detail).toContain('at most 31 days')
  })

  test.each<[Record<string, string>, string]>([
    [{ start_date: '2024-11-01T00:00:00' }, '`end_date` is required'],
    [{ start_date: '2024-11-01', end_date: '2024-11-02' }, '`start_date` must be an ISO 8601 date-time'],
    [
      { start_date: '2024-11-02T00:00:00', end_date: '2024-11-01T00:00:00' },
      'end_date must not be before start_date.',
    ],
  ])('is refused with %j', async (query, detail) => {
    const response = await refuse('spc_room', query)

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain(detail)
  })

  test('about an unknown space, or one that the token does not see, is 404', async () => {
    const limited = await site.token({ scopes: ['read'], space_ids: ['spc_london'] })

    expect((await refuse('spc_nowhere', day)).statusCode).toBe(404)
    expect((await refuse('spc_room', day, limited)).statusCode).toBe(404)
    expect((await refuse('spc_london', day, limited)).statusCode).toBe(200)
  })
})

test('a long answer is streamed, and is one JSON object', async () => {
  await site.space('spc_busy')
  await site.sensor('BUSY', { sensor_type: 'oa', space_id: 'spc_busy' })
  const readings: Wire[] = []
  for (let step = 0; step < 2_500; step++)
    readings.push(count('BUSY', at('2024-11-01T13:00:00Z') + step * 1_000, 1 + (step % 2)))
  await site.send(readings)
  const response = await refuse('spc_busy', day)

  expect(response.headers['content-length']).toBeUndefined()
  expect(response.json().segments).toHaveLength(2_501)
})
