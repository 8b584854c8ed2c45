import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import type { Reading } from '../../domain/reading/reading.ts'
import { type Day, dayStart } from '../../domain/time/day.ts'
import { damaged } from '../store-unusable.ts'
import { readRun, startOfRun, writeReading } from './reading-codec.ts'
import { seal, unseal } from './sealed-blob.ts'

/** How a pack is named in messages. */
export function packName(subject: SubjectKey, day: Day): string {
  return `readings of subject ${subject} on day ${day}`
}

/** The blob of all readings of a subject on a UTC day, in the order of `compareReadings`. */
export function encodePack(subject: SubjectKey, day: Day, readings: readonly Reading[]): Buffer {
  return seal((out) => {
    out.signed(subject)
    out.signed(day)
    out.unsigned(readings.length)
    const position = startOfRun(dayStart(day))
    for (const reading of readings) writeReading(out, reading, false, position)
  })
}

/** Reads a pack back. Throws `StoreUnusable` when it is not as it was written, or not the pack asked for. */
export function decodePack(subject: SubjectKey, day: Day, body: Buffer): readonly Reading[] {
  const where = packName(subject, day)
  const from = unseal(body, where)
  if (from.signed() !== subject || from.signed() !== day) throw damaged(where, 'it belongs elsewhere')
  const count = from.unsigned()
  const readings = readRun(from, count, subject, startOfRun(dayStart(day)))
  if (!from.isAtEnd()) throw damaged(where, 'its length is wrong')
  return readings
}
