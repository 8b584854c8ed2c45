import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import { isCount, NO_SEQ, NO_SPACE, type Reading, ReadingKind } from '../../domain/reading/reading.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import type { ByteReader, ByteWriter } from './bytes.ts'
import { isSpanStorable, readSpan, writeSpan } from './span-codec.ts'

const KIND = 0b0000_0111
/** In place of a kind: it follows in a byte of its own. The first five kinds, which most readings are of, never do. */
const KIND_FOLLOWS = 0
const LAST_SHORT_KIND = ReadingKind.reset
/** With the kind that follows: so does a mark, at the end. */
const MARKED = 0b0100_0000
const CAPPED = 0b0000_1000
const REPLACE = 0b0001_0000
const HAS_SEQ = 0b0010_0000
const OTHER_SPACE = 0b0100_0000
/** Time and `seq` are written as they are, because the step from the one before is beyond exact integers. */
const ABSOLUTE = 0b1000_0000

/** What the next reading of a run is written relative to. */
export interface RunPosition {
  at: EpochMs
  seq: number
  /** The space of the last `count`. */
  space: number
}

/** Where a run of readings begins. */
export function startOfRun(at: EpochMs): RunPosition {
  return { at, seq: 0, space: NO_SPACE }
}

function shortKind({ kind, mark }: Reading): number {
  return kind > LAST_SHORT_KIND || mark !== undefined ? KIND_FOLLOWS : kind
}

/** Writes one reading of a run, without its subject: one byte of flags, then only what cannot be foreseen. */
export function writeReading(
  out: ByteWriter,
  reading: Reading,
  replace: boolean,
  position: RunPosition,
): void {
  const { at, space, seq, value } = reading
  const hasSeq = seq !== NO_SEQ
  const expected = isCount(reading) ? position.space : NO_SPACE
  const absolute =
    !Number.isSafeInteger(at - position.at) || (hasSeq && !Number.isSafeInteger(seq - position.seq))
  const short = shortKind(reading)
  out.byte(
    short |
      (reading.capped ? CAPPED : 0) |
      (replace ? REPLACE : 0) |
      (hasSeq ? HAS_SEQ : 0) |
      (space === expected ? 0 : OTHER_SPACE) |
      (absolute ? ABSOLUTE : 0),
  )
  writeLongKind(out, short, reading)
  out.signed(absolute ? at : at - position.at)
  if (hasSeq) out.signed(absolute ? seq : seq - position.seq)
  if (space !== expected) out.signed(space)
  out.signed(value)
  writeSpan(out, reading)
  if (reading.mark !== undefined) out.text(reading.mark)
  advance(position, reading)
}

function writeLongKind(out: ByteWriter, short: number, { kind, mark }: Reading): void {
  if (short === KIND_FOLLOWS) out.byte(kind | (mark === undefined ? 0 : MARKED))
}

/** Reads one reading of a run back. */
export function readReading(
  from: ByteReader,
  subject: SubjectKey,
  position: RunPosition,
): { readonly reading: Reading; readonly replace: boolean } {
  const flags = from.byte()
  return { reading: readFlagged(from, flags, subject, position), replace: (flags & REPLACE) !== 0 }
}

/** Reads `count` readings of one subject back. */
export function readRun(
  from: ByteReader,
  count: number,
  subject: SubjectKey,
  position: RunPosition,
): Reading[] {
  const readings: Reading[] = []
  for (let index = 0; index < count; index++) readings.push(readFlagged(from, from.byte(), subject, position))
  return readings
}

function readFlagged(from: ByteReader, flags: number, subject: SubjectKey, position: RunPosition): Reading {
  const short = flags & KIND
  const long = short === KIND_FOLLOWS ? from.byte() : short
  const kind = (long & ~MARKED) as ReadingKind
  const absolute = (flags & ABSOLUTE) !== 0
  const at = from.signed() + (absolute ? 0 : position.at)
  const seq = (flags & HAS_SEQ) === 0 ? NO_SEQ : from.signed() + (absolute ? 0 : position.seq)
  const expected = isCount({ kind }) ? position.space : NO_SPACE
  const space = (flags & OTHER_SPACE) === 0 ? expected : from.signed()
  const value = from.signed()
  const reading: Reading = { subject, at, kind, space, seq, value, capped: (flags & CAPPED) !== 0 }
  advance(position, reading)
  if (short !== KIND_FOLLOWS) return reading
  const whole = { ...reading, ...readSpan(from, reading) }
  return (long & MARKED) === 0 ? whole : { ...whole, mark: from.text() }
}

function advance(position: RunPosition, { at, kind, seq, space }: Reading): void {
  position.at = at
  if (seq !== NO_SEQ) position.seq = seq
  if (isCount({ kind })) position.space = space
}

/** Whether every number of a reading is one that can be stored exactly. */
export function isStorable(reading: Reading): boolean {
  const { subject, at, kind, space, seq, value } = reading
  return (
    Number.isSafeInteger(at) &&
    Number.isSafeInteger(value) &&
    (seq === NO_SEQ || Number.isSafeInteger(seq)) &&
    Number.isSafeInteger(subject) &&
    Number.isSafeInteger(space) &&
    kind >= ReadingKind.count &&
    kind <= ReadingKind.counter &&
    isSpanStorable(reading)
  )
}
