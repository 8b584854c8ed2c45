import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { count, openSite, type Site, type Wire } from './site.ts'

let site: Site
let stranger: string

const day = { start_date: '2024-05-01T00:00:00Z', end_date: '2024-05-01T23:59:59Z' }

/** A building with a floor of two rooms; beside it another organization with a building of its own. */
beforeAll(async () => {
  site = await openSite('2024-06-01T00:00:00Z')
  await site.space('spc_hq', { space_type: 'building', address: '1 Main St', capacity: 50 })
  await site.space('spc_floor', { space_type: 'floor', parent_id: 'spc_hq', status: 'planning' })
  await site.space('spc_room', {
    parent_id: 'spc_floor',
    name: 'Room 1',
    capacity: 4,
    function: 'meeting_room',
    size_area: 20.5,
    cost_per_sqft: 3,
    daily_reset: '04:30',
    iwms_id: 'R-1',
    go_live_date_utc: '2024-01-02',
    labels: ['Quiet'],
    time_zone: 'America/Chicago',
  })
  await site.space('spc_other', { parent_id: 'spc_floor' })
  await site.sensor('ROOM', { sensor_type: 'oa', space_id: 'spc_room' })
  await site.sensor('OTHER', { sensor_type: 'waffle', space_id: 'spc_other' })
  await site.send([count('ROOM', '2024-05-01T10:00:00Z', 1), count('OTHER', '2024-05-01T10:00:00Z', 1)])
  const organization = await site.request({
    method: 'POST',
    url: '/api/organizations',
    payload: { name: 'Elsewhere' },
  })
  stranger = organization.json().token
  const foreign = { id: 'spc_foreign', name: 'Theirs', space_type: 'floor', time_zone: 'UTC' }
  await site.request({ method: 'POST', url: '/api/spaces', payload: foreign }, stranger)
})
afterAll(() => site.close())

const list = async (token?: string): Promise<readonly Wire[]> =>
  (await site.request({ url: '/v3/spaces?page_size=1000' }, token)).json()
const ids = (spaces: readonly Wire[]) => spaces.map(({ id }) => id)

describe('the list of spaces', () => {
  test('is flat, has all levels, and every field of a space', async () => {
    const spaces = await list()

    expect(ids(spaces)).toEqual(['spc_hq', 'spc_floor', 'spc_room', 'spc_other'])
    expect(spaces[2]).toEqual({
      id: 'spc_room',
      name: 'Room 1',
      space_type: 'space',
      address: null,
      binary_occupancy: false,
      capacity: 4,
      children: [],
      children_ids: [],
      cost_per_sqft: 3,
      counting_mode: 'oa',
      daily_reset: '04:30',
      function: 'meeting_room',
      go_live_date_utc: '2024-01-02',
      iwms_id: 'R-1',
      labels: [
        {
          id: expect.stringMatching(/^lbl_/),
          name: 'Quiet',
          group: null,
          spaces: [{ id: 'spc_room', name: expect.any(String), current_count: 1 }],
        },
      ],
      size_area: 20.5,
      status: 'live',
      time_zone: 'America/Chicago',
    })
  })

  test('names direct children by id, and has the mode that all below agree on, else none', async () => {
    const [hq, floor] = await list()

    expect(hq).toMatchObject({ children: [], children_ids: ['spc_floor'], counting_mode: null })
    expect(floor).toMatchObject({
      children_ids: ['spc_room', 'spc_other'],
      status: 'planning',
      daily_reset: '00:00',
      time_zone: 'America/New_York',
      function: null,
      capacity: null,
    })
  })
})

describe('a token that is limited to some spaces', () => {
  let limited: string
  beforeAll(async () => {
    limited = await site.token({ scopes: ['read'], space_ids: ['spc_room'] })
  })

  test('lists them and what is below them, and of what is above them no more than the name', async () => {
    const spaces = await list(limited)

    expect(ids(spaces)).toEqual(['spc_hq', 'spc_floor', 'spc_room'])
    expect(spaces[0]).toMatchObject({
      name: 'Space spc_hq',
      address: null,
      capacity: null,
      children_ids: ['spc_floor'],
    })
    expect(spaces[1]).toMatchObject({ name: 'Space spc_floor', children_ids: ['spc_room'] })
    expect(spaces[2]).toEqual((await list())[2])
    expect(JSON.stringify(spaces)).not.toContain('spc_other')
  })

  test('that sees a floor sees its rooms', async () => {
    const floor = await site.token({ scopes: ['read'], space_ids: ['spc_floor'] })

    expect(Object.keys(await site.ask('time-used', day, floor)).toSorted()).toEqual([
      'spc_floor',
      'spc_other',
      'spc_room',
    ])
  })

  test('is answered for its own when it asks for all', async () => {
    for (const operation of ['metrics', 'sessions/raw'])
      expect(Object.keys(await site.ask(operation, day, limited))).toEqual(['spc_room'])
  })

  test.each(['spc_other', 'spc_floor', 'spc_hq', 'spc_foreign'])(
    'asking for %s is answered as for an unknown id',
    async (id) => {
      const answerFor = async (asked: string) => {
        const response = await site.density('metrics', { ...day, space_ids: [asked] }, limited)
        return [response.statusCode, response.body.replaceAll(asked, '?')]
      }

      expect(await answerFor(id)).toEqual(await answerFor('spc_nowhere'))
      expect((await answerFor(id))[0]).toBe(404)
    },
  )
})

describe("another organization's spaces", () => {
  test('are not in the list', async () => {
    expect(ids(await list(stranger))).toEqual(['spc_foreign'])
    expect(ids(await list())).not.toContain('spc_foreign')
  })

  test.each(['metrics', 'occupancy', 'time-used', 'utilization', 'sessions/raw'])(
    'are unknown to %s',
    async (operation) => {
      const answerFor = async (id: string, token?: string) => {
        const response = await site.density(operation, { ...day, space_ids: [id] }, token)
        return [response.statusCode, response.body.replaceAll(id, '?')]
      }

      expect(await answerFor('spc_foreign')).toEqual(await answerFor('spc_nowhere'))
      expect(await answerFor('spc_room', stranger)).toEqual(await answerFor('spc_nowhere', stranger))
      expect((await answerFor('spc_foreign'))[0]).toBe(404)
    },
  )

  test('are unknown to the data status', async () => {
    const range = { start_date: '2024-06-01T00:00:00Z', end_date: '2024-06-01T12:00:00Z' }

    const response = await site.density('data-status', { ...range, floor_ids: ['spc_foreign'] })

    expect(response.statusCode).toBe(404)
  })
})

test('an organization with no spaces has an empty answer, and wrong ranges are wrong there too', async () => {
  const created = await site.request({
    method: 'POST',
    url: '/api/organizations',
    payload: { name: 'Empty' },
  })
  const { token } = created.json()

  expect(await list(token)).toEqual([])
  expect(await site.ask('metrics', day, token)).toEqual({})
  const reversed = { start_date: day.end_date, end_date: day.start_date }
  expect((await site.density('metrics', reversed, token)).statusCode).toBe(400)
})
