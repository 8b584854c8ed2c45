import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { count, crossing, health, openSite, type Site, type Wire } from './site.ts'

type Rates = Record<string, { readonly completion_rate: number }>

let site: Site
const at = (time: string) => `2024-07-01T${time}-04:00`
const hour = { start_date: '2024-07-01T09:00:00', end_date: '2024-07-01T09:59:59' }
const ask = (body: Wire, token?: string) => site.ask<Rates>('data-status', body, token)

/** One floor with two open-area sensors, one with a door only, one with nothing, one whose door hides its rooms. */
beforeAll(async () => {
  site = await openSite('2024-08-01T00:00:00Z')
  await site.space('spc_hq', { space_type: 'building' })
  for (const id of ['spc_area', 'spc_doors', 'spc_bare', 'spc_gate'])
    await site.space(id, { space_type: 'floor', parent_id: 'spc_hq' })
  await site.space('spc_a', { parent_id: 'spc_area' })
  await site.space('spc_b', { parent_id: 'spc_a' })
  await site.space('spc_lobby', { parent_id: 'spc_doors' })
  await site.space('spc_c', { parent_id: 'spc_gate' })
  await site.sensor('A', { sensor_type: 'oa', space_id: 'spc_a' })
  await site.sensor('B', { sensor_type: 'oa', space_id: 'spc_b' })
  await site.sensor('C', { sensor_type: 'oa', space_id: 'spc_c' })
  await site.sensor('W', { sensor_type: 'waffle', space_id: 'spc_doors' })
  await site.sensor('D', { sensor_type: 'entry' })
  await site.sensor('G', { sensor_type: 'entry' })
  const side = (id: string) => [{ id, sensor_placement: 1 }]
  await site.doorway('drw_d', { sensor_serial_number: 'D', spaces: side('spc_lobby') })
  await site.doorway('drw_g', { sensor_serial_number: 'G', spaces: side('spc_gate') })
  await site.send([
    count('A', at('08:00'), 1),
    health('A', at('09:30'), 'offline'),
    count('B', at('09:15'), 0),
    count('C', at('09:45'), 0),
    count('W', at('08:00'), 1),
    crossing('D', at('08:00'), 1),
    crossing('G', at('08:00'), 1),
  ])
})
afterAll(() => site.close())

describe('data status', () => {
  test('is received over expected open-area sensor time of each floor that has such sensors', async () => {
    expect(await ask(hour)).toEqual({
      spc_area: { completion_rate: (30 + 45) / 120 },
      spc_gate: { completion_rate: 15 / 60 },
    })
  })

  test('is of the floors asked for, each once', async () => {
    expect(await ask({ ...hour, floor_ids: ['spc_area', 'spc_area', 'spc_bare'] })).toEqual({
      spc_area: { completion_rate: 75 / 120 },
    })
  })

  test.each([[[]], [null], [undefined]])('is of all floors when floor_ids is %j', async (floor_ids) => {
    expect(Object.keys(await ask({ ...hour, floor_ids }))).toEqual(['spc_area', 'spc_gate'])
  })

  test('expects nothing of the time that has not come', async () => {
    site.setNow(at('09:30'))

    const rates = await ask({ ...hour, floor_ids: ['spc_area'] })
    site.setNow('2024-08-01T00:00:00Z')

    expect(rates).toEqual({ spc_area: { completion_rate: 45 / 60 } })
  })

  test.each(['spc_nowhere', 'spc_a', 'spc_hq'])('of %s, which is no floor, is 404', async (id) => {
    const response = await site.density('data-status', { ...hour, floor_ids: [id] })

    expect(response.statusCode).toBe(404)
    expect(response.json()).toEqual({ code: 404, message: expect.stringContaining(id) })
  })

  test('of more than 1,000 floors is refused', async () => {
    const response = await site.density('data-status', { ...hour, floor_ids: Array(1_001).fill('spc_area') })

    expect(response.statusCode).toBe(400)
    expect(response.json().message).toContain('`floor_ids`')
  })

  test.each([
    ['2024-07-01T09:00:00', '2024-07-01T09:05:00', 200],
    ['2024-07-01T09:00:00', '2024-07-01T09:04:59', 400],
    ['2024-07-01T00:00:00', '2024-07-10T23:59:59', 200],
    ['2024-07-01T00:00:00', '2024-07-11T00:00:00', 200],
    ['2024-07-01T00:00:00', '2024-07-11T00:00:01', 400],
    ['2024-05-31T12:00:00Z', '2024-06-01T00:00:00Z', 400],
    ['2024-05-31T12:00:00Z', '2024-06-01T00:00:01Z', 200],
    ['2024-05-01T12:00:00Z', '2024-05-02T00:00:00Z', 400],
    ['2024-07-02T00:00:00Z', '2024-07-01T00:00:00Z', 400],
    ['2024-07-01', '2024-07-02', 400],
  ])('from %s to %s is %d', async (start_date, end_date, status) => {
    const response = await site.density('data-status', { start_date, end_date })

    expect(response.statusCode).toBe(status)
    if (status === 400) expect(response.json().message).toMatch(/start_date|end_date/)
  })

  test('of a limited token is of the floors it sees', async () => {
    const token = await site.token({ scopes: ['read'], space_ids: ['spc_gate', 'spc_a'] })

    const hidden = await site.density('data-status', { ...hour, floor_ids: ['spc_area'] }, token)

    expect(await ask(hour, token)).toEqual({ spc_gate: { completion_rate: 0.25 } })
    expect(hidden.statusCode).toBe(404)
  })
})
