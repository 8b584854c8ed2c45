import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import type { Arrival, LogEntry, LogPosition, LogRow } from '../log-row.ts'
import { damaged } from '../store-unusable.ts'
import type { ByteReader, ByteWriter } from './bytes.ts'
import { readReading, startOfRun, writeReading } from './reading-codec.ts'
import { seal, unseal } from './sealed-blob.ts'

/** Written up to schema version 8: readings of all organizations together, without a position in any. */
const OLD_ARRIVALS = 1
const OLD_REMOVAL = 2
const READINGS = 3
const REMOVAL = 4
const SET_UP = 5

/** The organization that rows from before there were positions are kept under: none has this key. */
export const NO_ORGANIZATION: OrganizationKey = 0

/** A row as it is stored: `sequence` counts the rows of the whole store in the order of their commits. */
export interface StoredRow extends LogPosition {
  readonly sequence: number
  /** How many readings it brought. */
  readonly readings: number
  /** How many changes the organization's rows up to and with it stand for. */
  readonly total: number
  readonly body: Buffer
}

/** The blob of a log row. It says again which row it is, so that no column can be changed without notice. */
export function encodeLogRow(sequence: number, { seq, epoch, at }: LogPosition, entry: LogEntry): Buffer {
  return seal((out) => {
    out.unsigned(sequence)
    out.byte(entry.kind === 'readings' ? READINGS : entry.kind === 'removal' ? REMOVAL : SET_UP)
    for (const number of [entry.organization, seq, epoch, at]) out.signed(number)
    out.text(entry.actor ?? '')
    if (entry.kind === 'readings') writeArrivals(out, entry.arrivals)
    if (entry.kind === 'removal') writeSubjects(out, entry.subjects)
  })
}

/** Reads a log row back. Throws `StoreUnusable` when it is not as it was written, or not the row asked for. */
export function decodeLogRow(stored: StoredRow): LogRow {
  const { sequence, body, organization, seq, epoch, at } = stored
  const where = `log row ${sequence}`
  const from = unseal(body, where)
  const written = from.unsigned()
  if (written !== sequence) throw damaged(where, `it was written as row ${written}`)
  const kind = from.byte()
  const position = { organization, seq, epoch, at }
  const isOld = kind === OLD_ARRIVALS || kind === OLD_REMOVAL
  if (!isOld) expectPosition(from, position, where)
  const actor = isOld ? null : from.text() || null
  const row = readContents(from, kind, position, actor)
  if (row === null) throw damaged(where, `it is of an unknown kind ${kind}`)
  if (!from.isAtEnd()) throw damaged(where, 'its length is wrong')
  return row
}

function expectPosition(from: ByteReader, position: LogPosition, where: string): void {
  for (const expected of [position.organization, position.seq, position.epoch, position.at]) {
    const written = from.signed()
    if (written !== expected) throw damaged(where, `its position says ${expected} for ${written}`)
  }
}

function readContents(
  from: ByteReader,
  kind: number,
  position: LogPosition,
  actor: string | null,
): LogRow | null {
  if (kind === SET_UP) return { ...position, kind: 'set-up', actor }
  if (kind === REMOVAL || kind === OLD_REMOVAL)
    return { ...position, kind: 'removal', actor, subjects: readSubjects(from) }
  if (kind === READINGS || kind === OLD_ARRIVALS)
    return { ...position, kind: 'readings', actor, arrivals: readArrivals(from) }
  return null
}

function writeSubjects(out: ByteWriter, subjects: readonly SubjectKey[]): void {
  out.unsigned(subjects.length)
  for (const subject of subjects) out.signed(subject)
}

function readSubjects(from: ByteReader): readonly SubjectKey[] {
  return Array.from({ length: from.unsigned() }, () => from.signed())
}

function writeArrivals(out: ByteWriter, arrivals: readonly Arrival[]): void {
  out.unsigned(arrivals.length)
  const position = startOfRun(0)
  let last = 0
  for (const { reading, replace } of arrivals) {
    out.signed(reading.subject - last)
    last = reading.subject
    writeReading(out, reading, replace, position)
  }
}

function readArrivals(from: ByteReader): readonly Arrival[] {
  const count = from.unsigned()
  const arrivals: Arrival[] = []
  const position = startOfRun(0)
  let subject = 0
  for (let index = 0; index < count; index++) {
    subject += from.signed()
    arrivals.push(readReading(from, subject, position))
  }
  return arrivals
}
