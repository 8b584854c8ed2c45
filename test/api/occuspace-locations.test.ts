import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { count, crossing, openSite, type Site, type Wire } from './site.ts'

let site: Site
const ids: Record<string, number> = {}
const one = async (id: string, token?: string): Promise<Wire> =>
  (await site.occuspace(`/${ids[id]}`, {}, token)).json()

beforeAll(async () => {
  site = await openSite('2024-06-01T00:00:00Z')
  const add = async (id: string, fields: Wire) => {
    ids[id] = await site.space(id, fields)
  }
  await add('spc_hq', { space_type: 'building', capacity: 1_000, name: 'HQ', time_zone: 'America/New_York' })
  await add('spc_floor', { parent_id: 'spc_hq', space_type: 'floor', capacity: 7, status: 'planning' })
  await add('spc_a', { parent_id: 'spc_floor', capacity: 4 })
  await add('spc_b', { parent_id: 'spc_floor', status: 'inactive' })
  await add('spc_c', { parent_id: 'spc_hq', capacity: 30, status: 'retired', time_zone: 'Asia/Tokyo' })
  await site.sensor('A', { sensor_type: 'oa', space_id: 'spc_a' })
  await site.sensor('C', { sensor_type: 'entry' })
  const spaces = [{ id: 'spc_c', sensor_placement: 1 }]
  await site.doorway('drw_c', { sensor_serial_number: 'C', spaces })
  await site.send([
    count('A', '2024-05-02T01:30:00Z', 3),
    count('A', '2024-05-04T12:00:00Z', 3),
    crossing('C', '2024-05-02T15:30:00Z', 1),
  ])
})
afterAll(() => site.close())

describe('a location', () => {
  test('has all six members', async () => {
    expect(await one('spc_a')).toEqual({
      location_id: ids['spc_a'],
      name: 'Space spc_a',
      status: 'active',
      parent_id: ids['spc_floor'],
      capacity: 4,
      start_date: '2024-05-01',
    })
  })

  test('starts on the first local day with data, a parent with its first child, and else not at all', async () => {
    expect(await one('spc_c')).toMatchObject({ start_date: '2024-05-03' })
    expect(await one('spc_floor')).toMatchObject({ start_date: '2024-05-01' })
    expect(await one('spc_hq')).toMatchObject({ start_date: '2024-05-01' })
    expect(await one('spc_b')).toMatchObject({ start_date: null })
  })

  test('with children has the sum of their capacities, a missing one adding nothing', async () => {
    expect(await one('spc_floor')).toMatchObject({ capacity: 4 })
    expect(await one('spc_hq')).toMatchObject({ capacity: 34, parent_id: null })
    expect(await one('spc_b')).toMatchObject({ capacity: 0 })
  })

  test.each([
    ['spc_hq', 'active'],
    ['spc_floor', 'setup'],
    ['spc_b', 'inactive'],
    ['spc_c', 'inactive'],
  ])('%s has the status %s', async (id, status) => {
    expect(await one(id)).toMatchObject({ status })
  })

  test('starts earlier once an earlier reading has come', async () => {
    await site.send([count('A', '2024-04-10T12:00:00Z', 1)])

    expect(await one('spc_a')).toMatchObject({ start_date: '2024-04-10' })
  })

  test('is the same in the list and by itself, and the list is in order', async () => {
    const { data } = (await site.occuspace('')).json()

    const single = await Promise.all(
      data.map(async (each: Wire) => (await site.occuspace(`/${each['location_id']}`)).json()),
    )
    expect(data).toEqual(single)
    const order: readonly number[] = data.map((each: { location_id: number }) => each.location_id)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  test('that a limited token sees has no parent where it does not see that', async () => {
    const token = await site.token({ scopes: ['read'], space_ids: ['spc_floor'] })

    const { data } = (await site.occuspace('', {}, token)).json()

    expect(data.map((each: Wire) => [each['location_id'], each['parent_id']])).toEqual([
      [ids['spc_floor'], null],
      [ids['spc_a'], ids['spc_floor']],
      [ids['spc_b'], ids['spc_floor']],
    ])
  })
})
