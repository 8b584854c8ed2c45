import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { openTemporarySqliteStore } from '../storage/open-store.ts'
import { count, crossing, demand, health, openSite, type Site } from './site.ts'

const engines = [
  ['memory', async () => openMemoryStore()],
  ['sqlite', openTemporarySqliteStore],
] as const

interface Status {
  readonly serial_number: string
  readonly health_status: string
  readonly since: string | null
  readonly last_reading_at: string | null
  readonly last_count: number | null
  readonly space_ids: readonly string[]
  readonly doorway_id: string | null
}

let site: Site

const statuses = async (token?: string): Promise<readonly Status[]> =>
  demand(await site.request({ url: '/api/sensor-status' }, token), 200).json().data

async function statusOf(serial: string, token?: string): Promise<Status | undefined> {
  return (await statuses(token)).find(({ serial_number }) => serial_number === serial)
}

/** The same as Density says it. */
async function expectAgreement(): Promise<void> {
  const asked = await site.request({ method: 'POST', url: '/v3/sensors/health/current', payload: {} })
  const own = (await statuses()).map(({ serial_number, health_status, since }) => ({
    serial_number,
    health_status,
    last_status_change: since,
  }))
  expect(own).toEqual(demand(asked, 200).json().data)
}

describe.each(engines)('the status of the sensors over %s', (_engine, openStore) => {
  beforeEach(async () => {
    site = await openSite('2024-05-14T12:00:00Z', { store: await openStore() })
    await site.space('spc_floor', { space_type: 'floor' })
    for (const id of ['spc_a', 'spc_b', 'spc_hall']) await site.space(id, { parent_id: 'spc_floor' })
    await site.sensor('OA', { sensor_type: 'oa', space_ids: ['spc_a', 'spc_b'], heartbeat_seconds: 60 })
    await site.doorway('drw_1', { spaces: [{ id: 'spc_hall', sensor_placement: 1 }] })
    await site.sensor('E', { sensor_type: 'entry', doorway_id: 'drw_1' })
  })
  afterEach(() => site.close())

  test('has every sensor, with what it said last and since when it is so', async () => {
    await site.send([
      count('OA', '2024-05-14T11:58:00Z', 2, { space_id: 'spc_a' }),
      count('OA', '2024-05-14T11:59:30.5Z', 3, { space_id: 'spc_b' }),
    ])

    expect(await statuses()).toEqual([
      {
        serial_number: 'OA',
        health_status: 'healthy',
        since: '2024-05-14T11:58:00Z',
        last_reading_at: '2024-05-14T11:59:30.500Z',
        last_count: 5,
        space_ids: ['spc_a', 'spc_b'],
        doorway_id: null,
      },
      {
        serial_number: 'E',
        health_status: 'unknown',
        since: null,
        last_reading_at: null,
        last_count: null,
        space_ids: [],
        doorway_id: 'drw_1',
      },
    ])
    await expectAgreement()
  })

  test('agrees with Density’s, whatever happens between one question and the next', async () => {
    await site.send([count('OA', '2024-05-12T11:59:00Z', 2, { space_id: 'spc_a' })])
    expect(await statusOf('OA')).toMatchObject({ health_status: 'offline', since: '2024-05-12T12:02:00Z' })
    await expectAgreement()

    await site.send([
      { type: 'heartbeat', sensor: 'OA', at: '2024-05-14T11:59:59Z' },
      crossing('E', '2024-05-14T11:00:00Z', 1),
    ])
    expect(await statusOf('OA')).toMatchObject({
      health_status: 'healthy',
      since: '2024-05-14T11:59:59Z',
      last_count: 2,
    })
    await expectAgreement()

    site.setNow('2024-05-14T12:03:00Z')
    expect(await statusOf('OA')).toMatchObject({ health_status: 'offline', since: '2024-05-14T12:02:59Z' })
    await expectAgreement()

    // Late, and between two that are known.
    await site.send([{ type: 'heartbeat', sensor: 'OA', at: '2024-05-14T12:01:00Z' }])
    expect(await statusOf('OA')).toMatchObject({ health_status: 'healthy', since: '2024-05-14T11:59:59Z' })
    await expectAgreement()

    await site.send([
      health('E', '2024-05-14T12:02:00Z', 'degraded'),
      health('OA', '2024-05-13T12:00:00Z', 'healthy'),
    ])
    expect(await statusOf('E')).toMatchObject({
      health_status: 'degraded',
      since: '2024-05-14T12:02:00Z',
      last_reading_at: '2024-05-14T12:02:00Z',
      last_count: null,
    })
    await expectAgreement()

    const change = { method: 'PATCH' as const, url: '/api/sensors/OA', payload: { heartbeat_seconds: 10 } }
    demand(await site.request(change), 200)
    expect(await statusOf('OA')).toMatchObject({ health_status: 'offline', since: '2024-05-14T12:01:30Z' })
    await expectAgreement()
  })

  test('leaves what is still to come to its moment', async () => {
    await site.send([count('OA', '2024-05-14T12:01:00Z', 4, { space_id: 'spc_a' })])
    expect(await statusOf('OA')).toMatchObject({
      health_status: 'unknown',
      last_reading_at: null,
      last_count: null,
    })

    site.setNow('2024-05-14T12:01:00Z')

    expect(await statusOf('OA')).toMatchObject({ since: '2024-05-14T12:01:00Z', last_count: 4 })
    await expectAgreement()
  })

  test('shows a limited token its sensors, with the part of them that is in its spaces', async () => {
    await site.send([
      count('OA', '2024-05-14T11:58:00Z', 2, { space_id: 'spc_a' }),
      count('OA', '2024-05-14T11:59:00Z', 3, { space_id: 'spc_b' }),
    ])
    const limited = await site.token({ scopes: ['read'], space_ids: ['spc_b'] })

    expect(await statuses(limited)).toMatchObject([
      { serial_number: 'OA', last_count: 3, space_ids: ['spc_b'] },
    ])
    const writer = await site.token({ scopes: ['write', 'ingest'] })
    expect((await site.request({ url: '/api/sensor-status' }, writer)).statusCode).toBe(403)
  })

  test('has no count of a space that the sensor no longer covers', async () => {
    await site.send([
      count('OA', '2024-05-14T11:58:00Z', 2, { space_id: 'spc_a' }),
      count('OA', '2024-05-14T11:59:00Z', 3, { space_id: 'spc_b' }),
    ])
    const change = { method: 'PATCH' as const, url: '/api/sensors/OA', payload: { space_ids: ['spc_a'] } }
    demand(await site.request(change), 200)

    expect(await statusOf('OA')).toMatchObject({ last_count: 2, space_ids: ['spc_a'] })
  })
})
