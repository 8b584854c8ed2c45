import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { metricsColumns } from '../../src/api/native/metrics-columns.ts'
import type { MetricsQuery, MetricsRow } from '../../src/client/analytics-wire.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/interval.ts'
import { type AnalyticsSite, BARE, counting, NOW, openAnalyticsSite, together } from './analytics-site.ts'
import { demand, type Rows, type Wire } from './site.ts'
import { OWNER } from './test-server.ts'

let site: AnalyticsSite

beforeAll(async () => {
  site = await openAnalyticsSite()
})
afterAll(() => site.close())

const officeHours = { days: [1, 2, 3, 4, 5], start_hour: 9, end_hour: 18 }
/** The week after which clocks in London, and in the end those in New York, have changed. */
const week = { start_date: '2024-10-27T00:00:00', end_date: '2024-11-02T23:59:59' }
const change = { start_date: '2024-11-03T00:00:00', end_date: '2024-11-03T23:59:59' }
const refuse = (payload: Wire, token = OWNER) =>
  site.request({ method: 'POST', url: '/api/metrics', payload }, token)

async function rowsOf(id: string, query: Partial<MetricsQuery> = {}): Promise<readonly MetricsRow[]> {
  const { spaces } = await site.client.metrics({ ...week, space_ids: [id], flatten: false, ...query })
  return spaces[id]?.rows ?? []
}

describe('a row', () => {
  test('has every figure of its bucket, and when it was', async () => {
    const hour = { start_date: '2024-11-08T10:00:00', end_date: '2024-11-08T10:59:59' }
    const { spaces } = await site.client.metrics({ ...hour, space_ids: ['spc_room', 'spc_lobby'] })
    const { spc_lobby: lobby, spc_room: room } = spaces

    expect(Object.keys(spaces)).toEqual(['spc_room', 'spc_lobby'])
    expect(room).toMatchObject({ time_zone: 'America/New_York', capacity: 8 })
    expect(lobby).toMatchObject({ time_zone: 'America/New_York', capacity: null })
    expect(Object.keys(room?.rows[0] ?? {}).toSorted()).toEqual(
      [
        ...['key', 'start', 'end', 'length_ms', 'observed_ms', 'occupancy_avg', 'occupancy_max'],
        ...['occupancy_min', 'time_used_ms', 'time_used_percentage', 'utilization_avg', 'utilization_max'],
        ...['is_capped', 'capped_count_limit', 'up_time'],
      ].toSorted(),
    )
    // At twenty past, and half a second.
    expect(room?.rows[0]).toMatchObject({
      key: '2024-11-08T15:00:00Z',
      start: '2024-11-08T15:00:00Z',
      end: NOW,
      length_ms: 20 * MINUTE_MS + 500,
    })
    expect(lobby?.rows[0]).toMatchObject({ entrances: expect.any(Number), exits: expect.any(Number) })
  })

  test.each(['total', '15minute', 'hour', 'day', 'week', 'month', 'year', 'weekday', 'hour_of_day'] as const)(
    'of resolution %s says what Density’s says',
    async (time_resolution) => {
      for (const operating_hours of [undefined, officeHours]) {
        for (const dates of [week, change]) {
          const query = {
            ...dates,
            time_resolution,
            ...(operating_hours === undefined ? {} : { operating_hours }),
          }
          const { spaces } = await site.client.metrics(query)

          expect(Object.keys(spaces).toSorted()).toEqual([...counting].toSorted())
          expect(inDensitysWords(spaces)).toEqual(await site.ask('metrics', query))
        }
      }
    },
  )

  test('of pooled time is of no one time', async () => {
    const [row] = await rowsOf('spc_room', { time_resolution: 'weekday' })

    expect(row).toMatchObject({ key: '0', start: null, end: null, length_ms: 24 * HOUR_MS })
  })

  test('ends where its bucket does, also where its hours end before', async () => {
    const rows = await rowsOf('spc_room', { time_resolution: 'day', operating_hours: officeHours })

    expect(rows.map(({ start, end, length_ms }) => [start, end, length_ms / HOUR_MS])[0]).toEqual([
      '2024-10-28T04:00:00Z',
      '2024-10-29T04:00:00Z',
      9,
    ])
    expect(rows).toHaveLength(5)
  })

  test('is of no time in the future', async () => {
    const later = { start_date: '2024-11-07T00:00:00', end_date: '2024-11-30T23:59:59' }
    const days = await rowsOf('spc_room', { ...later, time_resolution: 'day' })
    const future = await rowsOf('spc_room', {
      start_date: '2024-11-09T00:00:00',
      end_date: '2024-11-30T23:59:59',
    })

    expect(days.map(({ end }) => end)).toEqual(['2024-11-08T05:00:00Z', '2024-11-08T15:20:00.500Z'])
    expect(future).toEqual([])
  })

  test('may be of any year', async () => {
    const long = { start_date: '2020-01-01T00:00:00', end_date: '2024-12-31T23:59:59' }
    const days = await rowsOf('spc_london', { ...long, time_resolution: 'day' })

    expect(days).toHaveLength(daysFromTo('2020-01-01', '2024-11-09'))
    expect((await site.density('metrics', { ...long, time_resolution: 'day' })).statusCode).toBe(400)
  })
})

describe('columns', () => {
  const resolutions = ['total', 'day', 'hour_of_week'] as const

  test('of every kind, each asked for alone, say what a whole row says', async () => {
    for (const time_resolution of resolutions) {
      for (const id of ['spc_room', 'spc_lobby', 'spc_hq', 'spc_desk']) {
        const whole = await rowsOf(id, { time_resolution })
        const asked = { ...week, space_ids: [id], flatten: false, time_resolution }
        for (const column of metricsColumns) {
          const { spaces } = await site.client.metrics({ ...asked, columns: [column] })

          expect(spaces[id]?.rows).toEqual(
            whole.map((row) => (column in row ? { key: row.key, [column]: row[column] } : { key: row.key })),
          )
        }
      }
    }
  })

  test('come in the order of a row, once each, and the whole row where none are named', async () => {
    const asked = { ...week, space_ids: ['spc_room'], flatten: false }
    const answer = await refuse({ ...asked, columns: ['up_time', 'occupancy_avg', 'up_time'] })
    const [row] = answer.json().spaces.spc_room.rows

    expect(Object.keys(row)).toEqual(['key', 'occupancy_avg', 'up_time'])
    expect((await refuse({ ...asked, columns: null })).json()).toEqual((await refuse(asked)).json())
  })

  test.each([
    [['people'], 'must be some of start, end, length_ms'],
    [[], 'columns'],
    ['occupancy_avg', 'columns'],
  ])('that are %j are refused, with what would be right', async (columns, words) => {
    const { statusCode, body } = await refuse({ ...week, columns })

    expect([statusCode, body]).toEqual([400, expect.stringContaining(words)])
  })
})

describe('hours of the week', () => {
  test.each([
    ['spc_room', week],
    ['spc_lobby', { ...change, start_date: '2024-10-20T07:31:00' }],
    ['spc_hq', { ...change, end_date: '2024-11-09T23:59:59' }],
    ['spc_london', { ...week, start_date: '2024-10-21T00:00:00' }],
    ['spc_desk', { start_date: '2024-10-20T00:00:00', end_date: '2024-11-20T23:59:59' }],
  ])('of %s are together what the total is', async (id, dates) => {
    for (const hours of [{}, { operating_hours: officeHours }]) {
      const total = await rowsOf(id, { ...dates, ...hours })
      const pooled = together(await rowsOf(id, { ...dates, ...hours, time_resolution: 'hour_of_week' }))

      expect(total).toHaveLength(1)
      expect(together(total)).toEqual({ ...pooled, occupancy_avg: expect.closeTo(pooled.occupancy_avg, 9) })
    }
  })

  test('are 168 in a week, Sunday’s first, a repeated hour with itself', async () => {
    const newYork = await rowsOf('spc_room', { ...change, time_resolution: 'hour_of_week' })
    const london = await rowsOf('spc_london', { time_resolution: 'hour_of_week' })

    expect(newYork.map(({ key }) => key)).toEqual(Array.from({ length: 24 }, (_, hour) => String(hour)))
    expect(newYork[1]).toMatchObject({ key: '1', start: null, end: null, length_ms: 2 * HOUR_MS })
    expect(london).toHaveLength(168)
    expect(london.map(({ length_ms }) => length_ms / HOUR_MS)).toEqual([
      1,
      2,
      ...Array.from({ length: 166 }, () => 1),
    ])
  })

  test('are no resolution of Density or Occuspace', async () => {
    const density = await site.density('metrics', { ...week, time_resolution: 'hour_of_week' })
    const location = (await site.client.listSpaces())[0]?.location_id
    const occuspace = await site.occuspace(`/${location}/occupancy`, {
      start_date: '2024-11-01',
      end_date: '2024-11-02',
      interval: 'hour_of_week',
    })

    expect(density.statusCode).toBe(400)
    expect(density.json().message).toBe(
      '`time_resolution` must be one of total, minute, 5minute, 10minute, 15minute, hour, day, week, month, year, weekday, hour_of_day.',
    )
    expect(occuspace.statusCode).toBe(400)
  })
})

describe('space_ids', () => {
  test('stand for all below them, or for themselves alone', async () => {
    const ids = { ...week, space_ids: ['spc_hq', 'spc_hq', 'spc_london'] }
    const flat = await site.client.metrics(ids)
    const alone = await site.client.metrics({ ...ids, flatten: false })

    expect(Object.keys(flat.spaces)).toEqual(['spc_hq', 'spc_room', 'spc_desk', 'spc_lobby', 'spc_london'])
    expect(Object.keys(alone.spaces)).toEqual(['spc_hq', 'spc_london'])
    expect(alone.spaces['spc_hq']).toEqual(flat.spaces['spc_hq'])
  })

  test.each([{}, { space_ids: [] }, { space_ids: null }, { flatten: false }, { flatten: null }])(
    'of %j are all that the token sees and that count',
    async (more) => {
      const answer = demand(await refuse({ ...week, ...more }), 200).json()

      expect(Object.keys(answer.spaces).toSorted()).toEqual([...counting].toSorted())
    },
  )

  test('of what does not count are left out', async () => {
    expect(await site.client.metrics({ ...week, space_ids: [BARE] })).toEqual({ spaces: {} })
  })

  test('of unknown spaces, and of those the token does not see, are 404', async () => {
    const limited = await site.token({ scopes: ['read'], space_ids: ['spc_london'] })
    for (const flatten of [true, false]) {
      const unknown = await refuse({ ...week, flatten, space_ids: ['spc_london', 'spc_nowhere'] })
      const unseen = await refuse({ ...week, flatten, space_ids: ['spc_hq'] }, limited)

      expect([unknown.statusCode, unseen.statusCode]).toEqual([404, 404])
      expect(unknown.json().detail).toContain('spc_nowhere')
    }
    const { spaces } = await site.clientWith(limited).metrics(week)
    expect(Object.keys(spaces)).toEqual(['spc_london'])
  })
})

describe('what is asked', () => {
  test('is refused when it has too many rows, with their number', async () => {
    const year = { start_date: '2023-11-01T00:00:00Z', end_date: '2024-10-30T23:59:59Z' }
    const one = await refuse({ ...year, time_resolution: 'minute', space_ids: ['spc_london'] })
    const many = await refuse({ ...year, time_resolution: '10minute' })
    const some = await refuse({ ...year, time_resolution: '10minute', operating_hours: officeHours })

    expect(one.statusCode).toBe(400)
    expect(one.json().detail).toBe(
      'That would be 525,600 rows, and an answer has at most 200,000: ask for fewer spaces, a shorter range or a wider time_resolution.',
    )
    expect(many.json().detail).toContain('That would be 262,800 rows')
    expect(some.statusCode).toBe(200)
  })

  test.each<[Wire, string]>([
    [{ time_resolution: 'fortnight' }, 'must be one of total, minute'],
    [{ end_date: '2024-10-20T00:00:00' }, 'end_date must not be before start_date.'],
    [{ start_date: '2024-10-20' }, '`start_date` must be an ISO 8601 date-time'],
    [{ start_date: undefined }, '`start_date` is required'],
    [{ start_date: '1969-12-31T23:59:00' }, 'from 1970 to 2099'],
    [{ end_date: '2100-01-01T00:00:00' }, 'from 1970 to 2099'],
    [{ operating_hours: { days: [], start_hour: 9, end_hour: 17 } }, 'must name at least one weekday'],
    [{ flatten: 'no' }, '`flatten`'],
    [{ space_ids: Array(1_001).fill('spc_hq') }, 'must name at most 1,000 spaces'],
  ])('is refused with %j', async (more, detail) => {
    const response = await refuse({ ...week, ...more })

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain(detail)
  })
})

test('a large answer is streamed, and is the same as in parts', async () => {
  const payload = { ...week, time_resolution: 'minute', space_ids: ['spc_hq'] }
  const response = demand(await refuse(payload), 200)

  const { spaces } = response.json()
  expect(response.headers['content-length']).toBeUndefined()
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
  for (const id of Object.keys(spaces)) {
    expect(spaces[id].rows).toHaveLength(7 * 1_440)
    const [total] = await rowsOf(id)
    expect(together(spaces[id].rows)).toMatchObject({
      observed_ms: total?.observed_ms,
      time_used_ms: total?.time_used_ms,
      occupancy_max: total?.occupancy_max,
    })
  }
})

function daysFromTo(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS
}

/** The same rows as Density writes them. */
function inDensitysWords(spaces: Readonly<Record<string, { readonly rows: readonly MetricsRow[] }>>): Rows {
  return Object.fromEntries(
    Object.entries(spaces).map(([id, { rows }]) => [
      id,
      Object.fromEntries(
        rows.map(({ key, start: _start, end: _end, length_ms: _length, observed_ms: _observed, ...row }) => {
          const { time_used_ms: time_used_raw, ...others } = row
          return [key, { ...others, time_used_raw }]
        }),
      ),
    ]),
  )
}
