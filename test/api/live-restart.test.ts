import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import { temporaryDirectory } from '../storage/open-store.ts'
import { Listener } from './live-listener.ts'
import { startTestServer, type TestServer } from './test-server.ts'

const NOON = Date.UTC(2024, 4, 14, 12)
let now: number
let directory: string
let server: TestServer
let address: string

async function start(): Promise<void> {
  const clock = () => now
  server = await startTestServer({
    store: await openSqliteStore({ directory: join(directory, 'data'), clock }),
    clock,
  })
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
}

/** Connections that were given up are not waited for. */
async function stop(): Promise<void> {
  server.app.server.closeAllConnections()
  await server.close()
}

const post = async (url: string, payload: object) =>
  (await server.request({ method: 'POST', url, payload })).json()
const passing = (minutes: number, n: number) => ({
  type: 'crossing',
  doorway_id: 'drw_1',
  at: NOON - 3_600_000 + minutes * 60_000,
  direction: 1,
  n,
})

beforeEach(async () => {
  now = NOON
  directory = temporaryDirectory()
  await start()
  await post('/api/spaces', { id: 'spc_1', name: 'HQ', space_type: 'building', time_zone: 'UTC' })
  await post('/api/doorways', { id: 'drw_1', name: 'D', spaces: [{ id: 'spc_1', sensor_placement: 1 }] })
})
afterEach(async () => {
  await stop()
  rmSync(directory, { recursive: true })
})

async function lastIdOf(listener: Listener): Promise<string> {
  const { id } = await listener.next()
  listener.close()
  return id
}

test('a stream taken up again after a restart tells every crossing that was missed, before it and since', async () => {
  await post('/api/readings', [passing(0, 1)])
  const id = await lastIdOf(await Listener.open(address))
  await post('/api/readings', [passing(1, 2)])
  await post('/api/readings', [passing(2, 3), passing(3, 4)])
  await stop()
  await start()
  await post('/api/readings', [passing(4, 5)])

  const again = await Listener.open(address, id)
  const events = []
  for (let index = 0; index < 5; index++) events.push(await again.next())
  again.close()

  expect(events.map(({ name, data }) => [name, data['n']])).toEqual([
    ['crossing', 2],
    ['crossing', 3],
    ['crossing', 4],
    ['crossing', 5],
    ['change', undefined],
  ])
  expect(events.at(-1)?.data).toMatchObject({ spaces: { spc_1: { count: 15 } } })
})

test('a stream taken up again where nothing was missed tells how things are', async () => {
  await post('/api/readings', [passing(0, 1)])
  const id = await lastIdOf(await Listener.open(address))
  await stop()
  await start()
  const again = await Listener.open(address, id)

  expect(await again.next()).toMatchObject({ name: 'change', data: { spaces: { spc_1: { count: 1 } } } })
  again.close()
})

test('a stream whose position is no longer kept, or is not there yet, begins with a snapshot', async () => {
  await post('/api/readings', [passing(0, 1)])
  const id = await lastIdOf(await Listener.open(address))
  await post('/api/readings', [passing(1, 2)])
  now += 2 * 3_600_000
  await server.store.readings.checkpoint()
  await stop()
  await start()

  for (const last of [id, '999999']) {
    const again = await Listener.open(address, last)
    expect((await again.next()).name).toBe('snapshot')
    again.close()
  }
})
