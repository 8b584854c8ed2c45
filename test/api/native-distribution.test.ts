import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Distribution, DistributionQuery, Segments } from '../../src/client/analytics-wire.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/interval.ts'
import { luxonAt } from '../domain/time/luxon-oracle.ts'
import { type AnalyticsSite, BARE, counting, NOW, openAnalyticsSite } from './analytics-site.ts'
import { onlyRow, type Rows } from './site.ts'
import { OWNER } from './test-server.ts'

let site: AnalyticsSite

beforeAll(async () => {
  site = await openAnalyticsSite()
})
afterAll(() => site.close())

const at = Date.parse
const ask = (id: string, query: DistributionQuery) => site.client.distribution(id, query)
const refuse = (id: string, query: Record<string, string>, token = OWNER) =>
  site.request({ url: `/api/spaces/${id}/distribution`, query }, token)

/** Three weeks, both clock changes and the present in them. */
const everything = { start_date: '2024-10-20T00:00:00', end_date: '2024-11-18T23:59:59' }
const changes = { start_date: '2024-10-26T22:30:00', end_date: '2024-11-03T06:59:59' }
const office = { days: [1, 2, 3, 4, 5], start_hour: 9, end_hour: 18 }
const nights = { days: [0, 6], start_hour: 0, end_hour: 3 }

const sumOf = ({ counts }: Distribution, isIn: (people: number) => boolean = () => true) =>
  counts.reduce((sum, { count, duration_ms }) => sum + (isIn(count) ? duration_ms : 0), 0)

describe.each(counting)('the distribution of %s', (id) => {
  test.each([
    [everything, undefined],
    [everything, office],
    [changes, undefined],
    [changes, nights],
  ])('over %j within %j is all that was observed, and used as Density says', async (dates, hours) => {
    const found = await ask(id, { ...dates, ...hours })
    const query = { ...dates, ...(hours === undefined ? {} : { operating_hours: hours }) }
    const rows = (await site.ask('metrics', { ...query, space_ids: [id] })) as Rows
    const density = onlyRow({ [id]: rows[id] ?? {} }, id)
    const native = (await site.client.metrics({ ...query, space_ids: [id], flatten: false })).spaces[id]

    expect(sumOf(found)).toBe(found.observed_ms)
    expect(sumOf(found, (people) => people > 0)).toBe(density['time_used_raw'])
    expect(native?.rows[0]).toMatchObject({ length_ms: found.length_ms, observed_ms: found.observed_ms })
    expect(found.counts.map(({ count }) => count)).toEqual(
      found.counts.map(({ count }) => count).toSorted((a, b) => a - b),
    )
    expect([found.counts[0]?.count, found.counts.at(-1)?.count]).toEqual([
      density['occupancy_min'],
      density['occupancy_max'],
    ])
  })

  test('is what asking its segments about every minute gives', async () => {
    const dates = { start_date: '2024-11-02T12:00:00', end_date: '2024-11-05T11:59:59' }
    const hours = { days: [0, 1, 2], start_hour: 1, end_hour: 13 }
    const segments = await site.client.segments(id, dates)

    expect(await ask(id, { ...dates, ...hours })).toEqual({
      space_id: id,
      time_zone: segments.time_zone,
      ...naive(segments, hours),
    })
  })
})

/** Every minute with the wall clock's word on whether it counts, and what of each segment lies in it. */
function naive(
  { start, end, segments, time_zone }: Segments,
  { days, start_hour, end_hour }: Required<Pick<DistributionQuery, 'days' | 'start_hour' | 'end_hour'>>,
): Pick<Distribution, 'length_ms' | 'observed_ms' | 'counts'> {
  const durations = new Map<number, number>()
  let length_ms = 0
  for (let minute = at(start); minute < at(end); minute += MINUTE_MS) {
    const { weekday, hour } = luxonAt(minute, time_zone)
    if (!days.includes(weekday % 7) || hour < start_hour || hour >= end_hour) continue
    length_ms += MINUTE_MS
    for (const segment of segments) {
      const shared = Math.min(at(segment.end), minute + MINUTE_MS) - Math.max(at(segment.start), minute)
      if (shared > 0 && segment.count !== null)
        durations.set(segment.count, (durations.get(segment.count) ?? 0) + shared)
    }
  }
  const counts = [...durations]
    .toSorted(([a], [b]) => a - b)
    .map(([count, duration_ms]) => ({ count, duration_ms }))
  return { length_ms, observed_ms: counts.reduce((sum, { duration_ms }) => sum + duration_ms, 0), counts }
}

describe('the length', () => {
  test.each([
    ['spc_london', '2024-10-27', undefined, 25],
    ['spc_london', '2024-10-27', nights, 4],
    ['spc_room', '2024-11-03', undefined, 25],
    ['spc_room', '2024-11-03', nights, 4],
    ['spc_room', '2024-11-04', nights, 0],
    ['spc_room', '2024-11-09', undefined, 0],
  ] as const)('of %s on %s within %j is %i hours', async (id, date, hours, expected) => {
    const dates = { start_date: `${date}T00:00:00`, end_date: `${date}T23:59:59` }

    expect((await ask(id, { ...dates, ...hours })).length_ms).toBe(expected * HOUR_MS)
  })

  test('goes up to now', async () => {
    const today = { start_date: '2024-11-08T00:00:00', end_date: '2024-11-08T23:59:59' }

    expect((await ask('spc_room', today)).length_ms).toBe(at(NOW) - at('2024-11-08T05:00:00Z'))
  })
})

describe('hours', () => {
  const dates = { start_date: '2024-10-28T00:00:00', end_date: '2024-11-03T23:59:59' }

  test('may be left out one by one', async () => {
    const weekend = await ask('spc_london', { ...dates, days: [6, 0] })
    const mornings = await ask('spc_london', { ...dates, end_hour: 12 })
    const evenings = await ask('spc_london', { ...dates, start_hour: 18 })
    const whole = await ask('spc_london', { ...dates, start_hour: 0, end_hour: 0 })

    expect([weekend, mornings, evenings, whole].map(({ length_ms }) => length_ms / HOUR_MS)).toEqual([
      48,
      7 * 12,
      7 * 6,
      7 * 24,
    ])
    expect(await ask('spc_london', dates)).toEqual(whole)
  })

  test.each<[Record<string, string>, string]>([
    [{ days: '' }, '`days` must be weekdays'],
    [{ days: '1,7' }, '`days` must be weekdays'],
    [{ days: '1-5' }, '`days` must be weekdays'],
    [{ start_hour: '24' }, '`start_hour` must be a whole number from 0 to 23'],
    [{ end_hour: '9.5' }, '`end_hour` must be a whole number from 0 to 24'],
    [{ start_hour: '9', end_hour: '9' }, '`end_hour` must be after start_hour'],
    [{ end_date: '2024-10-27T00:00:00' }, 'end_date must not be before start_date.'],
    [{ start_date: '2024-10-28' }, '`start_date` must be an ISO 8601 date-time'],
  ])('that are wrong are refused: %j', async (more, detail) => {
    const response = await refuse('spc_london', { ...dates, ...more })

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain(detail)
  })
})

describe('a question for a distribution', () => {
  test('is about at most 366 days', async () => {
    const start = at('2023-11-01T00:00:00Z')
    const query = (ms: number) => ({
      start_date: new Date(start).toISOString(),
      end_date: new Date(start + 366 * DAY_MS + ms).toISOString(),
    })

    expect((await refuse('spc_room', query(0))).statusCode).toBe(200)
    const longer = await refuse('spc_room', query(1))
    expect(longer.statusCode).toBe(400)
    expect(longer.json().detail).toContain('at most 366 days')
  })

  test('about a space that does not count has nothing in it', async () => {
    expect(await ask(BARE, changes)).toMatchObject({ observed_ms: 0, counts: [] })
  })

  test('about an unknown space, or one that the token does not see, is 404', async () => {
    const limited = await site.token({ scopes: ['read'], space_ids: ['spc_london'] })

    expect((await refuse('spc_nowhere', changes)).statusCode).toBe(404)
    expect((await refuse('spc_room', changes, limited)).statusCode).toBe(404)
    expect((await refuse('spc_london', changes, limited)).statusCode).toBe(200)
  })
})
