import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { count, demand, health, openSite, type Site, type Wire } from './site.ts'

let site: Site

beforeEach(async () => {
  // A Tuesday, 08:30 in New York.
  site = await openSite('2024-05-14T12:30:00Z')
  await site.space('spc_lib', { space_type: 'building', name: 'Library', location_id: 1 })
  await site.space('spc_one', { parent_id: 'spc_lib', name: 'Floor 1', location_id: 2, capacity: 20 })
  await site.space('spc_two', { parent_id: 'spc_lib', name: 'Floor 2', location_id: 3, capacity: 20 })
  await site.sensor('ONE', { sensor_type: 'oa', space_id: 'spc_one' })
  await site.sensor('TWO', { sensor_type: 'oa', space_id: 'spc_two' })
})
afterEach(() => site.close())

const publish = async (fields: Wire = {}) => {
  const payload = {
    slug: 'lib',
    ...(fields['space_ids'] === undefined && { space_id: 'spc_lib' }),
    ...fields,
  }
  demand(await site.request({ method: 'POST', url: '/api/sites', payload }), 201)
}
const get = (url: string) => site.app.inject(url)
const live = async (slug = 'lib') => demand(await get(`/live/${slug}?unknown=null`), 200).json().data[0]
const compare = async () => demand(await get('/compare/lib'), 200).json().data
const people = ({ people, subLocs }: { people: number | null; subLocs: readonly Wire[] }) => [
  people,
  ...subLocs.map((part) => part['people']),
]
const now = (one: number, two: number) =>
  site.send([count('ONE', '2024-05-14T12:30:00Z', one), count('TWO', '2024-05-14T12:30:00Z', two)])

describe('the live feed', () => {
  test('says how full a published site and its parts are', async () => {
    await publish()
    await now(18, 2)

    const response = await get('/live/lib')

    const rest = {
      isAvailable: true,
      isOpen: true,
      hourSummary: 'open',
      timeZone: 'America/New_York',
      bestLocations: [],
      bestLabel: null,
    }
    expect(response.json()).toEqual({
      data: [
        {
          id: 1,
          name: 'Library',
          busyness: 50,
          people: 20,
          capacity: 40,
          percentage: 0.5,
          ...rest,
          locHtml: { class: 'busy', initial: 'L', summary: '<strong>Library</strong>: busy (50%)' },
          subLocs: [
            {
              id: 2,
              name: 'Floor 1',
              busyness: 90,
              people: 18,
              capacity: 20,
              percentage: 0.9,
              ...rest,
              locHtml: {
                class: 'very-busy',
                initial: 'F',
                summary: '<strong>Floor 1</strong>: very busy (90%)',
              },
            },
            {
              id: 3,
              name: 'Floor 2',
              busyness: 10,
              people: 2,
              capacity: 20,
              percentage: 0.1,
              ...rest,
              locHtml: {
                class: 'not-busy',
                initial: 'F',
                summary: '<strong>Floor 2</strong>: not busy (10%)',
              },
            },
          ],
        },
      ],
    })
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=30',
      'access-control-allow-origin': '*',
    })
  })

  test('fits the schema that its document gives', async () => {
    const { paths } = (await get('/live/openapi.json')).json()

    expect(paths['/live/{slug}'].get).toMatchObject({ operationId: 'getLiveFeed' })
    expect(paths['/live/{slug}'].get.security).toBeUndefined()
  })

  test('has false for the parts of a space without any', async () => {
    await publish({ space_id: 'spc_one' })

    expect((await live()).subLocs).toBe(false)
  })

  test('leaves out parts that are not in use, and those that count nothing', async () => {
    await site.space('spc_bare', { parent_id: 'spc_lib' })
    const url = '/api/spaces/spc_two'
    demand(await site.request({ method: 'PATCH', url, payload: { status: 'inactive' } }), 200)
    await publish()

    expect((await live()).subLocs.map(({ name }: Wire) => name)).toEqual(['Floor 1'])
  })

  test('reflects a reading from its acknowledgement on, and a changed set-up too', async () => {
    await publish()
    const before = await live()
    await now(4, 0)
    const after = await live()
    const url = '/api/spaces/spc_one'
    demand(await site.request({ method: 'PATCH', url, payload: { name: 'Ground', capacity: 8 } }), 200)

    expect([before.people, after.people]).toEqual([null, 4])
    expect((await live()).subLocs[0]).toMatchObject({ name: 'Ground', busyness: 50 })
  })

  test('is not available while nobody knows, and shows no zero', async () => {
    await publish({ space_id: 'spc_one' })
    await now(5, 5)
    await site.send([health('ONE', '2024-05-14T12:30:00Z', 'offline')])

    expect(await live()).toMatchObject({
      people: null,
      busyness: null,
      percentage: null,
      isAvailable: false,
      locHtml: { class: 'unknown', summary: '<strong>Floor 1</strong>: not known' },
    })
  })

  test('leaves out what is not known or has no capacity, for clients that decode integers alone', async () => {
    await site.space('spc_lawn', { name: 'Lawn', parent_id: 'spc_lib' })
    await site.sensor('LAWN', { sensor_type: 'oa', space_id: 'spc_lawn' })
    await publish()
    const plain = async () => demand(await get('/live/lib'), 200).json().data
    const nothing = await plain()
    await site.send([count('ONE', '2024-05-14T12:30:00Z', 18), count('LAWN', '2024-05-14T12:30:00Z', 3)])
    const [library] = await plain()
    await site.send([count('TWO', '2024-05-14T12:30:00Z', 2)])

    expect(nothing).toEqual([])
    expect(library.subLocs.map(({ name }: Wire) => name)).toEqual(['Floor 1'])
    expect((await plain())[0].subLocs.map(({ name }: Wire) => name)).toEqual(['Floor 1', 'Floor 2'])
  })

  test('has nulls for them where the server is set so', async () => {
    await site.close()
    site = await openSite('2024-05-14T12:30:00Z', { environment: { HEADCOUNT_FEED_UNKNOWN: 'null' } })
    await site.space('spc_lawn', { name: 'Lawn' })
    await site.sensor('LAWN', { sensor_type: 'oa', space_id: 'spc_lawn' })
    await publish({ space_id: 'spc_lawn' })

    expect(demand(await get('/live/lib'), 200).json().data).toMatchObject([
      { name: 'Lawn', people: null, busyness: null },
    ])
  })

  test('has no busyness without a capacity, and never more than 100 percent', async () => {
    await site.space('spc_open', { name: 'Lawn' })
    await site.sensor('LAWN', { sensor_type: 'oa', space_id: 'spc_open' })
    await publish({ space_id: 'spc_open' })
    await publish({ slug: 'one', space_id: 'spc_one' })
    await site.send([count('LAWN', '2024-05-14T12:00:00Z', 9), count('ONE', '2024-05-14T12:00:00Z', 99)])

    expect(await live()).toMatchObject({ people: 9, busyness: null, capacity: 0, isAvailable: true })
    expect(await live('one')).toMatchObject({ people: 99, busyness: 100, percentage: 1 })
  })

  test('has the levels that were set', async () => {
    await publish({ space_id: 'spc_one', levels: { busy: 10, very_busy: 90 } })
    const levels: string[] = []
    for (const each of [1, 2, 17, 18]) {
      await site.send([count('ONE', '2024-05-14T12:30:00Z', each, { replace: true })])
      levels.push((await live()).locHtml.class)
    }

    expect(levels).toEqual(['not-busy', 'busy', 'busy', 'very-busy'])
  })

  test('escapes names in HTML, and nowhere else', async () => {
    const name = `<img src=x onerror="alert('&')">`
    await site.space('spc_bad', { name, capacity: 10 })
    await site.sensor('BAD', { sensor_type: 'oa', space_id: 'spc_bad' })
    await site.send([count('BAD', '2024-05-14T12:00:00Z', 1), count('BAD', '2024-05-07T12:00:00Z', 9)])
    await publish({ space_id: 'spc_bad' })
    const escaped = '&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;'

    const { locHtml, ...rest } = await live()
    const [compared] = await compare()

    expect(rest.name).toBe(name)
    expect(locHtml.summary).toBe(`<strong>${escaped}</strong>: not busy (10%)`)
    expect(locHtml.initial).toBe('&lt;')
    expect(compared.trendHtml).toContain(`<strong>${escaped}</strong>`)
    expect(compared.trendHtml).not.toContain('<img')
  })

  test('says when a closed site opens again', async () => {
    const hours = [
      { days: '23456', open: '09:00', close: '22:00' },
      { days: '7', open: '20:00', close: '02:00' },
    ]
    await publish({ hours })
    await now(18, 2)
    const early = await live()
    site.setNow('2024-05-14T13:00:00Z')
    const open = await live()
    site.setNow('2024-05-15T02:00:00Z')
    const late = await live()
    site.setNow('2024-05-19T05:59:59Z')
    const night = await live()

    expect(early).toMatchObject({
      isOpen: false,
      hourSummary: 'Closed until 09:00',
      locHtml: { class: 'closed', summary: '<strong>Library</strong>: Closed until 09:00' },
    })
    expect(early.subLocs[0].isOpen).toBe(false)
    expect(open).toMatchObject({ isOpen: true, hourSummary: 'open' })
    expect(late.hourSummary).toBe('Closed until Wednesday 09:00')
    expect(night).toMatchObject({ isOpen: true, hourSummary: 'open' })
  })

  test('answers pages of any origin, and refuses nobody’s headers', async () => {
    await publish()

    const unknown = await get('/live/nothing')
    const preflight = await site.app.inject({ method: 'OPTIONS', url: '/live/lib' })
    const head = await site.app.inject({ method: 'HEAD', url: '/live/lib' })
    const wrong = await site.app.inject({ method: 'POST', url: '/live/lib', payload: {} })

    expect(unknown.statusCode).toBe(404)
    expect(unknown.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
    })
    expect(preflight.statusCode).toBe(204)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization, content-type',
    })
    expect(head.statusCode).toBe(200)
    expect(wrong.statusCode).toBe(405)
  })

  test('is limited like everything that anybody may ask', async () => {
    await site.close()
    site = await openSite('2024-05-14T12:30:00Z', { environment: { HEADCOUNT_RATE_LIMIT: '1:2' } })

    const answers = [await get('/live/a'), await get('/compare/a'), await get('/live/a')]

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 429])
    expect(answers[2]?.json()).toEqual({ message: expect.stringContaining('Wait 1 s before the next') })
  })
})

describe('a site with several places', () => {
  beforeEach(async () => {
    await site.space('spc_uni', {
      space_type: 'campus',
      name: 'University',
      location_id: 10,
      time_zone: 'UTC',
    })
    for (const [id, name, time_zone] of [
      ['gym', 'Gym', 'America/New_York'],
      ['lab', 'Lab', 'Europe/Berlin'],
    ]) {
      const fields = { parent_id: 'spc_uni', space_type: 'building', capacity: 10, name, time_zone }
      await site.space(`spc_${id}`, fields)
      await site.sensor(String(name), { sensor_type: 'oa', space_id: `spc_${id}` })
    }
  })
  const feed = async (slug: string, query = '') => demand(await get(`/live/${slug}${query}`), 200).json().data
  const names = (places: readonly Wire[]) => places.map(({ name }) => name)

  test('is a campus shown as its buildings, each with what is directly in it', async () => {
    const url = '/api/spaces/spc_lib'
    demand(await site.request({ method: 'PATCH', url, payload: { parent_id: 'spc_uni' } }), 200)
    await publish({ slug: 'uni', space_id: 'spc_uni' })
    await now(18, 2)
    await site.send([count('Gym', '2024-05-14T12:30:00Z', 5)])

    const data = await feed('uni')

    expect(names(data)).toEqual(['Library', 'Gym'])
    expect(names(data[0].subLocs)).toEqual(['Floor 1', 'Floor 2'])
    expect(data[1]).toMatchObject({ busyness: 50, subLocs: false })
    expect(names(await feed('uni', '?unknown=null'))).toEqual(['Library', 'Gym', 'Lab'])
  })

  test('names them one by one', async () => {
    await publish({ slug: 'two', space_ids: ['spc_uni', 'spc_one'] })
    await now(18, 2)
    await site.send([count('Gym', '2024-05-14T12:30:00Z', 5), count('Lab', '2024-05-14T12:30:00Z', 10)])

    const data = await feed('two')

    expect(data).toMatchObject([
      { name: 'University', people: 15, capacity: 20, busyness: 75 },
      { name: 'Floor 1', people: 18, subLocs: false },
    ])
    expect(names(data[0].subLocs)).toEqual(['Gym', 'Lab'])
  })

  test('has its hours by the clocks of each place', async () => {
    await publish({ slug: 'uni', space_id: 'spc_uni', hours: [{ open: '09:00', close: '22:00' }] })

    const data = await feed('uni', '?unknown=null')

    expect(data).toMatchObject([
      { name: 'Gym', timeZone: 'America/New_York', isOpen: false, hourSummary: 'Closed until 09:00' },
      { name: 'Lab', timeZone: 'Europe/Berlin', isOpen: true, hourSummary: 'open' },
    ])
  })

  test('is compared with the same hour of each place’s own clocks', async () => {
    await publish({ slug: 'uni', space_id: 'spc_uni' })
    // Two weeks ago clocks had not gone back in New York, but they had in Berlin.
    site.setNow('2024-11-05T12:30:00Z')
    const week = (day: string, hour: number) => `2024-${day}T${String(hour).padStart(2, '0')}:00:00Z`
    const hourly = (sensor: string, day: string, at: number) => [
      count(sensor, week(day, at - 1), 9),
      count(sensor, week(day, at), 4),
      count(sensor, week(day, at + 1), 9),
    ]
    await site.send([
      ...hourly('Gym', '10-29', 11),
      ...hourly('Lab', '10-29', 12),
      count('Gym', '2024-11-05T12:30:00Z', 4),
      count('Lab', '2024-11-05T12:30:00Z', 4),
    ])

    const { data } = demand(await get('/compare/uni'), 200).json()

    expect(data).toMatchObject([
      { name: 'Gym', comparison: [{ value: 0, trend: 'usual' }, { trend: 'best' }] },
      { name: 'Lab', comparison: [{ value: 0, trend: 'usual' }, { trend: 'best' }] },
    ])
  })

  test('hides what is below its threshold in each of them', async () => {
    await publish({ slug: 'two', space_ids: ['spc_uni', 'spc_gym'], min_count: 5 })
    await site.send([count('Gym', '2024-05-14T12:30:00Z', 2), count('Lab', '2024-05-14T12:30:00Z', 9)])

    const [whole, gym] = await feed('two')

    expect([people(whole), gym.people]).toEqual([[9, 0, 9], 0])
  })
})

describe('counts below a threshold', () => {
  test.each([
    [0, 0],
    [2, 0],
    [3, 5],
    [4, 5],
    [5, 5],
    [6, 6],
  ])('of the site: %s people are shown as %s, in every figure', async (real, shown) => {
    await publish({ space_id: 'spc_one', min_count: 5 })
    await now(real, 0)

    const answer = await live()

    expect(answer).toMatchObject({ people: shown, busyness: shown * 5, percentage: shown / 20 })
    expect(answer.locHtml.summary).toContain(`(${shown * 5}%)`)
  })

  test('are not given away by the whole', async () => {
    await publish({ min_count: 5 })
    await now(10, 2)

    expect(people(await live())).toEqual([10, 10, 0])
  })

  test('of a space hold where the site has none, or a smaller one, for what lies below too', async () => {
    const url = '/api/spaces/spc_two'
    demand(await site.request({ method: 'PATCH', url, payload: { min_count: 8 } }), 200)
    await site.space('spc_deep', { parent_id: 'spc_lib', space_type: 'floor', name: 'Deep', capacity: 10 })
    await site.space('spc_desk', { parent_id: 'spc_deep', name: 'Desk', min_count: 2, capacity: 10 })
    await site.sensor('DESK', { sensor_type: 'oa', space_id: 'spc_desk' })
    await publish({ min_count: 3 })
    await publish({ slug: 'bare' })
    await now(1, 4)
    await site.send([count('DESK', '2024-05-14T12:30:00Z', 1)])

    expect(people(await live('bare'))).toEqual([11, 1, 8, 2])
    expect(people(await live())).toEqual([11, 0, 8, 3])
  })

  test('are hidden in comparisons too', async () => {
    await publish({ space_id: 'spc_one', min_count: 10 })
    await site.send([count('ONE', '2024-05-07T12:00:00Z', 4)])
    const few = [count('ONE', '2024-05-14T12:00:00Z', 1), count('ONE', '2024-05-14T12:20:00Z', 3)]

    const told: Wire[] = []
    for (const reading of few) {
      await site.send([reading])
      told.push((await compare())[0].comparison)
    }

    expect(told[0]).toEqual(told[1])
    expect(told[0]).toMatchObject([{ value: 0, trend: 'usual' }])
  })
})

describe('the comparing feed', () => {
  /** Counts of floor 1 for the hour of 08:00 on past Tuesdays, the latest first; null for nothing known. */
  const pastWeeks = (counts: readonly (number | null)[]) =>
    site.send(
      counts.flatMap((each, index) => {
        const start = Date.parse('2024-05-14T12:00:00Z') - (index + 1) * 7 * 86_400_000
        return each === null ? [] : [count('ONE', start, each), health('ONE', start + 3_600_000, 'offline')]
      }),
    )

  test('sets now against the median of the same hour in the past four weeks', async () => {
    await publish({ space_id: 'spc_one' })
    await pastWeeks([4, 6, 100, 2, 1_000])
    await now(12, 0)

    const response = await get('/compare/lib')

    // Of 2, 4, 6 and 100 people 5 are the median; the fifth week back has no say.
    expect(response.json()).toEqual({
      data: [
        {
          id: 2,
          name: 'Floor 1',
          open: true,
          comparison: [{ valid: true, value: 140, trend: 'busier', string: '140% busier than usual' }],
          trendHtml: '<span class="busier"><strong>Floor 1</strong> is 140% busier than usual</span>',
        },
      ],
    })
    expect(response.headers).toMatchObject({
      'cache-control': 'public, max-age=30',
      'access-control-allow-origin': '*',
    })
  })

  test.each([
    [10, [10, 11], 'usual', 'about as busy as usual', true],
    [5, [10, 10], 'quieter', '50% quieter than usual', true],
    [20, [10], 'busier', '100% busier than usual', false],
    [0, [0, 0, 0], 'usual', 'about as busy as usual', true],
  ])('of %s people against %j is %s', async (people, weeks, trend, string, valid) => {
    await publish({ space_id: 'spc_one' })
    await pastWeeks(weeks)
    await now(people, 0)

    expect((await compare())[0].comparison).toMatchObject([{ trend, string, valid }])
  })

  test('has an entry for the whole and for each part', async () => {
    await publish()
    await pastWeeks([10, 10])
    await now(10, 10)

    const answers = await compare()

    expect(answers.map(({ name }: Wire) => name)).toEqual(['Library', 'Floor 1', 'Floor 2'])
    expect(answers[1].comparison).toMatchObject([{ trend: 'usual' }])
    expect(answers[2]).toMatchObject({ comparison: null, trendHtml: '' })
  })

  test.each(['nothing is known of the past', 'nothing is known now', 'it is closed'])(
    'has nothing to say where %s',
    async (what) => {
      const hours = what === 'it is closed' ? [{ open: '20:00', close: '22:00' }] : []
      await publish({ space_id: 'spc_one', hours })
      if (what !== 'nothing is known of the past') await pastWeeks([10, 10])
      if (what !== 'nothing is known now') await now(10, 10)

      const [answer] = await compare()

      expect(answer).toMatchObject({ open: what !== 'it is closed', comparison: null, trendHtml: '' })
    },
  )

  test('keeps the local hour when clocks change', async () => {
    await publish({ space_id: 'spc_one' })
    // On 2024-03-05 08:00 in New York was 13:00 UTC; a week later clocks had gone forward.
    site.setNow('2024-03-12T12:30:00Z')
    await site.send([
      count('ONE', '2024-03-05T12:00:00Z', 100),
      count('ONE', '2024-03-05T13:00:00Z', 10),
      count('ONE', '2024-03-05T14:00:00Z', 100),
      count('ONE', '2024-03-12T12:30:00Z', 10),
    ])

    expect((await compare())[0].comparison[0]).toMatchObject({ value: 0, trend: 'usual' })
  })

  test.each([
    // By the hour from 06:00 on, in the open hours from 07:30 on; it is 08:30.
    ['its usual busiest hour', [30, 10, 20, 5, null], 'peak', 'usually busiest at this hour'],
    ['its usual quietest hour', [2, 10, 5, 20, null], 'best', 'usually quietest at this hour'],
    ['neither', [30, 20, 15, 10, null], null, null],
    ['as busy as ever', [30, 20, 20, 20, 20], null, null],
    ['the only hour that is known', [30, null, 20, null, null], null, null],
  ])('says that a place is at %s', async (_what, byHour, trend, string) => {
    await publish({ space_id: 'spc_one', hours: [{ open: '07:30', close: '11:00' }] })
    const past = [7, 14].flatMap((days) =>
      byHour.map((people, index) => {
        const at = Date.parse('2024-05-14T10:00:00Z') - days * 86_400_000 + index * 3_600_000
        return people === null ? health('ONE', at, 'offline') : count('ONE', at, people)
      }),
    )
    await site.send([...past, health('ONE', '2024-05-07T15:00:00Z', 'offline')])
    await site.send([health('ONE', '2024-04-30T15:00:00Z', 'offline')])
    await now(9, 0)

    const [{ comparison, trendHtml }] = await compare()

    expect(comparison.slice(1)).toEqual(
      trend === null ? [] : [{ valid: true, value: comparison[0].value, trend, string }],
    )
    expect(trendHtml.includes('usually')).toBe(trend !== null)
  })
})
