import { NO_SPACE, type Reading, ReadingKind } from '../domain/reading/reading.ts'
import { passageSubject } from './passage-subject.ts'
import type { ReadingFields } from './reading-fields.ts'
import { Rejection } from './rejection.ts'
import type { SubjectResolver } from './subject-resolver.ts'

/** A `crossing`: people passed a doorway, told by its sensor or by its id. */
export function readCrossing(fields: ReadingFields, resolver: SubjectResolver): Reading | Rejection {
  const serialNumber = fields.textOrNull('sensor')
  const doorwayId = fields.textOrNull('doorway_id')
  const at = fields.at()
  const direction = fields.direction()
  const people = fields.peopleOr('n', 1, 1)
  const seq = fields.seq()
  if (serialNumber === null && doorwayId === null) return fields.refuse('sensor or doorway_id is needed')
  if (fields.rejection !== null) return fields.rejection
  const subject = passageSubject(serialNumber, doorwayId, at, resolver)
  if (subject instanceof Rejection) return subject
  const kind = ReadingKind.crossing
  const value = direction * people
  return resolver.refuseTime(at) ?? { subject, at, kind, space: NO_SPACE, seq, value, capped: false }
}
