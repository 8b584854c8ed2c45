import { notFound } from '../domain/errors.ts'
import type { OrganizationKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { Ingest, Sender } from '../ingest/ingest.ts'
import { BATCH_LIMIT, type RejectedReading } from '../ingest/ingest-result.ts'
import type { DeadLetter, DeadLetterStore } from '../storage/dead-letter-store.ts'
import type { DeviceMessage } from './device-message.ts'
import { MappingFailure } from './expression.ts'
import type { Mapped, MappingLibrary } from './mapping-library.ts'

/** What became of a device's message. */
export interface DeviceResult {
  /** Id of the mapping that read it; `null` where none did, or nothing in it is about people. */
  readonly mapping: string | null
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: readonly RejectedReading[]
  /** The organization's position in its log that what was accepted is in (native.md §6). */
  readonly seq: number
  /** Key of the dead letter that keeps what was not taken; `null` when all was. */
  readonly deadLetter: number | null
  /** Why no reading could be made of it; `null` when some were, or none were meant. */
  readonly failure: string | null
}

export interface DeviceIngestParts {
  readonly library: MappingLibrary
  readonly ingest: Pick<Ingest, 'accept'>
  readonly letters: DeadLetterStore
  /** The position of an organization's log now. */
  readonly position: (organization: OrganizationKey) => number
  readonly clock: () => EpochMs
}

/** Takes in what devices and their networks say in their own words (native.md §3). */
export class DeviceIngest {
  readonly library: MappingLibrary
  readonly #ingest: Pick<Ingest, 'accept'>
  readonly #letters: DeadLetterStore
  readonly #position: DeviceIngestParts['position']
  readonly #clock: () => EpochMs

  constructor({ library, ingest, letters, position, clock }: DeviceIngestParts) {
    this.library = library
    this.#ingest = ingest
    this.#letters = letters
    this.#position = position
    this.#clock = clock
  }

  /**
   * Reads a message with the named mapping, or with `auto`, and keeps its readings. What cannot be taken becomes a
   * dead letter. Resolves once both are durable; rejects with `overloaded` when the store cannot take them, and
   * sending it again harms nothing.
   */
  async take(sender: Sender, mapping: string, message: DeviceMessage): Promise<DeviceResult> {
    let mapped: Mapped
    try {
      mapped = await this.library.read(message, mapping)
    } catch (error) {
      if (!(error instanceof MappingFailure)) throw error
      const letter = letterOf(message, mapping, 'message', message.payload, error.message)
      const deadLetter = await this.#letters.add(sender.organization, letter)
      return { ...this.ignore(sender), deadLetter, failure: error.message }
    }
    return this.#accept(sender, message, mapped)
  }

  /** Takes readings that came as a message in Headcount's own form. What is rejected becomes a dead letter. */
  takeReadings(sender: Sender, message: DeviceMessage, readings: Mapped['readings']): Promise<DeviceResult> {
    return this.#accept(sender, message, { mapping: null, readings })
  }

  /** Keeps a message that cannot be read as a dead letter; answers its key. */
  keep(sender: Sender, message: DeviceMessage, reason: string): Promise<number> {
    return this.#letters.add(
      sender.organization,
      letterOf(message, 'auto', 'message', message.payload, reason),
    )
  }

  /** Tries a dead letter once more; it is gone when all of it was taken. Rejects with `not_found`. */
  async replay(sender: Sender, key: number): Promise<DeviceResult> {
    const letter = await this.#letters.get(sender.organization, key)
    if (letter === null) throw notFound('dead_letter', `dlt_${key}`)
    const payload: unknown = JSON.parse(letter.payload)
    const message: DeviceMessage = {
      payload,
      topic: letter.topic === '' ? null : letter.topic,
      device: letter.device === '' ? null : letter.device,
      receivedAt: letter.at,
    }
    const result =
      letter.kind === 'message'
        ? await this.take(sender, letter.mapping, message)
        : await this.#accept(sender, message, {
            mapping: letter.mapping,
            readings: payload as Mapped['readings'],
          })
    if (result.deadLetter !== key) await this.#letters.remove(sender.organization, key)
    return result
  }

  /** What becomes of a message in which nothing is about people. */
  ignore({ organization }: Pick<Sender, 'organization'>): DeviceResult {
    const seq = this.#position(organization)
    return { mapping: null, accepted: 0, duplicates: 0, rejected: [], seq, deadLetter: null, failure: null }
  }

  /** When a message arrives now. */
  now(): EpochMs {
    return this.#clock()
  }

  async #accept(
    sender: Sender,
    message: DeviceMessage,
    { mapping, readings }: Mapped,
  ): Promise<DeviceResult> {
    let accepted = 0
    let duplicates = 0
    let seq = this.#position(sender.organization)
    const rejected: RejectedReading[] = []
    for (let begin = 0; begin < readings.length; begin += BATCH_LIMIT) {
      const result = await this.#ingest.accept(sender, readings.slice(begin, begin + BATCH_LIMIT))
      accepted += result.accepted
      duplicates += result.duplicates
      seq = result.seq
      for (const one of result.rejected) rejected.push({ ...one, index: one.index + begin })
    }
    const kept = { mapping, accepted, duplicates, rejected, seq, failure: null }
    if (rejected.length === 0) return { ...kept, deadLetter: null }
    const left = rejected.map(({ index }) => readings[index])
    const reason = [...new Set(rejected.map((one) => `${one.code}: ${one.message}`))].slice(0, 10).join('\n')
    const letter = letterOf(message, mapping ?? 'auto', 'readings', left, reason)
    return { ...kept, deadLetter: await this.#letters.add(sender.organization, letter) }
  }
}

function letterOf(
  { topic, device, receivedAt }: DeviceMessage,
  mapping: string,
  kind: DeadLetter['kind'],
  content: unknown,
  reason: string,
): DeadLetter {
  const payload = JSON.stringify(content ?? null)
  return { at: receivedAt, kind, mapping, topic: topic ?? '', device: device ?? '', reason, payload }
}
