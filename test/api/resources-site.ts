import type { InjectOptions } from 'fastify'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { OWNER, startTestServer, type TestServer } from './test-server.ts'

/** 2024-05-14T09:00:00Z, a Tuesday: what the clock of a site shows at first. */
export const NOW = Date.parse('2024-05-14T09:00:00Z')

type Scope = 'read' | 'write' | 'ingest' | 'admin'

/** What a call answered. */
export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers are JSON of any shape, which the tests compare.
  readonly body: any
}

/**
 * A server with a small portfolio: a building in Tokyo (`spc_hq`) with a floor (`spc_one`) of two rooms, one under an
 * open-area sensor (`spc_quiet`, `OA1`), one behind a doorway (`spc_cafe`, `drw_cafe`, `EN1`) that also leads to the
 * hall (`spc_hall`), which is in another building (`spc_other`); and a second organization with a space, a label, a
 * group and a sensor of its own.
 */
export interface Site {
  readonly server: TestServer
  now: number
  call(method: InjectOptions['method'], url: string, payload?: object, token?: string): Promise<Answer>
  /** A token of the first organization. */
  token(scopes: readonly Scope[], spaces?: readonly string[]): Promise<string>
  /** Posts readings, and expects all of them to be taken. */
  read(readings: readonly object[]): Promise<void>
  /** The second organization's owner. */
  readonly stranger: string
  close(): Promise<void>
}

/** Opens a site. */
export async function openSite(): Promise<Site> {
  const time = { now: NOW }
  const clock = () => time.now
  const server = await startTestServer({ store: openMemoryStore(), clock })
  const call: Site['call'] = async (method, url, payload, token = OWNER) => {
    const options = { method, url, ...(payload === undefined ? {} : { payload }) } as InjectOptions
    const response = await server.request(options, token)
    const isJson = response.headers['content-type']?.toString().includes('json') === true
    return { status: response.statusCode, body: isJson ? response.json() : response.body }
  }
  const create = async (url: string, payload: object, token?: string) => {
    const { status, body } = await call('POST', url, payload, token)
    if (status >= 300) throw new Error(`${url} answered ${status}: ${JSON.stringify(body)}`)
    return body
  }
  const site: Site = {
    server,
    get now() {
      return time.now
    },
    set now(at) {
      time.now = at
    },
    call,
    async token(scopes, spaces) {
      const limits = spaces === undefined ? {} : { space_ids: spaces }
      return (await create('/api/tokens', { name: 'a token', scopes, ...limits })).token
    },
    async read(readings) {
      const { rejected } = await create('/api/readings', readings)
      if (rejected.length > 0) throw new Error(JSON.stringify(rejected))
    },
    stranger: (await create('/api/organizations', { name: 'Other' })).token,
    close: () => server.close(),
  }
  await setUp(create)
  await setUpStranger(create, site.stranger)
  return site
}

type Create = (url: string, payload: object, token?: string) => Promise<unknown>

async function setUp(create: Create): Promise<void> {
  const spaces = [
    { id: 'spc_hq', name: 'HQ', space_type: 'building', time_zone: 'Asia/Tokyo' },
    { id: 'spc_one', name: 'One', space_type: 'floor', parent_id: 'spc_hq' },
    { id: 'spc_quiet', name: 'Quiet', space_type: 'space', parent_id: 'spc_one', capacity: 4 },
    { id: 'spc_cafe', name: 'Cafe', space_type: 'space', parent_id: 'spc_one' },
    { id: 'spc_other', name: 'Other', space_type: 'building', time_zone: 'UTC' },
    { id: 'spc_hall', name: 'Hall', space_type: 'space', parent_id: 'spc_other' },
  ]
  for (const space of spaces) await create('/api/spaces', space)
  const sides = [
    { id: 'spc_cafe', sensor_placement: 1 },
    { id: 'spc_hall', sensor_placement: -1 },
  ]
  await create('/api/doorways', { id: 'drw_cafe', name: 'Cafe door', spaces: sides })
  await create('/api/sensors', {
    serial_number: 'OA1',
    sensor_type: 'oa',
    hardware_type: 'ob1',
    space_id: 'spc_quiet',
    heartbeat_seconds: 300,
  })
  await create('/api/sensors', { serial_number: 'EN1', sensor_type: 'entry', doorway_id: 'drw_cafe' })
}

async function setUpStranger(create: Create, token: string): Promise<void> {
  const room = { id: 'spc_theirs', name: 'Theirs', space_type: 'space', time_zone: 'UTC', labels: ['Secret'] }
  await create('/api/spaces', room, token)
  const sensor = { serial_number: 'OA9', sensor_type: 'oa', space_id: 'spc_theirs' }
  await create('/api/sensors', sensor, token)
  await create('/v3/label-groups', { name: 'Secrets' }, token)
}
