import type { DeadLetter, ReplayResult } from '../../../src/client/dead-letter-client.ts'
import { get, query, send } from './server.ts'

/** A sensor that a message speaks of. */
export interface NamedSensor {
  readonly serial_number: string
  readonly is_set_up: boolean
  readonly sensor_type: 'entry' | 'oa'
}

/** What a device's message would become. */
export interface MessagePreview {
  readonly mapping: string | null
  readonly name: string | null
  readonly readings: readonly Readonly<Record<string, unknown>>[]
  readonly sensors: readonly NamedSensor[]
  readonly reason: string | null
}

/** A kind of device that is understood. */
export interface KnownMapping {
  readonly id: string
  readonly name: string
}

export const mappings = async (signal: AbortSignal) =>
  (await get<{ readonly data: readonly KnownMapping[] }>('/api/mappings', undefined, signal)).data

/** Reads a message and keeps nothing. */
export const previewMessage = (mapping: string, message: unknown, topic: string) =>
  query<MessagePreview>(
    `/api/ingest/${encodeURIComponent(mapping)}/preview${topic === '' ? '' : `?topic=${encodeURIComponent(topic)}`}`,
    message,
  )

/** The newest ones. */
export const deadLetters = async (signal: AbortSignal) =>
  (await get<{ readonly data: readonly DeadLetter[] }>('/api/dead-letters', { limit: 100 }, signal)).data

export const replayDeadLetter = (id: string) => send<ReplayResult>('POST', `/api/dead-letters/${id}/replay`)
export const discardDeadLetter = (id: string) => send<void>('DELETE', `/api/dead-letters/${id}`)
