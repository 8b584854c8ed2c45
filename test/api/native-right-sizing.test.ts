import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RightSizingQuery, SizedSpace } from '../../src/client/right-sizing-wire.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/interval.ts'
import { type AnalyticsSite, BARE, openAnalyticsSite } from './analytics-site.ts'
import { count, health } from './site.ts'
import { OWNER } from './test-server.ts'

let site: AnalyticsSite

/** Wednesday in New York, five hours behind UTC. */
const DAY = '2024-11-06'
const day = { start_date: `${DAY}T00:00:00`, end_date: `${DAY}T23:59:59` }
const office = { ...day, start_hour: 9, end_hour: 19 }
const at = (hour: number, minute = 0) => Date.parse(`${DAY}T05:00:00Z`) + hour * HOUR_MS + minute * MINUTE_MS

beforeAll(async () => {
  site = await openAnalyticsSite()
  await site.space('spc_tower', { space_type: 'building', name: 'Tower' })
  await site.space('spc_first', { space_type: 'floor', parent_id: 'spc_tower', name: 'First', capacity: 60 })
  await site.space('spc_second', { space_type: 'floor', parent_id: 'spc_tower', name: 'Second' })
  const rooms: readonly (readonly [id: string, floor: string, fields: object])[] = [
    ['spc_big', 'spc_first', { capacity: 12, function: 'meeting_room', labels: ['North', 'Bookable'] }],
    ['spc_small', 'spc_first', { capacity: 4, function: 'meeting_room', labels: ['North'] }],
    ['spc_empty', 'spc_second', { capacity: 8, function: 'focus_room' }],
    ['spc_dark', 'spc_second', { capacity: 8 }],
    ['spc_free', 'spc_tower', { function: 'lounge' }],
  ]
  for (const [id, parent_id, fields] of rooms) {
    await site.space(id, { name: id, parent_id, ...fields })
    await site.sensor(id, { sensor_type: 'oa', space_id: id })
  }
  await site.send([
    ...['spc_big', 'spc_small', 'spc_empty', 'spc_free'].map((room) => count(room, at(0), 0)),
    // Two meetings of an hour, four people and three; somebody looks in for a minute.
    ...[count('spc_big', at(9), 4), count('spc_big', at(10), 0), count('spc_big', at(11), 3)],
    ...[count('spc_big', at(12), 0), count('spc_big', at(15), 9), count('spc_big', at(15, 1), 0)],
    // Five in a room for four, a quarter of the time in use; it is not known after 18.
    ...[count('spc_small', at(13), 4), count('spc_small', at(14, 30), 5), count('spc_small', at(15), 0)],
    health('spc_small', at(18), 'offline'),
    count('spc_free', at(16), 2),
    count('spc_free', at(17), 0),
  ])
})
afterAll(() => site.close())

const ask = (query: Partial<RightSizingQuery> = {}) =>
  site.client.rightSizing({ ...office, space_ids: ['spc_tower'], ...query })
const refuse = (query: Record<string, string>, token = OWNER) =>
  site.request({ url: '/api/right-sizing', query: { ...day, ...query } }, token)
const named = (spaces: readonly SizedSpace[], id: string) => spaces.find(({ space_id }) => space_id === id)

describe('the size of a room', () => {
  test('is judged by how many people its uses had', async () => {
    const big = named((await ask()).spaces, 'spc_big')

    expect(big).toEqual({
      space_id: 'spc_big',
      name: 'spc_big',
      path: ['Tower', 'First'],
      function: 'meeting_room',
      floor_id: 'spc_first',
      label_ids: [expect.stringMatching(/^lbl_/), expect.stringMatching(/^lbl_/)],
      time_zone: 'America/New_York',
      capacity: 12,
      verdict: 'too_big',
      sentence:
        '100 % of its 2 uses had at most 4 people, and its capacity is 12; while in use 3.5 people on average, 9 people at most.',
      fitting_size: 4,
      fitting_share: 1,
      length_ms: 10 * HOUR_MS,
      observed_ms: 10 * HOUR_MS,
      known_share: 1,
      occupied_ms: 121 * MINUTE_MS,
      used_share: 121 / 600,
      people_avg: (240 + 180 + 9) / 121,
      people_p50: 4,
      people_p90: 4,
      people_max: 9,
      filled_share: expect.closeTo((240 + 180 + 9) / 121 / 12, 9),
      over_capacity_ms: 0,
      over_capacity_share: 0,
      uses: 2,
      capped_uses: 0,
      time_at: [
        { count: 0, duration_ms: 479 * MINUTE_MS },
        { count: 3, duration_ms: HOUR_MS },
        { count: 4, duration_ms: HOUR_MS },
        { count: 9, duration_ms: MINUTE_MS },
      ],
      uses_by_peak: [
        { peak: 3, uses: 1 },
        { peak: 4, uses: 1 },
      ],
    })
  })

  test('has verdicts of every kind, most telling first, and unknown time is in no figure', async () => {
    const { spaces } = await ask()

    expect(spaces.map(({ space_id, verdict }) => [space_id, verdict])).toEqual([
      ['spc_small', 'too_small'],
      ['spc_big', 'too_big'],
      ['spc_empty', 'never_used'],
      ['spc_free', 'no_capacity'],
      ['spc_dark', 'unknown'],
    ])
    expect(named(spaces, 'spc_small')).toMatchObject({
      observed_ms: 9 * HOUR_MS,
      known_share: 0.9,
      over_capacity_ms: 30 * MINUTE_MS,
      over_capacity_share: 0.25,
      sentence: 'It was over its capacity of 4 for 25 % of the time in use; the most was 5 people.',
    })
    expect(named(spaces, 'spc_dark')).toMatchObject({ observed_ms: 0, used_share: null, people_max: null })
  })

  test('follows the thresholds that are asked for, and says them', async () => {
    const { spaces, thresholds } = await ask({
      over_percent: 25,
      smaller_percent: 30,
      hardly_percent: 11,
      known_percent: 0,
      shortest_use_minutes: 0,
    })

    expect(thresholds).toEqual({
      known_percent: 0,
      hardly_percent: 11,
      over_percent: 25,
      fit_percent: 90,
      smaller_percent: 30,
      shortest_use_minutes: 0,
    })
    expect(spaces.map(({ space_id, verdict }) => [space_id, verdict])).toEqual([
      ['spc_empty', 'never_used'],
      ['spc_free', 'hardly_used'],
      ['spc_big', 'right_size'],
      ['spc_small', 'right_size'],
      ['spc_dark', 'unknown'],
    ])
    expect(named(spaces, 'spc_big')).toMatchObject({ uses: 3, fitting_size: 9 })
  })

  test('is held against the capacity in force', async () => {
    await site.request({ method: 'PATCH', url: '/api/spaces/spc_big', payload: { capacity: 3 } })
    const changed = named((await ask()).spaces, 'spc_big')
    await site.request({ method: 'PATCH', url: '/api/spaces/spc_big', payload: { capacity: 12 } })

    // Changed after the day that is asked about.
    expect(changed).toMatchObject({ capacity: 12, over_capacity_ms: 0, verdict: 'too_big' })
  })
})

describe('groups', () => {
  test('have the capacities that are set, and none where none is', async () => {
    const { groups } = await ask()
    expect(groups.function.map(({ id, capacity }) => [id, capacity])).toEqual(
      expect.arrayContaining([
        ['meeting_room', 16],
        ['lounge', null],
      ]),
    )
  })

  test('are by function, label and floor, with the figures of all their spaces', async () => {
    const { groups, spaces } = await ask()
    const meeting = groups.function.find(({ id }) => id === 'meeting_room')

    expect(groups.function.map(({ id, spaces: number }) => [id, number])).toEqual([
      ['focus_room', 1],
      ['lounge', 1],
      ['meeting_room', 2],
      [null, 1],
    ])
    expect(groups.label.map(({ name, spaces: number }) => [name, number])).toEqual([
      ['Bookable', 1],
      ['North', 2],
      [null, 3],
    ])
    expect(
      groups.floor.map(({ id, name, spaces: number, capacity }) => [id, name, number, capacity]),
    ).toEqual([
      ['spc_first', 'First', 2, 16],
      ['spc_second', 'Second', 2, 16],
      [null, null, 1, null],
    ])
    expect(meeting).toMatchObject({
      verdicts: { too_small: 1, too_big: 1, never_used: 0, right_size: 0, unknown: 0 },
      length_ms: 20 * HOUR_MS,
      observed_ms: 19 * HOUR_MS,
      occupied_ms: 241 * MINUTE_MS,
      people_avg: (240 + 180 + 9 + 360 + 150) / 241,
      people_p50: 4,
      people_max: 9,
      over_capacity_ms: 30 * MINUTE_MS,
      over_capacity_share: 30 / 241,
      uses: 3,
    })
    expect(spaces).toHaveLength(5)
  })
})

describe('what is asked about', () => {
  const idsOf = async (query: Partial<RightSizingQuery>) =>
    (await ask(query)).spaces.map(({ space_id }) => space_id).toSorted()

  test('can be narrowed by space, type, function and label', async () => {
    expect(await idsOf({ space_ids: ['spc_first'] })).toEqual(['spc_big', 'spc_small'])
    expect(await idsOf({ space_ids: ['spc_first', 'spc_free'] })).toEqual([
      'spc_big',
      'spc_free',
      'spc_small',
    ])
    expect(await idsOf({ function: 'lounge' })).toEqual(['spc_free'])
    expect(await idsOf({ label: 'Bookable' })).toEqual(['spc_big'])
    expect(await idsOf({ space_type: 'floor' })).toEqual(['spc_first', 'spc_second'])
    const everything = (await site.client.rightSizing(office)).spaces.map(({ space_id }) => space_id)
    expect(everything).toContain('spc_room')
    expect(everything).not.toContain(BARE)
  })

  test('shows a limited token its own spaces only', async () => {
    const token = await site.token({ scopes: ['read'], space_ids: ['spc_small'] })
    const { spaces, groups } = await site.clientWith(token).rightSizing(office)

    expect(spaces.map(({ space_id }) => space_id)).toEqual(['spc_small'])
    expect(groups.label.map(({ name, spaces: number }) => [name, number])).toEqual([['North', 1]])
    expect((await refuse({ space_ids: 'spc_big' }, token)).statusCode).toBe(404)
    expect((await refuse({ label: 'Bookable' }, token)).statusCode).toBe(404)
    expect((await refuse({ label: 'North' }, token)).statusCode).toBe(200)
  })

  test.each<[Record<string, string>, string]>([
    [{ over_percent: '101' }, '`over_percent` must be a whole number from 0 to 100'],
    [{ fit_percent: '0.9' }, '`fit_percent` must be a whole number from 0 to 100'],
    [{ space_type: 'room' }, '`space_type` must be one of campus, building, floor, space'],
    [{ function: 'room' }, '`function` must be one of'],
    [{ start_hour: '9', end_hour: '8' }, '`end_hour` must be after start_hour'],
    [{ start_date: '2023-11-01T00:00:00' }, 'at most 366 days'],
    [{ start_date: '2024-11-07T00:00:00' }, 'end_date must not be before start_date'],
  ])('is refused with %j', async (query, detail) => {
    const response = await refuse(query)

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain(detail)
  })

  test('is 404 for an unknown space or label', async () => {
    expect((await refuse({ space_ids: 'spc_nowhere' })).statusCode).toBe(404)
    expect((await refuse({ label: 'Nowhere' })).statusCode).toBe(404)
  })

  test('may be in the future, of which nothing is known', async () => {
    const later = await ask({ start_date: '2024-12-01T00:00:00', end_date: '2024-12-01T23:59:59' })

    expect(new Set(later.spaces.map(({ sentence }) => sentence))).toEqual(
      new Set(['No time was asked about.']),
    )
  })
})
