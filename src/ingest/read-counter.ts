import { NO_SPACE, type Reading, ReadingKind } from '../domain/reading/reading.ts'
import { passageSubject } from './passage-subject.ts'
import type { ReadingFields } from './reading-fields.ts'
import { Rejection } from './rejection.ts'
import type { SubjectResolver } from './subject-resolver.ts'

/** A `counter`: how many people have passed since some start. Kept as it is sent, differenced in the fold. */
export function readCounter(fields: ReadingFields, resolver: SubjectResolver): Reading | Rejection {
  const serialNumber = fields.textOrNull('sensor')
  const doorwayId = fields.textOrNull('doorway_id')
  const sentAt = fields.at()
  const width = fields.counterWidth()
  const entries = fields.totalOrNull('in_total', width)
  const exits = fields.totalOrNull('out_total', width)
  const restarted = fields.flag('restarted')
  const seq = fields.seq()
  if (serialNumber === null && doorwayId === null) return fields.refuse('sensor or doorway_id is needed')
  if (entries === null && exits === null) return fields.refuse('in_total or out_total is needed')
  if (fields.rejection !== null) return fields.rejection
  if (sentAt === 0) return fields.refuse('at of a counter must be after 1970-01-01T00:00:00Z')
  const at = sentAt - 1
  const subject = passageSubject(serialNumber, doorwayId, at, resolver)
  if (subject instanceof Rejection) return subject
  const totals = { in: entries, out: exits, width, restarted }
  const common = { subject, at, kind: ReadingKind.counter, space: NO_SPACE, seq, value: 0, capped: false }
  return resolver.refuseTime(sentAt) ?? { ...common, totals }
}
