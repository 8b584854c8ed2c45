import { z } from 'zod'
import type { Access } from '../../domain/access/access.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import type { DeviceResult } from '../../mappings/device-ingest.ts'
import type { KeptDeadLetter } from '../../storage/dead-letter-store.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

/** What became of a device's message. */
export const deviceResultShape = z
  .object({
    mapping: z.string().nullable().describe('The mapping that read it; null when none did.'),
    accepted: z.int(),
    duplicates: z.int(),
    rejected: z.array(z.object({ index: z.int(), code: z.string(), message: z.string() })),
    seq: z.int().describe('Position in the log that what was accepted is in.'),
    dead_letter: z.string().nullable().describe('Id of the dead letter that keeps what was not taken.'),
    reason: z.string().nullable().describe('Why no reading could be made of it; null when some were.'),
  })
  .register(components, { id: 'DeviceResult' })

/** What arrived and could not be taken. */
export const deadLetterShape = z
  .object({
    id: z.string(),
    at: instantText,
    kind: z
      .enum(['message', 'readings'])
      .describe('The whole message, or those of its readings that were rejected.'),
    mapping: z.string(),
    topic: z.string().nullable(),
    device: z.string().nullable(),
    reason: z.string(),
  })
  .register(components, { id: 'DeadLetter' })

/** Renders what became of a message. */
export function renderDeviceResult(result: DeviceResult): z.infer<typeof deviceResultShape> {
  const { mapping, accepted, duplicates, seq, deadLetter, failure } = result
  return {
    mapping,
    accepted,
    duplicates,
    rejected: [...result.rejected],
    seq,
    dead_letter: deadLetter === null ? null : `dlt_${deadLetter}`,
    reason: failure,
  }
}

/** Renders a letter, without its payload. */
export function renderDeadLetter(letter: Omit<KeptDeadLetter, 'payload'>): z.infer<typeof deadLetterShape> {
  const { key, at, kind, mapping, topic, device, reason } = letter
  return {
    id: `dlt_${key}`,
    at: formatInstant(at),
    kind,
    mapping,
    topic: topic === '' ? null : topic,
    device: device === '' ? null : device,
    reason,
  }
}

/** The key in an id of the wire. Throws `not_found`. */
export function deadLetterKey(id: string): number {
  const key = /^dlt_(\d{1,15})$/.exec(id)?.[1]
  if (key === undefined) throw notFound('dead_letter', id)
  return Number(key)
}

/** Refuses a token that is limited to some spaces: a letter may speak of any. */
export function requireWholeOrganization(access: Access): void {
  if (access.spaces === null) return
  throw new DomainError(
    'forbidden',
    'limited_token',
    'This needs a token that is not limited to some spaces.',
  )
}
