import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import { type Carry, carryOver, emptyCarry, type HeldCount, holdTotals } from '../../domain/reading/carry.ts'
import type { HealthWord, Reading } from '../../domain/reading/reading.ts'
import type { Day } from '../../domain/time/day.ts'
import { damaged } from '../store-unusable.ts'
import type { ByteReader, ByteWriter } from './bytes.ts'
import { packName } from './pack.ts'
import { seal, unseal } from './sealed-blob.ts'

/** What a pack says without being opened. */
export interface PackCarry {
  /** The carry after the day. */
  readonly after: Carry
  /** The carry that the day's readings alone would leave. */
  readonly own: Carry
}

/** The carry after a day, from the carry into it and what its readings alone leave. */
export function carryThrough(into: Carry, own: Carry): Carry {
  if (own.lastAt === null) return into
  const kept = into.held.filter(({ space }) => !own.held.some((other) => other.space === space))
  const held = kept.length === 0 ? own.held : [...kept, ...own.held].sort((a, b) => a.space - b.space)
  const carry: Carry = { lastAt: own.lastAt, health: own.health, held }
  const totals = own.totals === undefined ? into.totals : holdTotals(into.totals, own.totals)
  return totals === undefined ? carry : { ...carry, totals }
}

/** The carry that a whole day's readings alone leave. */
export function ownCarry(readings: readonly Reading[]): Carry {
  return carryOver(emptyCarry, readings)
}

/** The blob of a pack's carry. */
export function encodePackCarry(subject: SubjectKey, day: Day, { after, own }: PackCarry): Buffer {
  return seal((out) => {
    out.signed(subject)
    out.signed(day)
    writeCarry(out, after)
    writeCarry(out, own)
  })
}

/** Reads the carry of a pack back. Throws `StoreUnusable` when it is not as it was written. */
export function decodePackCarry(subject: SubjectKey, day: Day, blob: Buffer): PackCarry {
  const where = `carry of ${packName(subject, day)}`
  const from = unseal(blob, where)
  if (from.signed() !== subject || from.signed() !== day) throw damaged(where, 'it belongs elsewhere')
  const carry = { after: readCarry(from), own: readCarry(from) }
  if (!from.isAtEnd()) throw damaged(where, 'its length is wrong')
  return carry
}

const HAS_LAST = 1
const HAS_IN = 2
const HAS_OUT = 4

function writeCarry(out: ByteWriter, { lastAt, health, held, totals }: Carry): void {
  const entries = totals?.in ?? null
  const exits = totals?.out ?? null
  out.byte(
    (lastAt === null ? 0 : HAS_LAST) | (entries === null ? 0 : HAS_IN) | (exits === null ? 0 : HAS_OUT),
  )
  if (entries !== null) out.unsigned(entries)
  if (exits !== null) out.unsigned(exits)
  if (lastAt !== null) out.signed(lastAt)
  out.byte(health ?? 0)
  out.unsigned(held.length)
  for (const { space, count, capped } of held) {
    out.signed(space)
    out.signed(count)
    out.byte(capped ? 1 : 0)
  }
}

function readCarry(from: ByteReader): Carry {
  const flags = from.byte()
  const totals = {
    in: (flags & HAS_IN) === 0 ? null : from.unsigned(),
    out: (flags & HAS_OUT) === 0 ? null : from.unsigned(),
  }
  const lastAt = (flags & HAS_LAST) === 0 ? null : from.signed()
  const health = (from.byte() || null) as HealthWord | null
  const length = from.unsigned()
  const held: HeldCount[] = []
  for (let index = 0; index < length; index++)
    held.push({ space: from.signed(), count: from.signed(), capped: from.byte() === 1 })
  const carry: Carry = { lastAt, health, held }
  return (flags & (HAS_IN | HAS_OUT)) === 0 ? carry : { ...carry, totals }
}
