import { DomainError } from '../domain/errors.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { Sender } from '../ingest/ingest.ts'
import { refuseCostlyJson } from '../ingest/json-shape.ts'
import type { DeviceIngest, DeviceResult } from '../mappings/device-ingest.ts'
import type { DeviceMessage } from '../mappings/device-message.ts'
import { routeOf } from './topic-route.ts'

/** Largest message that is read (native.md §3): that of a JSON body. */
const MAX_BYTES = 10 * 1024 * 1024
/** How much of a larger one is kept, to recognize it by. */
const KEPT_OF_LARGE = 1_000
/** How much of one that cannot be read is kept. */
const KEPT_OF_UNREADABLE = 100_000

export interface MessageTakerParts {
  readonly devices: Pick<DeviceIngest, 'take' | 'takeReadings' | 'keep'>
  readonly sender: Sender
  readonly clock: () => EpochMs
}

/** Whether readings came of a message, or only a dead letter. */
export type Taken = 'accepted' | 'dead_letter'

/** Turns messages into readings. What cannot be taken becomes a dead letter, so that every message can be acknowledged. */
export class MessageTaker {
  readonly #parts: MessageTakerParts

  constructor(parts: MessageTakerParts) {
    this.#parts = parts
  }

  /** Resolves once what came of the message is durable. Rejects only when the store cannot take it now. */
  async take(topic: string, payload: Buffer): Promise<Taken> {
    const { devices, sender, clock } = this.#parts
    // An empty message clears a retained one: it says nothing.
    if (payload.length === 0) return 'accepted'
    const message = (content: unknown): DeviceMessage => ({
      payload: content,
      topic,
      device: null,
      receivedAt: clock(),
    })
    if (payload.length > MAX_BYTES) {
      const beginning = payload.toString('utf8', 0, KEPT_OF_LARGE)
      await devices.keep(
        sender,
        message(beginning),
        `The message has ${payload.length} bytes; 10 MiB are read.`,
      )
      return 'dead_letter'
    }
    const text = payload.toString()
    let content: unknown
    try {
      refuseCostlyJson(text)
      content = JSON.parse(text)
    } catch (error) {
      const reason = error instanceof DomainError ? error.message : 'The message is not JSON.'
      await devices.keep(sender, message(text.slice(0, KEPT_OF_UNREADABLE)), reason)
      return 'dead_letter'
    }
    return outcomeOf(await this.#read(topic, message(content)))
  }

  async #read(topic: string, message: DeviceMessage): Promise<DeviceResult> {
    const { devices, sender } = this.#parts
    const route = routeOf(topic)
    const { payload } = message
    if (route.kind === 'readings' && Array.isArray(payload))
      return devices.takeReadings(sender, message, payload)
    if (route.kind === 'reading' && isObject(payload)) {
      const { sensor, type } = route
      return devices.takeReadings(sender, message, [{ ...payload, sensor, type }])
    }
    return devices.take(sender, 'auto', message)
  }
}

function outcomeOf({ deadLetter }: DeviceResult): Taken {
  return deadLetter === null ? 'accepted' : 'dead_letter'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
