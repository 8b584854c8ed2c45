import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import type { Arrival } from '../reading-log.ts'
import { damaged } from '../store-unusable.ts'
import { readReading, startOfRun, writeReading } from './reading-codec.ts'
import { seal, unseal } from './sealed-blob.ts'

const ARRIVALS = 1
const REMOVAL = 2

/** One commit of the log: readings in order of arrival, or subjects that were forgotten with all before. */
export type LogRow =
  | { readonly kind: 'arrivals'; readonly arrivals: readonly Arrival[] }
  | { readonly kind: 'removal'; readonly subjects: readonly SubjectKey[] }

/** The blob of a log row. */
export function encodeLogRow(sequence: number, row: LogRow): Buffer {
  return seal((out) => {
    out.unsigned(sequence)
    if (row.kind === 'removal') {
      out.byte(REMOVAL)
      out.unsigned(row.subjects.length)
      for (const subject of row.subjects) out.signed(subject)
      return
    }
    out.byte(ARRIVALS)
    out.unsigned(row.arrivals.length)
    const position = startOfRun(0)
    let last = 0
    for (const { reading, replace } of row.arrivals) {
      out.signed(reading.subject - last)
      last = reading.subject
      writeReading(out, reading, replace, position)
    }
  })
}

/** Reads a log row back. Throws `StoreUnusable` when it is not as it was written, or not the row asked for. */
export function decodeLogRow(sequence: number, body: Buffer): LogRow {
  const where = `log row ${sequence}`
  const from = unseal(body, where)
  const written = from.unsigned()
  if (written !== sequence) throw damaged(where, `it was written as row ${written}`)
  const kind = from.byte()
  const count = from.unsigned()
  let subject = 0
  if (kind === REMOVAL)
    return { kind: 'removal', subjects: Array.from({ length: count }, () => from.signed()) }
  if (kind !== ARRIVALS) throw damaged(where, `it is of an unknown kind ${kind}`)
  const arrivals: Arrival[] = []
  const position = startOfRun(0)
  for (let index = 0; index < count; index++) {
    subject += from.signed()
    arrivals.push(readReading(from, subject, position))
  }
  if (!from.isAtEnd()) throw damaged(where, 'its length is wrong')
  return { kind: 'arrivals', arrivals }
}
