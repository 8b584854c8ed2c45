import { spaceSubject } from '../domain/portfolio/subject.ts'
import { NO_SPACE, type Reading, ReadingKind } from '../domain/reading/reading.ts'
import type { ReadingFields } from './reading-fields.ts'
import { Rejection } from './rejection.ts'
import type { SubjectResolver } from './subject-resolver.ts'

/** A `reset`: a person says that a space with doorways really held that many (native.md §3). */
export function readReset(fields: ReadingFields, resolver: SubjectResolver): Reading | Rejection {
  const spaceId = fields.text('space_id')
  const at = fields.at()
  const value = fields.people('count', 0)
  const seq = fields.seq()
  if (fields.rejection !== null) return fields.rejection
  const space = resolver.space(spaceId)
  if (space instanceof Rejection) return space
  if (!resolver.hadDoorways(space, at)) {
    return new Rejection('no_doorways', `${spaceId} has no doorways: only what they count can be reset.`)
  }
  const subject = spaceSubject(space.key)
  const kind = ReadingKind.reset
  return resolver.refuseTime(at) ?? { subject, at, kind, space: NO_SPACE, seq, value, capped: false }
}
