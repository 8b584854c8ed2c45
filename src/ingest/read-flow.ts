import { MAX_FLOW_MS, NO_SEQ, NO_SPACE, type Reading, ReadingKind } from '../domain/reading/reading.ts'
import { passageSubject } from './passage-subject.ts'
import type { ReadingFields } from './reading-fields.ts'
import { Rejection } from './rejection.ts'
import type { SubjectResolver } from './subject-resolver.ts'

/** A `flow`: so many people passed a doorway during `[from, at)` (native.md §3). */
export function readFlow(fields: ReadingFields, resolver: SubjectResolver): Reading | Rejection {
  const serialNumber = fields.textOrNull('sensor')
  const doorwayId = fields.textOrNull('doorway_id')
  const from = fields.instant('from')
  const end = fields.at()
  const value = fields.peopleOr('in', 0, 0)
  const out = fields.peopleOr('out', 0, 0)
  const seq = fields.seq()
  if (serialNumber === null && doorwayId === null) return fields.refuse('sensor or doorway_id is needed')
  if (fields.rejection !== null) return fields.rejection
  if (from >= end) return fields.refuse('from must be before at, which is where the flow ends')
  if (end - from > MAX_FLOW_MS) return fields.refuse('a flow spans at most 25 hours')
  const at = end - 1
  const subject = passageSubject(serialNumber, doorwayId, at, resolver)
  if (subject instanceof Rejection) return subject
  const refusal = resolver.refuseTime(from) ?? resolver.refuseTime(end)
  const kind = ReadingKind.flow
  return refusal ?? { subject, at, kind, space: NO_SPACE, seq, value, capped: false, flow: { from, out } }
}

/** That whatever counted a flow was there when it began: a heartbeat at `from`, kept beside it. `null` for what is no flow. */
export function beginningOf({ subject, flow }: Reading): Reading | null {
  if (flow === undefined) return null
  const kind = ReadingKind.heartbeat
  return { subject, at: flow.from, kind, space: NO_SPACE, seq: NO_SEQ, value: 0, capped: false }
}
