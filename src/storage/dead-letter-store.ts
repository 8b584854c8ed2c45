import type { OrganizationKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'

/** Something that arrived and could not be taken, to be tried once more when what was missing is there. */
export interface DeadLetter {
  /** When it arrived; readings that were rejected more than once: the last time. */
  readonly at: EpochMs
  /** `message`: as a device or its network sent it; `readings`: the readings of a message that were rejected. */
  readonly kind: 'message' | 'readings'
  /** The mapping it was sent to. */
  readonly mapping: string
  /** MQTT topic; `''` over HTTP. */
  readonly topic: string
  /** The device that was named beside it; `''` for none. */
  readonly device: string
  /** Why it was not taken, for people. */
  readonly reason: string
  /** What arrived, as JSON. */
  readonly payload: string
}

/** A dead letter as it is kept; `key` ascends. */
export interface KeptDeadLetter extends DeadLetter {
  readonly key: number
}

/** Most letters that are kept for an organization; the oldest give way. */
export const MAX_DEAD_LETTERS = 10_000

/** Most characters of payload that are kept for an organization; the oldest letters give way. */
export const MAX_DEAD_LETTER_TEXT = 256 * 1024 * 1024

/** All that makes two letters of the same payload the same. */
export function headOf({ kind, mapping, topic, device, at }: DeadLetter): string {
  return JSON.stringify([kind, mapping, topic, device, ...(kind === 'message' ? [at] : [])])
}

/** What could not be taken, per organization. What is added is durable once the promise resolves. */
export interface DeadLetterStore {
  /**
   * Keeps a letter and answers its key. The same again keeps its key and takes the new time and reason: readings of the same
   * content, which say themselves when they were, and a message that is tried once more. Messages of the same content that
   * arrived at different times are as many letters: their time may be all that they have of their own.
   */
  add(organization: OrganizationKey, letter: DeadLetter): Promise<number>

  /** The newest letters by key, without their payload; those before a key when one is given. */
  list(
    organization: OrganizationKey,
    limit: number,
    before: number | null,
  ): Promise<readonly Omit<KeptDeadLetter, 'payload'>[]>

  get(organization: OrganizationKey, key: number): Promise<KeptDeadLetter | null>

  /** Whether it was there. */
  remove(organization: OrganizationKey, key: number): Promise<boolean>
}
