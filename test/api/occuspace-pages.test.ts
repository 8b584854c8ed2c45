import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { count, type Metric, openSite, type Site, type Wire } from './site.ts'

let site: Site
let room: number

beforeEach(async () => {
  site = await openSite('2024-05-04T00:00:00Z')
  room = await site.space('spc_room', { location_id: 50, time_zone: 'UTC' })
  await site.sensor('ROOM', { sensor_type: 'oa', space_id: 'spc_room' })
})
afterEach(() => site.close())

type Page = Pick<Metric, 'data' | 'pagination'>

/** The pages from one on, until there are no more, with something done after each. */
async function walk(
  fetch: (cursor: Wire) => Promise<Page>,
  direction: 'next_cursor' | 'prev_cursor',
  {
    from,
    between = async () => {},
  }: { from?: string | null; between?: (page: number) => Promise<void> } = {},
): Promise<readonly Page[]> {
  const pages: Page[] = []
  let cursor = from ?? null
  do {
    const page = await fetch(cursor === null ? {} : { cursor })
    pages.push(page)
    cursor = page.pagination[direction]
    await between(pages.length)
  } while (cursor !== null)
  return pages
}

const locations =
  (limit: number, token?: string) =>
  async (cursor: Wire): Promise<Page> =>
    (await site.occuspace('', { limit, ...cursor }, token)).json()
const idsOf = (pages: readonly Page[]) =>
  pages.flatMap(({ data }) => data.map((each) => (each as Wire)['location_id']))

describe('pages of locations', () => {
  beforeEach(async () => {
    for (let index = 1; index <= 11; index++) await site.space(`spc_${index}`, { location_id: index * 100 })
  })
  const all = [50, ...Array.from({ length: 11 }, (_, index) => (index + 1) * 100)]

  test.each([1, 5, 12, 1_000])('of %d are all locations in order, each once', async (limit) => {
    const pages = await walk(locations(limit), 'next_cursor')

    expect(idsOf(pages)).toEqual(all)
    expect(pages).toHaveLength(Math.ceil(all.length / limit))
  })

  test('say whether there is more, with cursors that are null at the ends', async () => {
    const pages = await walk(locations(5), 'next_cursor')

    const text = expect.stringMatching(/^[A-Za-z0-9_-]+$/)
    expect(pages.map(({ pagination }) => pagination)).toEqual([
      { prev_cursor: null, next_cursor: text, has_more: true },
      { prev_cursor: text, next_cursor: text, has_more: true },
      { prev_cursor: text, next_cursor: null, has_more: false },
    ])
  })

  test('backward are the same rows', async () => {
    const [last] = (await walk(locations(5), 'next_cursor')).slice(-1)

    const pages = await walk(locations(5), 'prev_cursor', { from: last?.pagination.prev_cursor ?? '' })

    expect(idsOf(pages.toReversed())).toEqual(all.slice(0, 10))
    expect(pages.every(({ pagination }) => pagination.has_more)).toBe(true)
  })

  test('neither repeat nor skip one while others are added before, between and after', async () => {
    const added = [10, 250, 850, 5_000]
    const between = async (page: number) => {
      const location = added[page - 1]
      if (location !== undefined) await site.space(`spc_added_${page}`, { location_id: location })
    }

    const ids = idsOf(await walk(locations(3), 'next_cursor', { between }))

    expect(ids.filter((id) => all.includes(Number(id)))).toEqual(all)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(ids.toSorted((a, b) => Number(a) - Number(b)))
    expect(ids).toContain(5_000)
  })

  test('go on with another limit', async () => {
    const first = await locations(2)({})

    const rest = await walk(locations(7), 'next_cursor', { from: first.pagination.next_cursor ?? '' })

    expect(idsOf([first, ...rest])).toEqual(all)
  })

  test('of a limited token are of what it sees', async () => {
    const token = await site.token({ scopes: ['read'], space_ids: ['spc_2', 'spc_4', 'spc_room'] })

    expect(idsOf(await walk(locations(1, token), 'next_cursor'))).toEqual([50, 200, 400])
  })

  test('when there is nothing, are one without cursors', async () => {
    const created = await site.request({
      method: 'POST',
      url: '/api/organizations',
      payload: { name: 'Empty' },
    })

    const page = await locations(5, created.json().token)({})

    expect(page).toEqual({ data: [], pagination: { prev_cursor: null, next_cursor: null, has_more: false } })
  })
})

describe('pages of points', () => {
  const hourly = { start_date: '2024-05-01', end_date: '2024-05-03', interval: 'hourly' }
  const points =
    (query: Wire, metric = 'occupancy') =>
    (cursor: Wire): Promise<Page> =>
      site.metric(room, metric, { ...query, ...cursor })
  const timesOf = (pages: readonly Page[]) =>
    pages.flatMap(({ data }) => data.map(({ timestamp }) => timestamp))
  beforeEach(() =>
    site.send(
      Array.from({ length: 72 }, (_, hour) =>
        count('ROOM', Date.parse('2024-05-01T00:30:00Z') + hour * 3_600_000, hour % 5),
      ),
    ),
  )

  test.each([1, 7, 24, 72, 1_000])('of %d are all points in order, as in one answer', async (limit) => {
    const whole = await points(hourly)({})

    const pages = await walk(points({ ...hourly, limit }), 'next_cursor')

    expect(whole.data).toHaveLength(72)
    expect(pages.flatMap(({ data }) => data)).toEqual(whole.data)
    expect(pages).toHaveLength(Math.ceil(72 / limit))
  })

  test('backward are the same points', async () => {
    const forward = await walk(points({ ...hourly, limit: 10 }), 'next_cursor')
    const from = forward.at(-1)?.pagination.prev_cursor ?? ''

    const backward = await walk(points({ ...hourly, limit: 10 }), 'prev_cursor', { from })

    expect(backward.toReversed()).toEqual(forward.slice(0, -1))
  })

  test.each(['traffic', 'availability', 'dwell_time'])('of %s are as in one answer', async (metric) => {
    const query = { start_date: '2024-04-01', end_date: '2024-05-03', days_filter: '23456' }
    const whole = await points(query, metric)({})

    const pages = await walk(points({ ...query, limit: 4 }, metric), 'next_cursor')

    expect(pages.flatMap(({ data }) => data)).toEqual(whole.data)
    expect(pages.length).toBeGreaterThan(5)
  })

  test('neither repeat nor skip one while readings come and time passes', async () => {
    site.setNow('2024-05-02T10:10:00Z')
    const between = async (page: number) => {
      site.setNow(Date.parse('2024-05-02T10:10:00Z') + page * 1_800_000)
      await site.send([
        count('ROOM', Date.parse('2024-05-01T03:00:00Z') + page, 4),
        count('ROOM', Date.parse('2024-05-02T10:10:00Z') + page * 1_800_000, 2),
      ])
    }

    const times = timesOf(await walk(points({ ...hourly, limit: 5 }), 'next_cursor', { between }))

    const start = Date.parse('2024-05-01T00:00:00Z')
    expect(times.map((time) => Date.parse(time))).toEqual(times.map((_, hour) => start + hour * 3_600_000))
    expect(times.length).toBeGreaterThan(35)
  })

  test('go on with another limit, and stay in a filter', async () => {
    const query = {
      start_date: '2024-04-01',
      end_date: '2024-05-03',
      days_filter: '34',
      start_hour_filter: 9,
    }
    const whole = await points(query)({})
    const first = await points({ ...query, limit: 2 })({})

    const rest = await points({ ...query, limit: 900, cursor: first.pagination.next_cursor })({})

    expect([...first.data, ...rest.data]).toEqual(whole.data)
    expect(whole.data).toHaveLength(10)
  })

  test('of all years that are understood are found without counting through them', async () => {
    const query = { start_date: '1970-01-01', end_date: '2099-12-31', interval: '15min' }

    const page = await points(query)({})

    expect(page.data).toHaveLength(1_000)
    expect(page.data[0]?.timestamp).toBe('1970-01-01T00:00:00+00:00')
  })
})

describe('a cursor', () => {
  const query = { start_date: '2024-05-01', end_date: '2024-05-03', interval: 'hourly', limit: 5 }
  const next = async (): Promise<string> =>
    (await site.metric(room, 'occupancy', query)).pagination.next_cursor ?? ''

  test('that is damaged is refused', async () => {
    const cursor = await next()
    const other = (character: string | undefined) => (character === 'A' ? 'B' : 'A')
    const damaged = [
      `${cursor}A`,
      `${cursor}=`,
      cursor.slice(1),
      cursor.slice(0, -1),
      ...[0, 8, 20, cursor.length - 2].map(
        (index) => cursor.slice(0, index) + other(cursor[index]) + cursor.slice(index + 1),
      ),
    ]

    for (const each of damaged) {
      const response = await site.occuspace(`/${room}/occupancy`, { ...query, cursor: each })
      expect(response.statusCode).toBe(400)
      expect(response.json().detail).toContain('`cursor`')
    }
  })

  test.each<[string, Wire]>([
    ['other days', { end_date: '2024-05-02' }],
    ['another interval', { interval: '15min' }],
    ['a filter', { interval: 'daily', start_hour_filter: '9' }],
  ])('of another query (%s) is refused', async (_what, change) => {
    const cursor = await next()

    const response = await site.occuspace(`/${room}/occupancy`, { ...query, ...change, cursor })

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain('`cursor`')
  })

  test('of another metric, another location, the list or another organization is refused', async () => {
    const cursor = await next()
    const beside = await site.space('spc_beside')
    const created = await site.request({
      method: 'POST',
      url: '/api/organizations',
      payload: { name: 'Elsewhere' },
    })
    const { token } = created.json()
    const asked = [
      await site.occuspace(`/${room}/traffic`, { ...query, cursor }),
      await site.occuspace(`/${beside}/occupancy`, { ...query, cursor }),
      await site.occuspace('', { cursor }),
      await site.occuspace('', { cursor: (await locations(1)({})).pagination.next_cursor }, token),
    ]

    expect(asked.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 400])
  })
})
