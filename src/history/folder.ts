import { detectionsOf } from '../domain/occupancy/detections.ts'
import { evidenceOf, foldCountingInSteps } from '../domain/occupancy/fold.ts'
import type { SpaceHistory } from '../domain/occupancy/segment.ts'
import type { ReadingsOf } from '../domain/occupancy/sensor-track.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import { emptyCarry } from '../domain/reading/carry.ts'
import type { SubjectReadings } from '../domain/reading/subject-readings.ts'
import type { EpochMs, Interval } from '../domain/time/interval.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import type { Pacing } from './pacing.ts'

const nothing: SubjectReadings = { carry: emptyCarry, readings: [] }

/** Reads what a space rests on from the log and folds it: what happened there during `interval`. */
export async function foldFromLog(
  log: ReadingLog,
  counting: Counting,
  interval: Interval,
  pacing: Pacing,
): Promise<SpaceHistory> {
  const readingsOf = await evidenceFromLog(log, counting, interval, pacing)
  return pacing.through(foldCountingInSteps(counting, interval, readingsOf))
}

/** Reads what a space rests on from the log: when something said how many people are there. */
export async function detectionsFromLog(
  log: ReadingLog,
  counting: Counting,
  interval: Interval,
  pacing: Pacing,
): Promise<readonly EpochMs[]> {
  return detectionsOf(counting, interval, await evidenceFromLog(log, counting, interval, pacing))
}

async function evidenceFromLog(
  log: ReadingLog,
  counting: Counting,
  interval: Interval,
  pacing: Pacing,
): Promise<ReadingsOf> {
  const evidence = new Map<SubjectKey, SubjectReadings>()
  for (const [subject, days] of evidenceOf(counting, interval)) {
    evidence.set(subject, await log.read(subject, days))
    await pacing.breathe()
  }
  return (subject) => evidence.get(subject) ?? nothing
}
