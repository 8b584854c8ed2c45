import type { CorrectionKind, NewCorrection } from '../../../../src/client/correction-wire.ts'
import { serverNow } from '../../state/server-clock.ts'
import { texts } from '../../texts/texts.ts'
import { instantOfLocal, localNow } from '../set-up/local-input.ts'

/** What has been filled in, as it stands in the fields. */
export interface CorrectionDraft {
  readonly kind: CorrectionKind
  readonly count: string
  /** Serial number. */
  readonly sensor: string
  readonly when: 'now' | 'earlier'
  /** Local time that it begins at, or is said of, unless that is now. */
  readonly local: string
  /** Local time that it ends at; empty until it is undone. */
  readonly until: string
  readonly reason: string
}

/** What is wrong with the times of a draft, in words; `null` for what is right. */
export interface TimeProblems {
  readonly local: string | null
  readonly until: string | null
}

/** A draft with nothing said yet. */
export function emptyDraft(kind: CorrectionKind, sensor: string, zone: string): CorrectionDraft {
  return { kind, sensor, count: '', when: 'now', local: localNow(zone), until: '', reason: '' }
}

/** Whether a kind of correction is about a sensor, not about the space. */
export function isOfSensor(kind: CorrectionKind): boolean {
  return kind === 'ignore' || kind === 'ceiling'
}

/** What is wrong with the times of a draft, at the present time of the server. */
export function timeProblems(draft: CorrectionDraft, zone: string, now = serverNow()): TimeProblems {
  const { skipped, future, endsBefore } = texts.setUp.correctCount
  const { start, end } = timesOf(draft, zone, now)
  const isPast = typeof start === 'number' && typeof end === 'number' && end <= start
  return {
    local: start === 'skipped' ? skipped : typeof start === 'number' && start > now ? future : null,
    until: end === 'skipped' ? skipped : isPast ? endsBefore : null,
  }
}

/** What has been filled in as a correction of a space; `null` while it is none. */
export function correctionOf(
  draft: CorrectionDraft,
  { id, time_zone: zone }: { readonly id: string; readonly time_zone: string },
  now = serverNow(),
): NewCorrection | null {
  const { kind, count, sensor, reason } = draft
  const { start, end } = timesOf(draft, zone, now)
  const problems = timeProblems(draft, zone, now)
  if (problems.local !== null || problems.until !== null || !isNumber(kind, count)) return null
  if (typeof start !== 'number' || end === 'skipped') return null
  const from = new Date(start).toISOString()
  return {
    kind,
    ...(isOfSensor(kind) ? { sensor } : { space_id: id }),
    ...(kind === 'ignore' ? {} : { people: Number(count) }),
    ...(kind === 'reset' ? { at: from } : { from }),
    ...(end === null ? {} : { until: new Date(end).toISOString() }),
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
  }
}

/** When a draft begins and ends; `end` is `null` for one that holds until it is undone, or is said of an instant. */
function timesOf({ kind, when, local, until }: CorrectionDraft, zone: string, now: number) {
  return {
    start: when === 'now' ? now : instantOfLocal(local, zone),
    end: kind === 'reset' || until === '' ? null : instantOfLocal(until, zone),
  }
}

/** A correction of nobody corrects nothing, and a sensor that cannot count to 1 counts nothing. */
function isNumber(kind: CorrectionKind, count: string): boolean {
  const text = count.trim()
  if (kind === 'ignore') return true
  if (kind === 'reset') return /^\d+$/.test(text)
  return (kind === 'offset' ? /^[-+]?\d+$/ : /^\d+$/).test(text) && Number(text) !== 0
}
