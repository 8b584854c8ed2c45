import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildApp } from '../../src/api/app.ts'
import { openServices } from '../../src/server/compose.ts'
import { readConfig } from '../../src/server/read-config.ts'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { OWNER } from './test-server.ts'

const START = Date.parse('2024-05-01T00:00:00Z')
const HOUR_MS = 3_600_000
const DAYS = 10
const logger = pino({ level: 'silent' })

/** A server whose background work is done only when a test says so. */
async function openManualServer() {
  const store = openMemoryStore()
  const config = readConfig({}, { HEADCOUNT_OWNER_TOKEN: OWNER })
  const clock = () => START + (DAYS + 1) * 24 * HOUR_MS
  const { services, histories } = await openServices({ store, config, clock })
  await services.identity.ensureOwner(OWNER)
  const app = buildApp(services, { trustProxy: false, logger, webDirectory: null, version: '0.0.0' })
  const call = async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) => {
    const headers = { authorization: `Bearer ${OWNER}` }
    return (await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })).json()
  }
  await call('POST', '/api/spaces', { id: 'spc_hq', name: 'HQ', space_type: 'building', time_zone: 'UTC' })
  const room = { id: 'spc_room', name: 'Room', space_type: 'space', parent_id: 'spc_hq', capacity: 10 }
  await call('POST', '/api/spaces', room)
  const spaces = [{ id: 'spc_room', sensor_placement: 1 }]
  await call('POST', '/api/doorways', { id: 'drw_in', name: 'In', spaces })
  const crossings = Array.from({ length: DAYS * 24 }, (_, hour) => ({
    type: 'crossing',
    doorway_id: 'drw_in',
    at: START + hour * HOUR_MS + 90_000,
    direction: hour % 5 === 4 ? -1 : 1,
  }))
  await call('POST', '/api/readings', crossings)
  return { app, call, histories }
}

type ManualServer = Awaited<ReturnType<typeof openManualServer>>

const metrics = ({ call }: ManualServer) =>
  call('POST', '/v3/analytics/metrics', {
    start_date: '2024-05-01T00:00:00Z',
    end_date: '2024-05-11T23:59:59Z',
    time_resolution: 'day',
  })

let [changed, fresh]: ManualServer[] = []

beforeEach(async () => {
  ;[changed, fresh] = [await openManualServer(), await openManualServer()]
})
afterEach(async () => {
  await Promise.all([changed?.app.close(), fresh?.app.close()])
})

test.each([
  ['time zone', '/v3/spaces/spc_hq', { time_zone: 'Asia/Kathmandu' }],
  ['daily reset', '/api/spaces/spc_room', { daily_reset: '13:45' }],
])(
  'a changed %s is derived anew behind right answers, and its progress can be seen',
  async (_, url, body) => {
    if (changed === undefined || fresh === undefined) throw new Error('no server')
    const before = await metrics(changed)
    await changed.histories.derive(false)
    expect(await changed.call('GET', '/readyz')).toMatchObject({ stale_days: 0 })

    await changed.call('PATCH', url, body)

    // The other server heard of the change before it derived anything.
    await fresh.call('PATCH', url, body)
    const expected = await metrics(fresh)
    expect(expected).not.toEqual(before)
    expect(await metrics(changed)).toEqual(expected)
    const { stale_days: left } = await changed.call('GET', '/readyz')
    // Room and building, from the first day with readings up to yesterday.
    expect(left).toBe(2 * (DAYS + 1))
    const page = await changed.app.inject('/metrics')
    expect(page.body).toContain(`headcount_derivation_stale_days ${left}`)

    const seen: number[] = []
    await changed.histories.derive(false, () => seen.push(changed?.histories.staleDaysLeft() ?? -1))
    expect(await changed.call('GET', '/readyz')).toMatchObject({ stale_days: 0 })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen).toEqual(seen.toSorted((a, b) => b - a))
    expect(await metrics(changed)).toEqual(expected)
  },
)

test('a changed capacity derives nothing anew', async () => {
  if (changed === undefined) throw new Error('no server')
  await changed.histories.derive(false)

  await changed.call('PATCH', '/v3/spaces/spc_room', { capacity: 99 })

  expect(await changed.call('GET', '/readyz')).toMatchObject({ stale_days: 0 })
})
