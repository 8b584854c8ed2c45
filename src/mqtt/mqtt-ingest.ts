import { setTimeout as delay } from 'node:timers/promises'
import { BrokerConnection, type BrokerOptions } from './broker-connection.ts'
import type { MessageTaker, Taken } from './message-taker.ts'

export interface MqttIngestParts {
  readonly broker: BrokerOptions
  readonly taker: Pick<MessageTaker, 'take'>
  /** Told of each message that was taken, for figures. */
  readonly onTaken: (outcome: Taken) => void
  readonly onConnected: (isConnected: boolean) => void
  readonly onError: (error: unknown) => void
}

const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 10_000

/**
 * Takes readings from a broker (native.md §3). A message that the store cannot take now is tried until it can, and is
 * acknowledged to the broker only then; whatever else is wrong with it, it becomes a dead letter.
 */
export class MqttIngest {
  readonly #parts: MqttIngestParts
  readonly #connection: BrokerConnection
  readonly #stopping = new AbortController()

  constructor(parts: MqttIngestParts) {
    this.#parts = parts
    this.#connection = new BrokerConnection(parts.broker, {
      onMessage: (topic, payload) => this.#take(topic, payload),
      onConnected: parts.onConnected,
      onError: parts.onError,
    })
  }

  get isConnected(): boolean {
    return this.#connection.isConnected
  }

  start(): void {
    this.#connection.start()
  }

  /** What was not taken yet comes again when somebody connects under the same client id. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#connection.stop()
  }

  async #take(topic: string, payload: Buffer): Promise<void> {
    for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(2 * retryMs, LAST_RETRY_MS)) {
      try {
        return this.#parts.onTaken(await this.#parts.taker.take(topic, payload))
      } catch (error) {
        this.#parts.onError(error)
        await delay(retryMs, undefined, { signal: this.#stopping.signal })
      }
    }
  }
}
