import type { AddressInfo } from 'node:net'
import type { MetricsRow } from '../../src/client/analytics-wire.ts'
import { HeadcountClient } from '../../src/client/headcount-client.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/interval.ts'
import { count, crossing, openSite, type Site, type Wire } from './site.ts'
import { OWNER } from './test-server.ts'

/** A site with three weeks of readings in New York and London, clock changes in both, and a client of it. */
export interface AnalyticsSite extends Site {
  readonly client: HeadcountClient
  /** A client with another token. */
  clientWith(token: string): HeadcountClient
}

/** When it is at the site: in the middle of a quarter of an hour. */
export const NOW = '2024-11-08T15:20:00.500Z'
const FIRST = Date.parse('2024-10-20T09:00:00Z')

/** Spaces that count, and what is above them. */
export const counting = ['spc_hq', 'spc_room', 'spc_desk', 'spc_lobby', 'spc_london'] as const
/** A space that does not. */
export const BARE = 'spc_bare'

/** Opens the site; it is the same each time. */
export async function openAnalyticsSite(): Promise<AnalyticsSite> {
  const site = await openSite('2024-10-01T00:00:00Z')
  await site.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = site.app.server.address() as AddressInfo
  const clientWith = (token: string) => new HeadcountClient({ baseUrl: `http://127.0.0.1:${port}`, token })
  await setUp(site)
  site.setNow(NOW)
  await site.send(readings())
  return { ...site, clientWith, client: clientWith(OWNER) }
}

async function setUp(site: Site): Promise<void> {
  await site.space('spc_hq', { space_type: 'building', capacity: 20 })
  for (const id of ['spc_room', 'spc_desk', 'spc_lobby', BARE])
    await site.space(id, { parent_id: 'spc_hq', capacity: id === 'spc_room' ? 8 : null })
  await site.space('spc_london', { time_zone: 'Europe/London', capacity: 10 })
  await site.sensor('ROOM', { sensor_type: 'oa', space_id: 'spc_room', heartbeat_seconds: 3_600 })
  await site.sensor('DESK', { sensor_type: 'waffle', space_id: 'spc_desk' })
  await site.sensor('LONDON', { sensor_type: 'oa', space_id: 'spc_london' })
  await site.sensor('DOOR', { sensor_type: 'entry' })
  await site.doorway('drw_front', {
    sensor_serial_number: 'DOOR',
    spaces: [{ id: 'spc_lobby', sensor_placement: 1 }],
  })
}

function readings(): readonly Wire[] {
  const random = randomNumbers(7)
  const all: Wire[] = []
  const last = Date.parse(NOW)
  const next = (at: number, meanMs: number) => at + Math.ceil(random() * 2 * meanMs)
  for (let at = FIRST; at < last; at = next(at, 90 * MINUTE_MS))
    all.push(count('ROOM', at, Math.floor(random() * 10)))
  for (let at = FIRST + DAY_MS; at < last; at = next(at, 2 * HOUR_MS))
    all.push(count('DESK', at, Math.floor(random() * 4)))
  for (let at = FIRST; at < last; at = next(at, HOUR_MS))
    all.push(count('LONDON', at, Math.floor(random() * 15)))
  for (let at = FIRST; at < last; at = next(at, HOUR_MS))
    all.push(crossing('DOOR', at, random() < 0.6 ? 1 : -1))
  return all
}

/** Numbers from 0 to 1, the same for each seed. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** What rows of different time are together: sums, extremes and time-weighted averages. */
export function together(rows: readonly MetricsRow[]) {
  const sum = (of: (row: MetricsRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  const observed = rows.filter(({ observed_ms }) => observed_ms > 0)
  const personMs = sum(({ occupancy_avg, observed_ms }) => (occupancy_avg ?? 0) * observed_ms)
  const observed_ms = sum((row) => row.observed_ms)
  return {
    length_ms: sum((row) => row.length_ms),
    observed_ms,
    time_used_ms: sum((row) => row.time_used_ms),
    entrances: sum((row) => row.entrances ?? 0),
    exits: sum((row) => row.exits ?? 0),
    occupancy_avg: personMs / observed_ms,
    occupancy_max: Math.max(...observed.map((row) => row.occupancy_max ?? Number.NaN)),
    occupancy_min: Math.min(...observed.map((row) => row.occupancy_min ?? Number.NaN)),
    is_capped: rows.some((row) => row.is_capped),
  }
}
