import type {
  AvailabilityPoint,
  DwellTimePoint,
  Location,
  MetricPage,
  OccupancyPoint,
  OccuspaceQuery,
  Pagination,
  TrafficPoint,
} from './occuspace-wire.ts'
import type { Transport } from './transport.ts'

/** The Occuspace v2 surface, in its own words (occuspace.md). */
export class OccuspaceClient {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** Every location that the token may see, by ascending id, however many pages it takes. */
  async *locations(): AsyncGenerator<Location> {
    let cursor: string | null = null
    do {
      const page = (await this.#read('/v2/locations', { cursor })) as {
        readonly data: readonly Location[]
        readonly pagination: Pagination
      }
      yield* page.data
      cursor = page.pagination.next_cursor
    } while (cursor !== null)
  }

  async location(id: number): Promise<Location> {
    return (await this.#read(`/v2/locations/${id}`, {})) as Location
  }

  async occupancy(id: number, query: OccuspaceQuery): Promise<MetricPage<OccupancyPoint>> {
    return (await this.#metric(id, 'occupancy', query)) as MetricPage<OccupancyPoint>
  }

  async traffic(id: number, query: OccuspaceQuery): Promise<MetricPage<TrafficPoint>> {
    return (await this.#metric(id, 'traffic', query)) as MetricPage<TrafficPoint>
  }

  async dwellTime(id: number, query: OccuspaceQuery): Promise<MetricPage<DwellTimePoint>> {
    return (await this.#metric(id, 'dwell_time', query)) as MetricPage<DwellTimePoint>
  }

  async availability(id: number, query: OccuspaceQuery): Promise<MetricPage<AvailabilityPoint>> {
    return (await this.#metric(id, 'availability', query)) as MetricPage<AvailabilityPoint>
  }

  #metric(id: number, name: string, query: OccuspaceQuery): Promise<unknown> {
    return this.#read(`/v2/locations/${id}/${name}`, { ...query })
  }

  #read(path: string, query: Readonly<Record<string, string | number | null>>): Promise<unknown> {
    return this.#transport.call({ method: 'GET', path, query, idempotent: true })
  }
}
