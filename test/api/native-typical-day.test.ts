import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MetricsRow } from '../../src/client/analytics-wire.ts'
import { SLOT_MS } from '../../src/domain/time/interval.ts'
import { luxonAt } from '../domain/time/luxon-oracle.ts'
import { type AnalyticsSite, BARE, counting, NOW, openAnalyticsSite } from './analytics-site.ts'
import { count } from './site.ts'
import { OWNER } from './test-server.ts'

let site: AnalyticsSite

beforeAll(async () => {
  site = await openAnalyticsSite()
})
afterAll(() => site.close())

const at = Date.parse
const ask = (id: string, date: string, weeks?: number) =>
  site.client.typicalDay(id, { date, ...(weeks === undefined ? {} : { weeks }) })
const refuse = (id: string, query: Record<string, string>, token = OWNER) =>
  site.request({ url: `/api/spaces/${id}/typical-day`, query }, token)

/** The rows of the quarters of an hour of a local day. */
async function quartersOf(id: string, date: string): Promise<readonly MetricsRow[]> {
  const { spaces } = await site.client.metrics({
    space_ids: [id],
    flatten: false,
    start_date: `${date}T00:00:00`,
    end_date: `${date}T23:59:59`,
    time_resolution: '15minute',
  })
  return spaces[id]?.rows ?? []
}

/** Averages of each day at each time of the wall clock, by asking for the days one by one. */
async function naive(id: string, date: string, weeks: number, zone: string) {
  const byTime = new Map<string, number[]>()
  for (let week = 1; week <= weeks; week++) {
    const then = DateTime.fromISO(date).minus({ weeks: week }).toISODate() ?? ''
    const ofDay = new Map<string, { ms: number; personMs: number }>()
    for (const { start, observed_ms, occupancy_avg } of await quartersOf(id, then)) {
      if (occupancy_avg === null) continue
      const time = luxonAt(at(start ?? ''), zone).toFormat('HH:mm')
      const known = ofDay.get(time) ?? { ms: 0, personMs: 0 }
      ofDay.set(time, {
        ms: known.ms + observed_ms,
        personMs: known.personMs + occupancy_avg * observed_ms,
      })
    }
    for (const [time, { ms, personMs }] of ofDay)
      byTime.set(time, [...(byTime.get(time) ?? []), personMs / ms])
  }
  return byTime
}

/** Whole shares below and above the value, by the textbook. */
function rank7(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const ascending = values.toSorted((a, b) => a - b)
  const h = (values.length - 1) * share + 1
  const [low, high] = [Math.floor(h), Math.min(Math.floor(h) + 1, values.length)]
  return (
    (ascending[low - 1] ?? Number.NaN) +
    (h - low) * ((ascending[high - 1] ?? Number.NaN) - (ascending[low - 1] ?? Number.NaN))
  )
}

describe('a typical day', () => {
  test.each([
    ['spc_room', '2024-11-08', 3],
    ['spc_room', '2024-11-03', 4],
    ['spc_london', '2024-11-03', 2],
    ['spc_london', '2024-10-27', 1],
    ['spc_hq', '2024-11-10', 2],
    ['spc_lobby', '2024-11-15', 12],
    ['spc_desk', '2024-11-10', 52],
  ])('of %s on %s is what %i weeks of quarters of an hour give', async (id, date, weeks) => {
    const { points, time_zone } = await ask(id, date, weeks)
    const byTime = await naive(id, date, Math.min(weeks, 5), time_zone)
    const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 9))

    expect(points.length).toBeGreaterThan(90)
    for (const { start, ...usual } of points) {
      const values = byTime.get(luxonAt(at(start), time_zone).toFormat('HH:mm')) ?? []
      expect(usual, start).toEqual({
        days: values.length,
        median: near(rank7(values, 0.5)),
        p10: near(rank7(values, 0.1)),
        p90: near(rank7(values, 0.9)),
      })
    }
    expect(points.some(({ days }) => days > 0)).toBe(true)
  })

  test('says what it is of', async () => {
    const { points, ...rest } = await ask('spc_london', '2024-11-03')

    expect(rest).toEqual({
      space_id: 'spc_london',
      time_zone: 'Europe/London',
      date: '2024-11-03',
      weekday: 0,
      weeks: 12,
    })
    expect(points).toHaveLength(96)
  })

  test.each([
    ['America/New_York', '2024-11-03', 100],
    ['America/New_York', '2025-03-09', 92],
    ['Europe/London', '2024-10-27', 100],
    ['Europe/London', '2025-03-30', 92],
    ['Australia/Lord_Howe', '2024-10-06', 94],
    ['Asia/Kathmandu', '2024-11-01', 96],
    ['Pacific/Apia', '2011-12-30', 0],
  ])('in %s on %s has as many points as quarters of an hour: %i', async (zone, date, quarters) => {
    const id = `spc_${zone.replace('/', '_')}_${date}`
    await site.space(id, { time_zone: zone })
    const { points } = await ask(id, date)
    const midnight = DateTime.fromISO(date, { zone }).toMillis()

    expect(points.map(({ start }) => at(start))).toEqual(
      Array.from({ length: quarters }, (_, index) => midnight + index * SLOT_MS),
    )
  })

  test('is of the days before, not of the day itself, and of nothing in the future', async () => {
    await site.space('spc_rising')
    await site.sensor('RISING', { sensor_type: 'oa', space_id: 'spc_rising' })
    await site.send(
      ['10-18', '10-25', '11-01', '11-08'].map((date, week) =>
        count('RISING', `2024-${date}T04:00:00Z`, week),
      ),
    )
    const today = (await ask('spc_rising', '2024-11-08', 2)).points
    const next = (await ask('spc_rising', '2024-11-15', 2)).points
    const after = (await ask('spc_rising', '2024-11-22', 2)).points

    expect(today[40]).toEqual({ start: '2024-11-08T15:00:00Z', days: 2, median: 1.5, p10: 1.1, p90: 1.9 })
    expect(next.map(({ days }) => days).slice(40, 43)).toEqual([2, 2, 1])
    expect(after[41]).toMatchObject({ days: 1, median: 3 })
    expect(after[42]).toMatchObject({ days: 0, median: null, p10: null, p90: null })
    expect(NOW).toBe('2024-11-08T15:20:00.500Z')
  })

  test('of a space that does not count is unknown', async () => {
    const { points } = await ask(BARE, '2024-11-08')

    expect(points).toHaveLength(96)
    expect(new Set(points.map(({ days, median }) => `${days} ${median}`))).toEqual(new Set(['0 null']))
  })
})

describe('a question for a typical day', () => {
  test.each<[Record<string, string>, string]>([
    [{}, '`date` is required: a date as YYYY-MM-DD'],
    [{ date: '2024-11-31' }, '`date` must be a date as YYYY-MM-DD'],
    [{ date: '2024-11-08T00:00:00' }, '`date` must be a date as YYYY-MM-DD'],
    [{ date: '2024-11-08', weeks: '0' }, '`weeks` must be a whole number from 1 to 52'],
    [{ date: '2024-11-08', weeks: '53' }, '`weeks` must be a whole number from 1 to 52'],
    [{ date: '2024-11-08', weeks: 'all' }, '`weeks` must be a whole number from 1 to 52'],
  ])('is refused with %j', async (query, detail) => {
    const response = await refuse('spc_room', query)

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain(detail)
  })

  test('about an unknown space, or one that the token does not see, is 404', async () => {
    const limited = await site.token({ scopes: ['read'], space_ids: ['spc_london'] })
    const query = { date: '2024-11-08' }

    expect((await refuse('spc_nowhere', query)).statusCode).toBe(404)
    for (const id of counting) {
      const expected = id === 'spc_london' ? 200 : 404
      expect((await refuse(id, query, limited)).statusCode).toBe(expected)
    }
  })
})
