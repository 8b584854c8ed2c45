import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { count, crossing, demand, health, openSite, type Site, type Wire } from './site.ts'

const calls = ['hourly_occupancy', 'daily_occupancy', 'hourly_visitors', 'daily_visitors', 'daily_dwell_time']

async function series(
  site: Site,
  location: number,
  call: string,
  range: string,
  word = 'location',
): Promise<readonly Wire[]> {
  const url = `/v1/${word}/${location}/${call}?${range}`
  const { message, data } = demand(await site.request({ url }), 200).json()
  expect([message, Object.keys(data)]).toEqual(['OK', [call]])
  return data[call]
}

describe('the calls of v1 by the hour and day', () => {
  let site: Site
  const range = 'start=2024-05-14&end=2024-05-15'
  beforeAll(async () => {
    site = await openSite('2024-05-15T14:30:00Z')
    await site.space('spc_hall', { location_id: 7, capacity: 4 })
    await site.sensor('GATE', { sensor_type: 'entry' })
    const sides = [{ id: 'spc_hall', sensor_placement: 1 }]
    await site.doorway('drw_gate', { sensor_serial_number: 'GATE', spaces: sides })
    await site.space('spc_bare', { location_id: 8, capacity: 4 })
    await site.space('spc_lawn', { location_id: 9 })
    await site.sensor('LAWN', { sensor_type: 'oa', space_id: 'spc_lawn' })
    await site.send([
      crossing('GATE', '2024-05-14T13:00:00Z', 1, { n: 2 }),
      crossing('GATE', '2024-05-14T13:45:00Z', -1),
      crossing('GATE', '2024-05-14T14:00:00Z', 1, { n: 7 }),
      crossing('GATE', '2024-05-14T15:00:00Z', -1, { n: 8 }),
      count('LAWN', '2024-05-14T13:00:00Z', 3),
      health('LAWN', '2024-05-14T14:00:00Z', 'offline'),
    ])
  })
  afterAll(() => site.close())

  const at = (hour: number, day = '2024-05-14') => ({
    timestamp: `${day}T${String(hour).padStart(2, '0')}:00:00Z`,
    normalizedDate: day,
    normalizedTime: `${String(hour - 4).padStart(2, '0')}:00:00`,
  })
  const midnight = at(4)

  test.each(['location', 'locations'])('are answered under /%s/{id}', async (word) => {
    const answered = await Promise.all(calls.map((call) => series(site, 7, call, range, word)))
    const [hourly, daily, hourlyVisitors, dailyVisitors, dwell] = answered

    // Two people for three quarters of an hour and one for the rest; then eight, of whom four is as many as it holds.
    expect(hourly?.slice(0, 3)).toEqual([
      { count: 2, percentage: 0.4375, ...at(13) },
      { count: 8, percentage: 1, ...at(14) },
      { count: 0, percentage: 0, ...at(15) },
    ])
    expect(daily?.[0]).toMatchObject({ count: 1, ...midnight })
    expect(hourlyVisitors?.slice(0, 2)).toEqual([
      { visitors: 2, ...at(13) },
      { visitors: 7, ...at(14) },
    ])
    expect(dailyVisitors).toEqual([
      { visitors: 9, ...midnight },
      { visitors: 0, ...at(4, '2024-05-15') },
    ])
    // 45 minutes, two hours, and seven times an hour. Today has not ended.
    expect(dwell).toEqual([{ seconds: Math.round((585 * 60) / 9), ...midnight }])
  })

  test('have no point where nothing was known, and none where nothing counts', async () => {
    const lawn = await Promise.all(calls.map((call) => series(site, 9, call, range)))
    const bare = await Promise.all(calls.map((call) => series(site, 8, call, range)))

    expect(lawn).toEqual([
      [{ count: 3, percentage: null, ...at(13) }],
      [{ count: 3, percentage: null, ...midnight }],
      [{ visitors: 0, ...at(13) }],
      [{ visitors: 0, ...midnight }],
      [],
    ])
    expect(bare).toEqual(calls.map(() => []))
  })

  test.each(calls)('refuse what %s cannot be asked, as every call of v1 does', async (call) => {
    const ask = (id: string, query: string, token?: string) =>
      site.request({ url: `/v1/locations/${id}/${call}?${query}` }, token)
    const limited = await site.token({ scopes: ['read'], space_ids: ['spc_bare'] })

    const reversed = await ask('7', 'start=2024-05-15&end=2024-05-13')
    expect(reversed.statusCode).toBe(400)
    expect(reversed.json().message).toContain('`end` must not be before `start`')
    expect((await ask('7', 'start=2024-05-14')).json().message).toContain('end')
    expect((await ask('x', range)).statusCode).toBe(400)
    expect((await ask('7', range, limited)).statusCode).toBe(401)
    expect((await ask('77', range)).statusCode).toBe(401)
  })

  test.each(calls)('are in the document: %s', async (call) => {
    const { paths } = (await site.request({ url: '/v1/openapi.json' })).json()

    for (const word of ['location', 'locations']) {
      const { responses } = paths[`/v1/${word}/{id}/${call}`].get
      const { data } = responses['200'].content['application/json'].schema.properties
      expect(data.properties[call].items.$ref).toMatch(/^#\/components\/schemas\/(Count|Visitors|DwellTime)$/)
    }
  })
})

const MINUTE = 60_000
/** New York goes back from 02:00 to 01:00 on 2024-11-03: local midnight is 04:00, then 05:00 in UTC. */
const START = Date.parse('2024-11-02T04:00:00Z')
const END = Date.parse('2024-11-05T05:00:00Z')
const MINUTES = (END - START) / MINUTE
const hourOf = (minute: number) => Math.floor(minute / 60)
const midnights = [0, 24 * 60, 49 * 60, MINUTES]
const dayOf = (minute: number) => midnights.findLastIndex((midnight) => midnight <= minute)

/** Swedish writes dates and times as the wire does. */
const wallClock = new Intl.DateTimeFormat('sv', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** What a room’s sensor says in a minute: so many people, or (null) that it is offline. */
type Said = readonly [minute: number, people: number | null]
/** When somebody came and left, on one day. */
type Stay = readonly [minute: number, length: number]

const saidIn = fc.uniqueArray(fc.tuple(fc.nat(MINUTES - 1), fc.option(fc.nat(12), { freq: 5 })), {
  selector: ([minute]) => minute,
  maxLength: 60,
})
const stays = fc
  .array(fc.tuple(fc.nat(MINUTES - 2), fc.integer({ min: 1, max: 300 })), { maxLength: 40 })
  .map((drawn) => drawn.filter(([minute, length]) => dayOf(minute) === dayOf(minute + length)))

/** Sums over minutes, by hour or day; without a minute, nothing. */
function pooled(
  values: readonly (number | null)[],
  poolOf: (minute: number) => number,
): Map<number, number[]> {
  const pools = new Map<number, number[]>()
  values.forEach((value, minute) => {
    if (value !== null) pools.set(poolOf(minute), [...(pools.get(poolOf(minute)) ?? []), value])
  })
  return pools
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const startOf = { hour: (pool: number) => pool * 60, day: (pool: number) => midnights[pool] ?? 0 }
const poolOf = { hour: hourOf, day: dayOf }

function expected(
  values: readonly (number | null)[],
  unit: 'hour' | 'day',
  figures: (values: readonly number[]) => object,
): readonly object[] {
  return [...pooled(values, poolOf[unit])]
    .toSorted(([a], [b]) => a - b)
    .map(([pool, members]) => ({ at: START + startOf[unit](pool) * MINUTE, ...figures(members) }))
}

/** The people in each minute, and how many came in it; null where that is not known. */
function room(said: readonly Said[]): { people: (number | null)[]; came: (number | null)[] } {
  const people: (number | null)[] = Array(MINUTES).fill(null)
  const came: (number | null)[] = Array(MINUTES).fill(null)
  let before: number | null = null
  for (let minute = 0; minute < MINUTES; minute++) {
    const word = said.find(([at]) => at === minute)
    const now: number | null = word === undefined ? before : word[1]
    people[minute] = now
    if (now !== null) came[minute] = before === null ? 0 : Math.max(0, now - before)
    before = now
  }
  return { people, came }
}

function hall(visits: readonly Stay[]): { people: (number | null)[]; came: (number | null)[] } {
  const first = Math.min(...visits.map(([minute]) => minute))
  const minutes = Array.from({ length: MINUTES }, (_, minute) => minute)
  const inside = (minute: number) =>
    visits.filter(([at, length]) => at <= minute && minute < at + length).length
  return {
    people: minutes.map((minute) => (minute < first ? null : inside(minute))),
    came: minutes.map((minute) => (minute < first ? null : visits.filter(([at]) => at === minute).length)),
  }
}

/** First in, first out: who came first is the first to leave. */
function dwellTimes(visits: readonly Stay[]): readonly object[] {
  return [0, 1, 2].flatMap((day) => {
    const ofDay = visits.filter(([minute]) => dayOf(minute) === day)
    const left = ofDay.map(([minute, length]) => minute + length).toSorted((a, b) => a - b)
    const came = ofDay.map(([minute]) => minute).toSorted((a, b) => a - b)
    const lengths = came.map((minute, index) => (left[index] ?? 0) - minute).filter((length) => length > 3)
    if (lengths.length === 0) return []
    const seconds = Math.round((60 * sum(lengths)) / lengths.length)
    return [{ at: START + startOf.day(day) * MINUTE, seconds }]
  })
}

const CAPACITY = 8
const occupancy = (values: readonly number[]) => {
  const average = sum(values) / values.length
  return { count: Math.round(average), percentage: expect.closeTo(Math.min(1, average / CAPACITY), 9) }
}
const visitors = (values: readonly number[]) => ({ visitors: sum(values) })

test('the calls of v1 say what counting minute by minute says, also where clocks change', async () => {
  await fc.assert(
    fc.asyncProperty(saidIn, stays, async (said, visits) => {
      const site = await openSite(new Date(END).toISOString())
      await site.space('spc_room', { location_id: 1, capacity: CAPACITY })
      await site.sensor('ROOM', { sensor_type: 'oa', space_id: 'spc_room' })
      await site.space('spc_hall', { location_id: 2, capacity: CAPACITY })
      await site.sensor('GATE', { sensor_type: 'entry' })
      const sides = [{ id: 'spc_hall', sensor_placement: 1 }]
      await site.doorway('drw_gate', { sensor_serial_number: 'GATE', spaces: sides })
      const when = (minute: number) => START + minute * MINUTE
      await site.send([
        ...said.map(([minute, people]) =>
          people === null ? health('ROOM', when(minute), 'offline') : count('ROOM', when(minute), people),
        ),
        ...visits.flatMap(([minute, length], seq) => [
          crossing('GATE', when(minute), 1, { seq }),
          crossing('GATE', when(minute + length), -1, { seq }),
        ]),
      ])
      const ask = async (location: number, call: string) => {
        const points = await series(site, location, call, 'start=2024-11-02&end=2024-11-04')
        return points.map(({ timestamp, normalizedDate, normalizedTime, ...figures }) => {
          const at = Date.parse(String(timestamp))
          expect([normalizedDate, normalizedTime]).toEqual(wallClock.format(at).split(' '))
          return { at, ...figures }
        })
      }
      for (const [location, { people, came }] of [
        [1, room(said)],
        [2, hall(visits)],
      ] as const) {
        expect(await ask(location, 'hourly_occupancy')).toEqual(expected(people, 'hour', occupancy))
        expect(await ask(location, 'daily_occupancy')).toEqual(expected(people, 'day', occupancy))
        expect(await ask(location, 'hourly_visitors')).toEqual(expected(came, 'hour', visitors))
        expect(await ask(location, 'daily_visitors')).toEqual(expected(came, 'day', visitors))
      }
      expect(await ask(2, 'daily_dwell_time')).toEqual(dwellTimes(visits))
      await site.close()
    }),
    { numRuns: 8, endOnFailure: true },
  )
})
