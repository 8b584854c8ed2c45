import { subjectsOfCounting } from '../domain/occupancy/fold.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { countingIn } from '../history/dependents.ts'
import type { Histories } from '../history/histories.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import type { RollupStore } from '../storage/rollup-store.ts'
import { answerCompletion } from './completion.ts'
import { answerCountsNow } from './counts-now.ts'
import { answerDistribution } from './distribution.ts'
import { answerDwell } from './dwell.ts'
import { answerForecast } from './forecast.ts'
import { answerOccupancy } from './occupancy.ts'
import type { Analytics } from './occupancy-query.ts'
import { answerSegments } from './segments.ts'
import { SensorHealths } from './sensor-healths.ts'
import { answerSessions } from './sessions.ts'
import { answerSpaceUses } from './space-uses.ts'
import { answerTypicalDay } from './typical-day.ts'

export interface AnalyticsSources {
  readonly log: ReadingLog
  readonly rollups: RollupStore
  readonly histories: Histories
}

/** Analytics over a store's readings and rollups. */
export function createAnalytics({ log, rollups, histories }: AnalyticsSources): Analytics {
  const healths = new SensorHealths(log)
  return {
    occupancy: (query) => answerOccupancy({ histories, rollups }, query),
    sessions: (query) => answerSessions(histories, query),
    dwell: (query) => answerDwell(histories, query),
    segments: (query) => answerSegments(histories, query),
    distribution: (query) => answerDistribution(histories, query),
    typicalDay: (query) => answerTypicalDay({ histories, rollups }, query),
    forecast: (query) => answerForecast({ histories, rollups }, query),
    spaceUses: (query) => answerSpaceUses(histories, query),
    completion: (query) => answerCompletion(histories, query),
    firstReadings: (portfolio, spaces) => firstReadings(log, portfolio, spaces),
    countsNow: (portfolio, spaces, now) => answerCountsNow(histories, portfolio, spaces, now),
    healthNow: (sensors, now) => healths.now(sensors, now),
    healthDuring: (sensor, interval) => healths.during(sensor, interval),
  }
}

async function firstReadings(
  log: ReadingLog,
  portfolio: Portfolio,
  spaces: readonly Space[],
): Promise<ReadonlyMap<SpaceKey, EpochMs>> {
  const bySubject = new Map<SubjectKey, EpochMs | null>()
  const firsts = new Map<SpaceKey, EpochMs>()
  for (const space of spaces) {
    const counting = countingIn(portfolio, space)
    let first = Number.POSITIVE_INFINITY
    for (const subject of counting === null ? [] : subjectsOfCounting(counting)) {
      const known = bySubject.get(subject)
      const at = known === undefined ? await firstOf(log, subject) : known
      bySubject.set(subject, at)
      first = Math.min(first, at ?? first)
    }
    if (first !== Number.POSITIVE_INFINITY) firsts.set(space.key, first)
  }
  return firsts
}

async function firstOf(log: ReadingLog, subject: SubjectKey): Promise<EpochMs | null> {
  const extent = await log.extent(subject)
  if (extent === null) return null
  const { readings } = await log.read(subject, { from: extent.from, until: extent.from + 1 })
  return readings[0]?.at ?? null
}
