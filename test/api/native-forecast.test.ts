import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ForecastQuery } from '../../src/client/forecast-wire.ts'
import { luxonAt } from '../domain/time/luxon-oracle.ts'
import { type AnalyticsSite, BARE, NOW, openAnalyticsSite } from './analytics-site.ts'
import { count } from './site.ts'
import { OWNER } from './test-server.ts'

let site: AnalyticsSite

beforeAll(async () => {
  site = await openAnalyticsSite()
})
afterAll(() => site.close())

const at = Date.parse
const ask = (id: string, date: string, more: Partial<ForecastQuery> = {}) =>
  site.client.forecast(id, { date, ...more })
const refuse = (id: string, query: Record<string, string>, token = OWNER) =>
  site.request({ url: `/api/spaces/${id}/forecast`, query }, token)

/** Averages of a local day by the hour of the wall clock, both times of a repeated hour together. */
async function hoursOf(id: string, date: string, zone: string): Promise<ReadonlyMap<number, number>> {
  const { spaces } = await site.client.metrics({
    space_ids: [id],
    flatten: false,
    start_date: `${date}T00:00:00`,
    end_date: `${date}T23:59:59`,
    time_resolution: 'hour',
  })
  const sums = new Map<number, { ms: number; personMs: number }>()
  for (const { start, observed_ms, occupancy_avg } of spaces[id]?.rows ?? []) {
    if (occupancy_avg === null) continue
    const { hour } = luxonAt(at(start ?? ''), zone)
    const known = sums.get(hour) ?? { ms: 0, personMs: 0 }
    const [ms, personMs] = [known.ms + observed_ms, known.personMs + occupancy_avg * observed_ms]
    sums.set(hour, { ms, personMs })
  }
  return new Map([...sums].map(([hour, { ms, personMs }]) => [hour, personMs / ms]))
}

/** By the textbook, ranks counted from 0. */
function rank7(values: readonly number[], share: number) {
  if (values.length === 0) return null
  const ascending = values.toSorted((a, b) => a - b)
  const rank = (values.length - 1) * share
  const [low = 0, high = 0] = [ascending[Math.floor(rank)], ascending[Math.ceil(rank)]]
  return low + (rank - Math.floor(rank)) * (high - low)
}

const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 9))
const before = (date: string, weeks: number) => DateTime.fromISO(date).minus({ weeks }).toISODate() ?? ''

describe('a forecast', () => {
  test.each([
    ['spc_room', '2024-11-08', 1],
    ['spc_room', '2024-11-14', 1],
    ['spc_room', '2024-11-15', 2],
    ['spc_london', '2024-11-10', 1],
    ['spc_hq', '2024-11-17', 2],
    ['spc_lobby', '2024-11-03', 1],
  ])('of %s on %s, from %i weeks before, is what its past hours give', async (id, date, lead) => {
    const found = await ask(id, date)
    const zone = found.time_zone
    const past: ReadonlyMap<number, number>[] = []
    for (let week = 0; week < 12; week++) past.push(await hoursOf(id, before(date, lead + week), zone))

    expect(found.lead_weeks).toBe(lead)
    for (const { start, hour, days, people, low, high } of found.points) {
      const values = past.slice(0, 8).flatMap((averages) => averages.get(hour) ?? [])
      expect(luxonAt(at(start), zone).hour).toBe(hour)
      expect({ days, people, low, high }, start).toEqual({
        days: values.length,
        people: near(rank7(values, 0.5)),
        low: near(rank7(values, 0.25)),
        high: near(rank7(values, 0.75)),
      })
    }
    const offs = past.slice(0, 8).flatMap((actual, week) =>
      [...actual].flatMap(([hour, people]) => {
        const known = past.slice(week + lead).flatMap((averages) => averages.get(hour) ?? [])
        const lastWeek = past[week + lead]?.get(hour)
        const forecast = rank7(known, 0.5)
        if (lastWeek === undefined || forecast === null) return []
        return [{ off: Math.abs(forecast - people), lastWeekOff: Math.abs(lastWeek - people) }]
      }),
    )
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(found.back_test).toMatchObject({
      hours: offs.length,
      error: near(offs.length === 0 ? null : mean(offs.map(({ off }) => off))),
      last_week_error: near(offs.length === 0 ? null : mean(offs.map(({ lastWeekOff }) => lastWeekOff))),
    })
    expect(found.back_test.days.map((day) => day.date)).toEqual(
      Array.from({ length: 8 }, (_, week) => before(date, lead + week)),
    )
    expect(found.points.some(({ days }) => days > 0)).toBe(true)
  })

  test('has an hour more or less where clocks change', async () => {
    expect((await ask('spc_room', '2024-11-03')).points).toHaveLength(25)
    expect((await ask('spc_london', '2025-03-30')).points).toHaveLength(23)
  })

  test('says when it is quietest and busiest, and whether it is busier than usual now', async () => {
    await site.space('spc_gym', { capacity: 50 })
    await site.sensor('GYM', { sensor_type: 'oa', space_id: 'spc_gym' })
    // Fridays like this one, in New York: 10 people from eight, 30 from nine, 20 from eleven to noon.
    const fridays = ['2024-10-25', '2024-11-01'].flatMap((date) =>
      [
        [12, 10],
        [13, 30],
        [15, 20],
        [16, 0],
      ].map(([hour, people]) => count('GYM', `${date}T${hour}:00:00Z`, people ?? 0)),
    )
    await site.send([...fridays, count('GYM', '2024-11-08T15:00:00Z', 33)])
    const today = await ask('spc_gym', '2024-11-08')
    const next = await ask('spc_gym', '2024-11-15', { start_hour: 9, end_hour: 12 })

    expect(today).toMatchObject({
      sentence: 'Quietest 8–9 AM, about 10 people; busiest 9–10 AM, about 30 people.',
      quietest: { hour: 8, people: 10 },
      busiest: { hour: 9, people: 30 },
      // Between ten and eleven it was 30 in both weeks.
      now: { at: NOW, people: 33, compared: 'busier' },
    })
    expect(today.points[10]).toMatchObject({ hour: 10, people: 30, actual: 33 })
    expect(today.points[12]).toMatchObject({ hour: 12, people: 0, actual: null })
    expect(next).toMatchObject({ quietest: { hour: 11, people: 20 }, now: null, lead_weeks: 2 })
  })

  test('of a space that does not count is unknown, and not zero', async () => {
    const found = await ask(BARE, '2024-11-08')

    expect(found.points.every(({ people, days }) => people === null && days === 0)).toBe(true)
    expect(found).toMatchObject({
      sentence: 'Nothing is known of the weeks before.',
      quietest: null,
      now: { people: null, compared: 'unknown' },
      back_test: { hours: 0, error: null, last_week_error: null, inside_share: null },
    })
  })
})

describe('a question for a forecast', () => {
  test.each<[Record<string, string>, string]>([
    [{}, '`date` is required: a date as YYYY-MM-DD'],
    [{ date: '2024-11-08', weeks: '53' }, '`weeks` must be a whole number from 1 to 52'],
    [{ date: '2024-11-08', start_hour: '9', end_hour: '9' }, '`end_hour` must be after start_hour'],
    [{ date: '2025-11-10' }, '`date` must be at most 366 days from today.'],
  ])('is refused with %j', async (query, detail) => {
    const response = await refuse('spc_room', query)

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain(detail)
  })

  test('may be about a year from now', async () => {
    expect((await ask('spc_room', '2025-11-09')).lead_weeks).toBe(53)
  })

  test('about an unknown space, or one that the token does not see, is 404', async () => {
    const limited = await site.token({ scopes: ['read'], space_ids: ['spc_london'] })
    const query = { date: '2024-11-08' }

    expect((await refuse('spc_nowhere', query)).statusCode).toBe(404)
    expect((await refuse('spc_room', query, limited)).statusCode).toBe(404)
    expect((await refuse('spc_london', query, limited)).statusCode).toBe(200)
  })
})
