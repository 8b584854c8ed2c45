import { conflict } from '../domain/errors.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import type { ReadingLog } from '../storage/reading-log.ts'

/** Whether any reading is kept of any of the subjects. */
export async function hasReadings(
  log: Pick<ReadingLog, 'count'>,
  subjects: readonly SubjectKey[],
): Promise<boolean> {
  for (const subject of subjects) if ((await log.count(subject)) > 0) return true
  return false
}

/** Throws a `conflict` while any reading is kept of any of the subjects. */
export async function refuseWithReadings(
  log: Pick<ReadingLog, 'count'>,
  what: string,
  subjects: readonly SubjectKey[],
): Promise<void> {
  if (await hasReadings(log, subjects)) {
    throw conflict('has_readings', `${what} has readings. Delete it with ?cascade=true if they may go.`)
  }
}
