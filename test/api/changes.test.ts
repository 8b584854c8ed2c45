import { mkdirSync, rmSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { DATABASE_FILE, openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { temporaryDirectory } from '../storage/open-store.ts'
import { startTestServer, type TestServer } from './test-server.ts'

/** A Friday noon in Berlin; the days before it are over. */
const NOON = Date.UTC(2024, 4, 17, 10)
let now = NOON
const clock = () => now
let server: TestServer

interface Listed {
  readonly changes: readonly Record<string, unknown>[]
  readonly next: number | null
}

async function call(method: 'POST' | 'PATCH' | 'DELETE', url: string, payload: object = {}, token?: string) {
  const response = await server.request({ method, url, payload }, token)
  expect([response.statusCode, response.body.slice(0, 200)]).toEqual([
    expect.toSatisfy((code) => code < 300),
    expect.anything(),
  ])
  return response.body === '' ? null : response.json()
}

async function changes(query = '', token?: string): Promise<Listed> {
  const response = await server.request({ method: 'GET', url: `/api/changes${query}` }, token)
  expect(response.statusCode).toBe(200)
  return response.json()
}

/** Space, cause, first and last day of what was restated since a position. */
async function restated(since = 0): Promise<readonly unknown[]> {
  const { changes: found } = await changes(`?since=${since}`)
  return found.map(({ space_id, cause, from, to }) => [space_id, cause, from, to].join(' '))
}

const send = async (...readings: object[]): Promise<number> =>
  (await call('POST', '/api/readings', readings)).seq
const at = (day: number, hour: number, minute = 0) => Date.UTC(2024, 4, day, hour, minute)
const count = (day: number, hour: number, people: number, more: object = {}) => ({
  type: 'count',
  sensor: 'S1',
  at: at(day, hour),
  count: people,
  ...more,
})
const crossing = (when: number, direction: 1 | -1 = 1) => ({
  type: 'crossing',
  doorway_id: 'drw_1',
  at: when,
  direction,
})

async function start(store: Store): Promise<void> {
  server = await startTestServer({ store, clock })
}

async function setUp(): Promise<void> {
  await call('POST', '/api/spaces', {
    id: 'spc_b',
    name: 'B',
    space_type: 'building',
    time_zone: 'Europe/Berlin',
  })
  for (const id of ['spc_1', 'spc_2', 'spc_e'])
    await call('POST', '/api/spaces', { id, name: id, space_type: 'space', parent_id: 'spc_b' })
  await call('POST', '/api/sensors', { serial_number: 'S1', sensor_type: 'oa', space_id: 'spc_1' })
  await call('POST', '/api/sensors', {
    serial_number: 'S2',
    sensor_type: 'oa',
    space_id: 'spc_2',
    heartbeat_seconds: 3600,
  })
  await call('POST', '/api/doorways', {
    id: 'drw_1',
    name: 'Door',
    spaces: [{ id: 'spc_e', sensor_placement: 1 }],
  })
}

describe('closed figures', () => {
  beforeEach(async () => {
    now = NOON
    await start(openMemoryStore(clock))
    await setUp()
  })
  afterEach(() => server.close())

  test('are not restated by what is told in time, nor by the set-up that comes before readings', async () => {
    await send(count(17, 9, 3), crossing(at(17, 9)))

    expect(await changes()).toEqual({ changes: [], next: null })
  })

  test('are restated by a late reading, from its day to the last before today, in the space and above', async () => {
    const seq = await send(count(14, 9, 3))

    expect(await changes()).toEqual({
      changes: ['spc_b', 'spc_1'].map((space_id) => ({
        seq,
        at: '2024-05-17T10:00:00Z',
        cause: 'late_reading',
        actor: { kind: 'token', id: expect.stringMatching(/^tkn_/), name: expect.any(String) },
        space_id,
        from: '2024-05-14',
        to: '2024-05-16',
      })),
      next: null,
    })
  })

  test('are restated up to the next count of the sensor, in local days', async () => {
    const seq = await send(count(14, 9, 3), count(16, 9, 4))
    await send(count(15, 22, 5), count(15, 23, 3))

    expect(await restated(seq)).toEqual([
      'spc_b late_reading 2024-05-16 2024-05-16',
      'spc_1 late_reading 2024-05-16 2024-05-16',
    ])
  })

  test('are not restated by a reading that is there already, or says what was known', async () => {
    const seq = await send(count(14, 9, 3), count(16, 9, 4), { ...count(17, 9, 4) })
    await send(count(14, 9, 3), count(15, 9, 3), { type: 'heartbeat', sensor: 'S1', at: at(15, 10) })

    expect(await restated(seq)).toEqual([])
  })

  test('are restated by a sign of life where the sensor was taken for offline', async () => {
    const of = (day: number, hour: number) => ({ ...count(day, hour, 2), sensor: 'S2' })
    const seq = await send(of(14, 8), of(14, 10), of(14, 20))
    const later = await send({ type: 'heartbeat', sensor: 'S2', at: at(14, 9) })
    expect(await restated(seq)).toEqual([])
    await send({ type: 'heartbeat', sensor: 'S2', at: at(14, 13) })

    expect(await restated(later)).toEqual([
      'spc_b late_reading 2024-05-14 2024-05-14',
      'spc_2 late_reading 2024-05-14 2024-05-14',
    ])
  })

  test('are restated by a late crossing up to the daily reset', async () => {
    const seq = await send(crossing(at(12, 9)))
    await send(crossing(at(14, 23, 30)))

    expect(await restated(seq)).toEqual([
      // The building falls by one more as the day ends, at the reset: a flow of the 16th.
      'spc_b late_reading 2024-05-15 2024-05-16',
      'spc_e late_reading 2024-05-15 2024-05-15',
    ])
  })

  test('are restated by a reading that takes the place of another', async () => {
    const seq = await send(count(14, 9, 3), count(14, 10, 0))
    await send(count(14, 9, 8, { replace: true }))

    expect(await restated(seq)).toEqual([
      'spc_b replaced_reading 2024-05-14 2024-05-14',
      'spc_1 replaced_reading 2024-05-14 2024-05-14',
    ])
  })

  test('are restated by many late readings as one stretch', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      ...count(13, 0, index % 7),
      at: at(13, 0, index * 20),
    }))
    const seq = await send(count(16, 12, 1))
    await send(...many)

    expect(await restated(seq)).toEqual([
      'spc_b late_reading 2024-05-13 2024-05-16',
      'spc_1 late_reading 2024-05-13 2024-05-16',
    ])
  })

  test('are restated by another set-up where that goes for the past, and by no other', async () => {
    const seq = await send(count(15, 9, 3), count(15, 10, 0))
    await call('PATCH', '/api/spaces/spc_1', { name: 'Renamed' })
    await call('PATCH', '/api/sensors/S1', { space_ids: ['spc_1', 'spc_2'] })
    expect(await restated(seq)).toEqual([])

    await call('PATCH', '/api/spaces/spc_b', { time_zone: 'Europe/London' })
    expect((await restated(seq)).toSorted()).toEqual([
      'spc_1 time_zone 2024-05-15 2024-05-16',
      'spc_2 time_zone 2024-05-15 2024-05-16',
      'spc_b time_zone 2024-05-15 2024-05-16',
    ])
  })

  test('are restated by a first capacity, which holds for the past, and not by the next', async () => {
    const seq = await send(count(15, 9, 3), count(15, 10, 0))
    await call('PATCH', '/api/spaces/spc_1', { capacity: 10 })
    const { changes: found } = await changes(`?since=${seq}`)
    expect(found.map(({ space_id, cause }) => [space_id, cause])).toEqual([
      ['spc_b', 'capacity'],
      ['spc_1', 'capacity'],
    ])
    now += 60_000
    await call('PATCH', '/api/spaces/spc_1', { capacity: 20 })

    expect(await restated(Number(found.at(-1)?.['seq']))).toEqual([])
  })

  test('are restated by a sensor that goes with its readings', async () => {
    const seq = await send(count(15, 9, 3))
    await call('DELETE', '/api/sensors/S1?cascade=true')

    expect(await restated(seq)).toEqual([
      'spc_b removal 2024-05-15 2024-05-16',
      'spc_1 removal 2024-05-15 2024-05-16',
    ])
  })

  test('every change of the set-up says its position, no question and no refusal does', async () => {
    const seq = await send(count(15, 9, 3))
    const change = (url: string, payload: object) => server.request({ method: 'PATCH', url, payload })
    const done = await change('/api/spaces/spc_1', { name: 'Renamed' })
    const refused = await change('/api/spaces/spc_1', { time_zone: 'Nowhere' })
    const asked = await server.request({ method: 'GET', url: '/api/spaces/spc_1' })

    expect([done, refused, asked].map(({ headers }) => headers['headcount-seq'])).toEqual([
      String(seq + 1),
      undefined,
      undefined,
    ])
    const gone = await server.request({ method: 'DELETE', url: '/api/sensors/S1?cascade=true' })
    expect(gone.headers['headcount-seq']).toBe(String(server.services.live.position(1)))
  })

  test('come in pages that end between positions, each going on where the one before ended', async () => {
    for (const day of [12, 13, 14]) await send(count(day, 9, day), count(day, 10, 0))
    const all = (await changes()).changes
    const first = await changes('?limit=1')
    const second = await changes(`?limit=3&since=${first.next}`)

    expect(all).toHaveLength(6)
    expect(first.changes).toEqual(all.slice(0, 2))
    expect(second.changes).toEqual(all.slice(2))
    expect(second.next).toBeNull()
  })

  test('come the newest first too, in pages that go back in time', async () => {
    for (const day of [12, 13, 14]) await send(count(day, 9, day), count(day, 10, 0))
    const all = (await changes()).changes.toReversed()
    const first = await changes('?order=newest&limit=1')
    const second = await changes(`?order=newest&limit=3&before=${first.next}`)

    expect(all).toHaveLength(6)
    expect((await changes('?order=newest')).changes).toEqual(all)
    expect(first.changes).toEqual(all.slice(0, 2))
    expect(second.changes).toEqual(all.slice(2))
    expect(second.next).toBeNull()
  })

  test.each(['?before=3', '?order=newest&since=3', '?order=sideways'])(
    'are not listed for %s, which says what would be right',
    async (asked) => {
      const { statusCode, body } = await server.request({ method: 'GET', url: `/api/changes${asked}` })
      expect([statusCode, body]).toEqual([400, expect.stringMatching(/order|before|since/)])
    },
  )

  test('are listed to a limited token as far as it sees, and to nobody else', async () => {
    await send(count(14, 9, 3))
    const limited = await call('POST', '/api/tokens', { name: 'one', scopes: ['read'], space_ids: ['spc_1'] })
    const other = await call('POST', '/api/organizations', { name: 'Other' })
    const writer = await call('POST', '/api/tokens', { name: 'in', scopes: ['ingest'] })

    expect((await changes('', limited.token)).changes.map(({ space_id }) => space_id)).toEqual(['spc_1'])
    expect((await changes('', other.token)).changes).toEqual([])
    const refused = await server.request({ method: 'GET', url: '/api/changes' }, writer.token)
    expect(refused.statusCode).toBe(403)
  })

  test('are known for 90 days', async () => {
    await send(count(14, 9, 3))
    now += 91 * 86_400_000
    const seq = await send(count(14, 9, 4, { replace: true }))

    expect((await changes()).changes.every((change) => change['seq'] === seq)).toBe(true)
  })
})

describe('on disk', () => {
  let directory: string
  beforeEach(async () => {
    now = NOON
    directory = temporaryDirectory()
    await start(await openSqliteStore({ directory: join(directory, 'data'), clock }))
    await setUp()
  })
  afterEach(async () => {
    await server.close()
    rmSync(directory, { recursive: true })
  })

  test('the list is the same after a stop, and after a crash before it was kept', async () => {
    await send(count(12, 9, 3), count(12, 10, 0))
    await call('PATCH', '/api/spaces/spc_b', { time_zone: 'Europe/London' })
    await server.close()
    await start(await openSqliteStore({ directory: join(directory, 'data'), clock }))
    await send(count(14, 9, 3), count(14, 10, 0))
    // What a crash leaves now: the row is durable, and what it restated was never asked for.
    const crashed = join(directory, 'crashed')
    mkdirSync(crashed)
    for (const suffix of ['', '-wal'])
      await copyFile(join(directory, 'data', DATABASE_FILE + suffix), join(crashed, DATABASE_FILE + suffix))
    const expected = await changes()
    expect((await changes('?order=newest')).changes).toEqual(expected.changes.toReversed())
    expect(new Set(expected.changes.map(({ cause }) => cause))).toEqual(
      new Set(['late_reading', 'time_zone']),
    )
    await server.close()
    await start(await openSqliteStore({ directory: crashed, clock }))

    expect(await changes()).toEqual(expected)
  })
})
