import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/time/interval.ts'
import { count, health, onlyRow, openSite, type Site } from './site.ts'

let site: Site
const at = (time: string) => `2024-05-01T${time}-04:00`
/** Nine to ten in New York. */
const nine = { start_date: '2024-05-01T09:00:00', end_date: '2024-05-01T09:59:59' }

beforeAll(async () => {
  site = await openSite('2024-06-01T00:00:00Z')
})
afterAll(() => site.close())

const row = async (operation: string, id: string) =>
  onlyRow(await site.ask(operation, { ...nine, space_ids: [id] }), id)

describe('up time', () => {
  test('falls while sensors are offline, mean over the sensors, and their time is unknown', async () => {
    await site.space('spc_pair')
    await site.sensor('P1', { sensor_type: 'oa', space_id: 'spc_pair', heartbeat_seconds: 300 })
    await site.sensor('P2', { sensor_type: 'oa', space_id: 'spc_pair' })
    await site.send([
      count('P1', at('09:00'), 1),
      count('P2', at('09:00'), 1),
      health('P2', at('09:45'), 'offline'),
    ])

    // P1 is offline once three heartbeats have passed, at 09:15; P2 says so itself at 09:45.
    const pair = await row('metrics', 'spc_pair')

    expect(pair).toMatchObject({
      up_time: (15 + 45) / 120,
      occupancy_avg: (2 * 15 + 1 * 30) / 45,
      time_used_raw: 45 * MINUTE_MS,
      time_used_percentage: 0.75,
    })
  })

  test('of a parent is the mean over the sensors below it', async () => {
    await site.space('spc_wing', { space_type: 'floor' })
    await site.space('spc_wing_a', { parent_id: 'spc_wing' })
    await site.space('spc_wing_b', { parent_id: 'spc_wing' })
    await site.sensor('WA', { sensor_type: 'oa', space_id: 'spc_wing_a' })
    await site.sensor('WB', { sensor_type: 'oa', space_id: 'spc_wing_b' })
    await site.send([count('WA', at('09:00'), 0), count('WB', at('09:30'), 0)])

    expect(await row('time-used', 'spc_wing')).toMatchObject({ up_time: 0.75 })
  })
})
