import type {
  ColumnsQuery,
  DatesQuery,
  Distribution,
  DistributionQuery,
  Metrics,
  MetricsColumn,
  MetricsQuery,
  MetricsRow,
  Segments,
  TypicalDay,
  TypicalDayQuery,
} from './analytics-wire.ts'
import { CorrectionClient } from './correction-client.ts'
import { DeadLetterClient } from './dead-letter-client.ts'
import { DensityClient } from './density-client.ts'
import type { Forecast, ForecastQuery } from './forecast-wire.ts'
import type {
  Applied,
  ChangesPage,
  Display,
  DisplayChanges,
  Doorway,
  IssuedToken,
  NewDisplay,
  NewDoorway,
  NewSensor,
  NewSite,
  NewSpace,
  NewToken,
  NewUser,
  RestatedFigures,
  Sensor,
  SensorStatus,
  Site,
  SiteChanges,
  Space,
  SpaceChanges,
  SpaceNow,
  User,
  UserChanges,
} from './native-wire.ts'
import { OccuspaceClient } from './occuspace-client.ts'
import { PlanClient } from './plan-client.ts'
import { readingBatches, toNdjson } from './reading-batches.ts'
import type { Reading, ReadingsReceipt, RejectedReading } from './reading-wire.ts'
import type { RightSizing, RightSizingQuery } from './right-sizing-wire.ts'
import { type Call, Transport, type TransportOptions } from './transport.ts'

/**
 * A Headcount server over HTTP. Every method throws `HeadcountError` when the server refuses or cannot be reached.
 * Bodies and answers have the shapes and names of the wire (native.md, density-v3.md, occuspace.md).
 */
export class HeadcountClient {
  readonly density: DensityClient
  readonly occuspace: OccuspaceClient
  readonly plans: PlanClient
  readonly corrections: CorrectionClient
  readonly deadLetters: DeadLetterClient
  readonly #transport: Transport

  constructor(options: TransportOptions) {
    this.#transport = new Transport(options)
    this.density = new DensityClient(this.#transport)
    this.occuspace = new OccuspaceClient(this.#transport)
    this.plans = new PlanClient(this.#transport)
    this.corrections = new CorrectionClient(this.#transport)
    this.deadLetters = new DeadLetterClient(this.#transport)
  }

  async createSpace(space: NewSpace): Promise<Space> {
    return (await this.#create('/api/spaces', space)) as Space
  }

  async listSpaces(): Promise<readonly Space[]> {
    return (await this.#list('/api/spaces')) as readonly Space[]
  }

  /** Changes the fields given and leaves the others. */
  async patchSpace(id: string, changes: SpaceChanges): Promise<Space> {
    return (await this.#change('/api/spaces', id, changes)) as Space
  }

  async createSensor(sensor: NewSensor): Promise<Sensor> {
    return (await this.#create('/api/sensors', sensor)) as Sensor
  }

  async createDoorway(doorway: NewDoorway): Promise<Doorway> {
    return (await this.#create('/api/doorways', doorway)) as Doorway
  }

  async createToken(token: NewToken): Promise<IssuedToken> {
    return (await this.#create('/api/tokens', token)) as IssuedToken
  }

  async listSensors(): Promise<readonly Sensor[]> {
    return (await this.#list('/api/sensors')) as readonly Sensor[]
  }

  async listSensorStatus(): Promise<readonly SensorStatus[]> {
    const answer = (await this.#list('/api/sensor-status')) as { readonly data: readonly SensorStatus[] }
    return answer.data
  }

  async listDoorways(): Promise<readonly Doorway[]> {
    return (await this.#list('/api/doorways')) as readonly Doorway[]
  }

  async createUser(user: NewUser): Promise<User> {
    return (await this.#create('/api/users', user)) as User
  }

  async listUsers(): Promise<readonly User[]> {
    return (await this.#list('/api/users')) as readonly User[]
  }

  async patchUser(id: string, changes: UserChanges): Promise<User> {
    return (await this.#change('/api/users', id, changes)) as User
  }

  async deleteUser(id: string): Promise<void> {
    await this.#delete('/api/users', id)
  }

  async createDisplay(display: NewDisplay): Promise<Display> {
    return (await this.#create('/api/displays', display)) as Display
  }

  async listDisplays(): Promise<readonly Display[]> {
    return (await this.#list('/api/displays')) as readonly Display[]
  }

  async patchDisplay(id: string, changes: DisplayChanges): Promise<Display> {
    return (await this.#change('/api/displays', id, changes)) as Display
  }

  async deleteDisplay(id: string): Promise<void> {
    await this.#delete('/api/displays', id)
  }

  async createSite(site: NewSite): Promise<Site> {
    return (await this.#create('/api/sites', site)) as Site
  }

  async listSites(): Promise<readonly Site[]> {
    return (await this.#list('/api/sites')) as readonly Site[]
  }

  async patchSite(slug: string, changes: SiteChanges): Promise<Site> {
    return (await this.#change('/api/sites', slug, changes)) as Site
  }

  async deleteSite(slug: string): Promise<void> {
    await this.#delete('/api/sites', slug)
  }

  async deleteLabel(id: string): Promise<void> {
    await this.#delete('/api/labels', id)
  }

  async deleteLabelGroup(id: string): Promise<void> {
    await this.#delete('/api/label-groups', id)
  }

  /** The spaces that count, as they are now, by id: those with some ids and all below them, or all. */
  async now(spaceIds: readonly string[] = []): Promise<Readonly<Record<string, SpaceNow>>> {
    const query = { space_ids: spaceIds.length === 0 ? null : spaceIds.join(',') }
    const answer = await this.#transport.call({ method: 'GET', path: '/api/now', query, idempotent: true })
    return (answer as { readonly spaces: Readonly<Record<string, SpaceNow>> }).spaces
  }

  /** Every figure of some spaces, or some columns of them, over a range of any length, at any resolution. */
  metrics<Column extends MetricsColumn>(
    query: ColumnsQuery<Column>,
  ): Promise<Metrics<Pick<MetricsRow, 'key' | Column>>>
  metrics(query: MetricsQuery): Promise<Metrics>
  async metrics(query: MetricsQuery): Promise<Metrics> {
    return (await this.#transport.call({
      method: 'POST',
      path: '/api/metrics',
      json: query,
      idempotent: true,
    })) as Metrics
  }

  /** How many people were in a space, step by step; at most 31 days. */
  async segments(spaceId: string, query: DatesQuery): Promise<Segments> {
    return (await this.#ask(spaceId, 'segments', { ...query })) as Segments
  }

  /** What is usual in a space on the weekday of a date. */
  async typicalDay(spaceId: string, query: TypicalDayQuery): Promise<TypicalDay> {
    return (await this.#ask(spaceId, 'typical-day', { ...query })) as TypicalDay
  }

  /** What to expect in a space on a day, today or later, and how far off such forecasts were. */
  async forecast(spaceId: string, query: ForecastQuery): Promise<Forecast> {
    return (await this.#ask(spaceId, 'forecast', { ...query })) as Forecast
  }

  /** How long there were how many people in a space; at most 366 days. */
  async distribution(spaceId: string, query: DistributionQuery): Promise<Distribution> {
    return (await this.#ask(spaceId, 'distribution', {
      ...query,
      days: query.days?.join(','),
    })) as Distribution
  }

  /** Whether spaces have the right size for how they are used; at most 366 days. */
  async rightSizing({ days, space_ids, ...query }: RightSizingQuery): Promise<RightSizing> {
    return (await this.#transport.call({
      method: 'GET',
      path: '/api/right-sizing',
      query: { ...query, days: days?.join(','), space_ids: space_ids?.join(',') },
      idempotent: true,
    })) as RightSizing
  }

  /** Makes the portfolio look like a document, in one write; with `dryRun` says what that would do. */
  async applyDocument(document: unknown, dryRun = false): Promise<readonly Applied[]> {
    const answer = (await this.#transport.call({
      method: 'POST',
      path: '/api/apply',
      query: { dry_run: dryRun },
      json: document,
      idempotent: true,
    })) as { readonly applied: readonly Applied[] }
    return answer.applied
  }

  /**
   * Sends readings, any number, in batches that are each durable before the next is sent. A batch that meets an
   * overloaded server or a broken connection is sent again; what the server had already counts as a duplicate, so
   * nothing is lost or doubled. After a failure all readings may be sent anew. `onBatch` is told the receipt so far.
   */
  async sendReadings(
    readings: Iterable<Reading> | AsyncIterable<Reading>,
    onBatch?: (soFar: ReadingsReceipt) => void,
  ): Promise<ReadingsReceipt> {
    const rejected: RejectedReading[] = []
    let receipt: ReadingsReceipt = { accepted: 0, duplicates: 0, rejected, seq: 0 }
    let sent = 0
    for await (const batch of readingBatches(readings)) {
      const answer = await this.#sendBatch(batch)
      for (const rejection of answer.rejected) rejected.push({ ...rejection, index: rejection.index + sent })
      receipt = {
        accepted: receipt.accepted + answer.accepted,
        duplicates: receipt.duplicates + answer.duplicates,
        rejected,
        seq: answer.seq,
      }
      sent += batch.length
      onBatch?.(receipt)
    }
    return receipt
  }

  /** Closed figures that were restated after a position, in the order in which it happened, for as long as it is known. */
  async *changes(since = 0): AsyncGenerator<RestatedFigures> {
    for (let next: number | null = since; next !== null; ) {
      const query = { since: String(next), limit: '1000' }
      const answer = await this.#transport.call({
        method: 'GET',
        path: '/api/changes',
        query,
        idempotent: true,
      })
      const page = answer as ChangesPage
      yield* page.changes
      next = page.next
    }
  }

  /** The last of those, the newest first, and whether there are more. */
  async latestChanges(
    limit: number,
  ): Promise<{ readonly changes: readonly RestatedFigures[]; readonly hasMore: boolean }> {
    const query = { order: 'newest', limit }
    const answer = await this.#transport.call({
      method: 'GET',
      path: '/api/changes',
      query,
      idempotent: true,
    })
    const { changes, next } = answer as ChangesPage
    return { changes, hasMore: next !== null }
  }

  async #sendBatch(batch: readonly Reading[]): Promise<ReadingsReceipt> {
    return (await this.#transport.call({
      method: 'POST',
      path: '/api/readings',
      ndjson: toNdjson(batch),
      idempotent: true,
    })) as ReadingsReceipt
  }

  #ask(spaceId: string, question: string, query: NonNullable<Call['query']>): Promise<unknown> {
    const path = `/api/spaces/${encodeURIComponent(spaceId)}/${question}`
    return this.#transport.call({ method: 'GET', path, query, idempotent: true })
  }

  #list(path: string): Promise<unknown> {
    return this.#transport.call({ method: 'GET', path, idempotent: true })
  }

  #change(path: string, id: string, json: unknown): Promise<unknown> {
    const own = `${path}/${encodeURIComponent(id)}`
    return this.#transport.call({ method: 'PATCH', path: own, json, idempotent: true })
  }

  /** Made once only where it may have worked: the second time there would be nothing to delete, which is a 404. */
  #delete(path: string, id: string): Promise<unknown> {
    const own = `${path}/${encodeURIComponent(id)}`
    return this.#transport.call({ method: 'DELETE', path: own, idempotent: false })
  }

  /** Creations are not idempotent: the id or serial number would be taken by the first attempt. */
  #create(path: string, json: unknown): Promise<unknown> {
    return this.#transport.call({ method: 'POST', path, json, idempotent: false })
  }
}
