import type {
  BySpaceAndBucket,
  CurrentOccupancy,
  DensityMetricsQuery,
  DensityQuery,
  DensitySpace,
  MetricsDatum,
  OccupancyDatum,
  RawSession,
  TimeUsedDatum,
  UtilizationDatum,
} from './density-wire.ts'
import type { Doorway } from './native-wire.ts'
import type { Transport } from './transport.ts'

/** The Density v3 surface, in its own words (density-v3.md). */
export class DensityClient {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** Several groups of figures at once. */
  async metrics(query: DensityMetricsQuery): Promise<BySpaceAndBucket<MetricsDatum>> {
    return (await this.#ask('metrics', query)) as BySpaceAndBucket<MetricsDatum>
  }

  async occupancy(query: DensityQuery): Promise<BySpaceAndBucket<OccupancyDatum>> {
    return (await this.#ask('occupancy', query)) as BySpaceAndBucket<OccupancyDatum>
  }

  async timeUsed(query: DensityQuery): Promise<BySpaceAndBucket<TimeUsedDatum>> {
    return (await this.#ask('time-used', query)) as BySpaceAndBucket<TimeUsedDatum>
  }

  async utilization(query: DensityQuery): Promise<BySpaceAndBucket<UtilizationDatum>> {
    return (await this.#ask('utilization', query)) as BySpaceAndBucket<UtilizationDatum>
  }

  /** Occupied stretches of open-area and waffle spaces, by space id. */
  async rawSessions(
    query: Pick<DensityQuery, 'start_date' | 'end_date' | 'space_ids'>,
  ): Promise<Readonly<Record<string, { readonly sessions: readonly RawSession[] }>>> {
    return (await this.#ask('sessions/raw', query)) as Readonly<
      Record<string, { readonly sessions: readonly RawSession[] }>
    >
  }

  /** Counts now, by space id; of every space that the token may see where none are named. */
  async currentOccupancy(spaceIds?: readonly string[]): Promise<Readonly<Record<string, CurrentOccupancy>>> {
    const body = spaceIds === undefined ? {} : { space_ids: spaceIds }
    return unwrapped(await this.#ask('occupancy/current', body))
  }

  /** All levels of the hierarchy in one list. */
  async spaces(): Promise<readonly DensitySpace[]> {
    return (await this.#read('/v3/spaces')) as readonly DensitySpace[]
  }

  async doorways(): Promise<readonly Doorway[]> {
    return (await this.#read('/v3/doorways')) as readonly Doorway[]
  }

  #read(path: string): Promise<unknown> {
    return this.#transport.call({ method: 'GET', path, idempotent: true })
  }

  /** The analytics calls are posts that change nothing. */
  #ask(name: string, json: unknown): Promise<unknown> {
    return this.#transport.call({ method: 'POST', path: `/v3/analytics/${name}`, json, idempotent: true })
  }
}

/** The map of current counts, which a setting of the server wraps in `data` (density-v3.md §6). */
function unwrapped(answer: unknown): Readonly<Record<string, CurrentOccupancy>> {
  const map = answer as Readonly<Record<string, CurrentOccupancy>> & { readonly data?: unknown }
  // Space ids begin with `spc_`, so no space is called `data`.
  return (map.data ?? map) as Readonly<Record<string, CurrentOccupancy>>
}
