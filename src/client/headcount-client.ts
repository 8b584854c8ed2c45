import { DensityClient } from './density-client.ts'
import type {
  Applied,
  Doorway,
  IssuedToken,
  NewDoorway,
  NewSensor,
  NewSpace,
  NewToken,
  Sensor,
  Space,
  SpaceChanges,
} from './native-wire.ts'
import { OccuspaceClient } from './occuspace-client.ts'
import { readingBatches, toNdjson } from './reading-batches.ts'
import type { Reading, ReadingsReceipt, RejectedReading } from './reading-wire.ts'
import { Transport, type TransportOptions } from './transport.ts'

/**
 * A Headcount server over HTTP. Every method throws `HeadcountError` when the server refuses or cannot be reached.
 * Bodies and answers have the shapes and names of the wire (native.md, density-v3.md, occuspace.md).
 */
export class HeadcountClient {
  readonly density: DensityClient
  readonly occuspace: OccuspaceClient
  readonly #transport: Transport

  constructor(options: TransportOptions) {
    this.#transport = new Transport(options)
    this.density = new DensityClient(this.#transport)
    this.occuspace = new OccuspaceClient(this.#transport)
  }

  async createSpace(space: NewSpace): Promise<Space> {
    return (await this.#create('/api/spaces', space)) as Space
  }

  async listSpaces(): Promise<readonly Space[]> {
    return (await this.#list('/api/spaces')) as readonly Space[]
  }

  /** Changes the fields given and leaves the others. */
  async patchSpace(id: string, changes: SpaceChanges): Promise<Space> {
    return (await this.#transport.call({
      method: 'PATCH',
      path: `/api/spaces/${encodeURIComponent(id)}`,
      json: changes,
      idempotent: true,
    })) as Space
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

  async listDoorways(): Promise<readonly Doorway[]> {
    return (await this.#list('/api/doorways')) as readonly Doorway[]
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
    let receipt: ReadingsReceipt = { accepted: 0, duplicates: 0, rejected }
    let sent = 0
    for await (const batch of readingBatches(readings)) {
      const answer = await this.#sendBatch(batch)
      for (const rejection of answer.rejected) rejected.push({ ...rejection, index: rejection.index + sent })
      receipt = {
        accepted: receipt.accepted + answer.accepted,
        duplicates: receipt.duplicates + answer.duplicates,
        rejected,
      }
      sent += batch.length
      onBatch?.(receipt)
    }
    return receipt
  }

  async #sendBatch(batch: readonly Reading[]): Promise<ReadingsReceipt> {
    return (await this.#transport.call({
      method: 'POST',
      path: '/api/readings',
      ndjson: toNdjson(batch),
      idempotent: true,
    })) as ReadingsReceipt
  }

  #list(path: string): Promise<unknown> {
    return this.#transport.call({ method: 'GET', path, idempotent: true })
  }

  /** Creations are not idempotent: the id or serial number would be taken by the first attempt. */
  #create(path: string, json: unknown): Promise<unknown> {
    return this.#transport.call({ method: 'POST', path, json, idempotent: false })
  }
}
