import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import { temporaryDirectory } from '../storage/open-store.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let directory: string
let server: TestServer

async function start(): Promise<void> {
  server = await startTestServer({
    store: await openSqliteStore({ directory: join(directory, 'data'), clock: Date.now }),
  })
}

async function restart(): Promise<void> {
  await server.close()
  await start()
}

async function call(method: InjectOptions['method'], url: string, payload?: object) {
  const options = { method, url, ...(payload === undefined ? {} : { payload }) } as InjectOptions
  const response = await server.request(options)
  return { status: response.statusCode, body: response.json() }
}

const room = { id: 'spc_1', name: 'Room', space_type: 'building', time_zone: 'UTC' }
const addresses = [
  { address: 'fe80::1', family: 'IPv6', if: 'eth1', mac: '00:11:22:33:44:55' },
  { address: '10.0.0.1', family: 'IPv4', if: 'eth0', mac: '00:11:22:33:44:56' },
]

const spaceAnswers = async () => {
  const written = await call('PUT', '/v3/spaces/spc_1', {})
  const listed = await call('GET', '/v3/spaces')
  const own = await call('GET', '/api/spaces/spc_1')
  return [written.body, listed.body[0], own.body].map((space) => space.binary_occupancy)
}
const sensorAnswers = async () => {
  const listed = await call('POST', '/v3/sensors', {})
  const own = await call('GET', '/api/sensors/S1')
  return [listed.body[0].network_addresses, own.body.network_addresses]
}

beforeEach(async () => {
  directory = temporaryDirectory()
  await start()
})
afterEach(async () => {
  await server.close()
  rmSync(directory, { recursive: true })
})

test('binary_occupancy is false until it is set up, and then as it was sent, also after a restart', async () => {
  await call('POST', '/api/spaces', room)
  expect(await spaceAnswers()).toEqual([false, false, false])

  expect((await call('PATCH', '/api/spaces/spc_1', { binary_occupancy: true })).status).toBe(200)
  await call('PATCH', '/api/spaces/spc_1', { capacity: 5 })

  expect(await spaceAnswers()).toEqual([true, true, true])
  await restart()
  expect(await spaceAnswers()).toEqual([true, true, true])
})

test('binary_occupancy can be said when a space is created, and by a client of Density', async () => {
  const created = await call('POST', '/api/spaces', { ...room, binary_occupancy: true })
  expect(created.body.binary_occupancy).toBe(true)

  const written = await call('PUT', '/v3/spaces/spc_1', { binary_occupancy: false })
  expect(written.body.binary_occupancy).toBe(false)
  await restart()
  expect(await spaceAnswers()).toEqual([false, false, false])

  const wrong = await call('PUT', '/v3/spaces/spc_1', { binary_occupancy: 'yes' })
  expect(wrong).toEqual({
    status: 400,
    body: { code: 400, message: expect.stringContaining('true or false') },
  })
})

test('network_addresses are given back in their order, also after a restart, until they are taken away', async () => {
  await call('POST', '/api/spaces', room)
  const sensor = { serial_number: 'S1', sensor_type: 'oa', space_id: 'spc_1' }
  const created = await call('POST', '/api/sensors', { ...sensor, network_addresses: addresses })
  expect(created.body.network_addresses).toEqual(addresses)

  await call('PATCH', '/api/sensors/S1', { heartbeat_seconds: 60 })
  await restart()
  expect(await sensorAnswers()).toEqual([addresses, addresses])

  await call('PATCH', '/api/sensors/S1', { network_addresses: [{ address: '10.0.0.2' }] })
  const short = [{ address: '10.0.0.2', family: '', if: '', mac: '' }]
  expect(await sensorAnswers()).toEqual([short, short])

  await call('PATCH', '/api/sensors/S1', { network_addresses: null })
  await restart()
  expect(await sensorAnswers()).toEqual([[], []])
})

test('a portfolio document sets both, and leaves them as they are where it says nothing', async () => {
  const space = { ...room, binary_occupancy: true }
  const sensor = { serial_number: 'S1', sensor_type: 'oa', space_id: 'spc_1' }
  const withAddresses = { ...sensor, network_addresses: addresses }
  expect((await call('POST', '/api/apply', { spaces: [space], sensors: [withAddresses] })).status).toBe(200)
  await call('POST', '/api/apply', { spaces: [room], sensors: [sensor] })

  expect(await spaceAnswers()).toEqual([true, true, true])
  expect(await sensorAnswers()).toEqual([addresses, addresses])
})

test.each([
  ['an empty address', [{ address: ' ' }], 'network_addresses.address'],
  ['no address', [{ mac: '00:11:22:33:44:55' }], 'address'],
  ['a text too long', [{ address: '10.0.0.1', mac: 'x'.repeat(256) }], 'network_addresses.mac'],
  ['65 addresses', Array.from({ length: 65 }, () => ({ address: '10.0.0.1' })), 'at most 64'],
])('network_addresses with %s are 400, and change nothing', async (_, network_addresses, named) => {
  await call('POST', '/api/spaces', room)
  await call('POST', '/api/sensors', { serial_number: 'S1', sensor_type: 'oa', space_id: 'spc_1' })

  const { status, body } = await call('PATCH', '/api/sensors/S1', { network_addresses })

  expect(status).toBe(400)
  expect(body.detail).toContain(named)
  expect(await sensorAnswers()).toEqual([[], []])
})
