import type { LightMyRequestResponse } from 'fastify'
import { startTestServer, type TestServer, type TestServerOptions } from './test-server.ts'

/** A body or an answer of the wire. */
export type Wire = Record<string, unknown>

/** A server at which a test sets up spaces and sends readings, all over HTTP, at a time of its choice. */
export interface Site extends TestServer {
  /** Moves the clock. */
  setNow(at: string | number): void
  /** Creates a space, in New York unless said otherwise; answers its ids. */
  space(id: string, fields?: Wire): Promise<number>
  sensor(serial: string, fields: Wire): Promise<void>
  doorway(id: string, fields: Wire): Promise<void>
  /** Sends readings and demands that all are taken. */
  send(readings: readonly Wire[], token?: string): Promise<void>
  /** Another token of the same organization. */
  token(fields: Wire): Promise<string>
  /** Calls Density. */
  density(operation: string, body?: unknown, token?: string): Promise<LightMyRequestResponse>
  /** Calls Density and demands an answer. */
  ask<Answer = Rows>(operation: string, body?: unknown, token?: string): Promise<Answer>
  /** Calls Occuspace. */
  occuspace(path: string, query?: Wire, token?: string): Promise<LightMyRequestResponse>
  /** Asks Occuspace for a metric and demands an answer. */
  metric<Point = Wire>(location: number, metric: string, query: Wire, token?: string): Promise<Metric<Point>>
}

/** Rows of an answer of Density: by space, then by bucket. */
export type Rows = Record<string, Record<string, Datum>>
/** A row of Density. */
export type Datum = Record<string, number | boolean | null>

/** A metric's answer of Occuspace. */
export interface Metric<Point = Wire> {
  readonly location_id: number
  readonly name: string
  readonly capacity: number
  readonly metric: string
  readonly interval: string
  readonly days_of_week: readonly number[]
  readonly data: readonly (Point & { readonly timestamp: string })[]
  readonly pagination: {
    readonly prev_cursor: string | null
    readonly next_cursor: string | null
    readonly has_more: boolean
  }
}

/** Opens a site at which it is `now`. */
export async function openSite(now: string, options: TestServerOptions = {}): Promise<Site> {
  const clock = { now: Date.parse(now) }
  const server = await startTestServer({ clock: () => clock.now, ...options })
  const post = (url: string, payload: Wire, token?: string) =>
    server.request({ method: 'POST', url, payload }, token)
  const create = async (url: string, payload: Wire) => demand(await post(url, payload), 201).json()
  const site: Site = {
    ...server,
    setNow: (at) => {
      clock.now = typeof at === 'number' ? at : Date.parse(at)
    },
    async space(id, fields = {}) {
      const root = fields['parent_id'] === undefined ? { time_zone: 'America/New_York' } : {}
      const body = { id, name: `Space ${id}`, space_type: 'space', ...root, ...fields }
      return (await create('/api/spaces', body)).location_id
    },
    sensor: async (serial, fields) => {
      await create('/api/sensors', { serial_number: serial, ...fields })
    },
    doorway: async (id, fields) => {
      await create('/api/doorways', { id, name: id, ...fields })
    },
    async send(readings, token) {
      const { rejected } = demand(await post('/api/readings', { readings }, token), 200).json()
      if (rejected.length > 0) throw new Error(JSON.stringify(rejected))
    },
    token: async (fields) => (await create('/api/tokens', { name: 'Another', ...fields })).token,
    density: (operation, body = {}, token) =>
      server.request({ method: 'POST', url: `/v3/analytics/${operation}`, payload: body as Wire }, token),
    async ask(operation, body, token) {
      return demand(await site.density(operation, body, token), 200).json()
    },
    occuspace: (path, query = {}, token) =>
      server.request(
        {
          url: `/v2/locations${path}`,
          query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
        },
        token,
      ),
    async metric(location, metric, query, token) {
      return demand(await site.occuspace(`/${location}/${metric}`, query, token), 200).json()
    },
  }
  return site
}

/** The response when it has the status, else an error that shows it. */
export function demand(response: LightMyRequestResponse, status: number): LightMyRequestResponse {
  if (response.statusCode === status) return response
  throw new Error(`Expected ${status}, got ${response.statusCode}: ${response.body}`)
}

/** A count that a sensor reports. */
export const count = (sensor: string, at: string | number, people: number, fields: Wire = {}): Wire => ({
  type: 'count',
  sensor,
  at,
  count: people,
  ...fields,
})

/** People passing a doorway. */
export const crossing = (
  sensor: string,
  at: string | number,
  direction: 1 | -1,
  fields: Wire = {},
): Wire => ({
  type: 'crossing',
  sensor,
  at,
  direction,
  ...fields,
})

/** A word of a sensor about itself. */
export const health = (sensor: string, at: string | number, status: string): Wire => ({
  type: 'health',
  sensor,
  at,
  status,
})

/** The one row of a space in an answer of Density. */
export function onlyRow(rows: Rows, id: string): Datum {
  const [row, ...others] = Object.values(rows[id] ?? {})
  if (row === undefined || others.length > 0)
    throw new Error(`Not one row of ${id} in ${JSON.stringify(rows)}`)
  return row
}
