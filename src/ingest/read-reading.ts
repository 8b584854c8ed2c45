import type { Reading } from '../domain/reading/reading.ts'
import type { Arrival } from '../storage/log-row.ts'
import { readCount, readPresence } from './read-count.ts'
import { readCounter } from './read-counter.ts'
import { readCrossing } from './read-crossing.ts'
import { readFlow } from './read-flow.ts'
import { readReset } from './read-reset.ts'
import { readHealth, readHeartbeat } from './read-sign-of-life.ts'
import { ReadingFields } from './reading-fields.ts'
import { Rejection } from './rejection.ts'
import type { SubjectResolver } from './subject-resolver.ts'

type Reader = (fields: ReadingFields, resolver: SubjectResolver) => Reading | Rejection

const readers: ReadonlyMap<unknown, Reader> = new Map([
  ['count', readCount],
  ['crossing', readCrossing],
  ['heartbeat', readHeartbeat],
  ['health', readHealth],
  ['reset', readReset],
  ['flow', readFlow],
  ['counter', readCounter],
  ['presence', readPresence],
])

const notAnObject = new Rejection('invalid', 'A reading must be an object.')
const unknownType = new Rejection('invalid', `type must be one of ${[...readers.keys()].join(', ')}.`)

/** Checks a reading as it came in and finds what it is about; what is not right comes back as a rejection. */
export function readReading(raw: unknown, resolver: SubjectResolver): Arrival | Rejection {
  if (raw instanceof Rejection) return raw
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return notAnObject
  const object = raw as Readonly<Record<string, unknown>>
  const read = readers.get(object['type'])
  if (read === undefined) return unknownType
  const fields = new ReadingFields(object)
  const replace = fields.flag('replace')
  const mark = fields.mark()
  const reading = read(fields, resolver)
  if (reading instanceof Rejection) return reading
  return { reading: mark === undefined ? reading : { ...reading, mark }, replace }
}
