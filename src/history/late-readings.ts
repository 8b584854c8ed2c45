import type { Effect } from '../domain/change/effect.ts'
import { closedDays, joinRestatements, type Restatement } from '../domain/change/restatement.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import { startOfDay } from '../domain/time/civil.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { zoneOf } from '../domain/time/zone.ts'
import type { Arrival, ReadingsRow } from '../storage/log-row.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import { countingIn, Dependents } from './dependents.ts'
import { LateSubject } from './late-subject.ts'
import type { Pacing } from './pacing.ts'
import type { RowsAhead } from './rows-ahead.ts'

const dependentsOf = new WeakMap<Portfolio, Dependents>()

/** Where it is found what a row of readings restated. */
export interface LateSources {
  readonly portfolio: Portfolio
  /** It must hold the row. */
  readonly log: Pick<ReadingLog, 'read' | 'extent'>
  readonly ahead: Pick<RowsAhead, 'of'>
  readonly pacing: Pacing
}

/** Which closed figures of a portfolio a row of readings restated when it came. */
export async function restatedByReadings(
  row: ReadingsRow,
  { portfolio, log, ahead, pacing }: LateSources,
): Promise<readonly Restatement[]> {
  const restated: Restatement[] = []
  for (const [subject, arrivals] of lateBySubject(row, portfolio)) {
    const later = () => ahead.of(subject, row.seq)
    const sources = { subject, log, now: row.at, later, pacing }
    const late = new LateSubject(sources, countingsOf(portfolio, subject))
    for (const { from, effect, arrival } of await late.effects(arrivals)) {
      for (const counting of late.countingsWith(arrival.reading, effect)) {
        const { space } = counting
        const span = { start: from, end: endIn(counting, effect) }
        const days = closedDays(zoneOf(portfolio.timeZone(space)), span, row.at)
        const cause = arrival.replace ? 'replaced_reading' : 'late_reading'
        if (days !== null) restated.push({ space, cause, ...days })
      }
    }
    await pacing.breathe()
  }
  return joinRestatements(restated)
}

/** What arrived from before the start of today in some zone of the portfolio, by subject. */
function lateBySubject(row: ReadingsRow, portfolio: Portfolio): ReadonlyMap<SubjectKey, readonly Arrival[]> {
  const late = new Map<SubjectKey, Arrival[]>()
  const today = latestMidnight(portfolio, row.at)
  for (const arrival of row.arrivals) {
    if (arrival.reading.at >= today) continue
    const own = late.get(arrival.reading.subject)
    if (own === undefined) late.set(arrival.reading.subject, [arrival])
    else own.push(arrival)
  }
  return late
}

function latestMidnight(portfolio: Portfolio, now: EpochMs): EpochMs {
  const names = new Set(portfolio.spaces.flatMap(({ timeZone }) => timeZone ?? []))
  const midnights = [...names].map((name) => {
    const zone = zoneOf(name)
    return zone.instantOf(startOfDay(zone.wallOf(now)))
  })
  return Math.max(-Infinity, ...midnights)
}

function countingsOf(portfolio: Portfolio, subject: SubjectKey): readonly Counting[] {
  let dependents = dependentsOf.get(portfolio)
  if (dependents === undefined) {
    dependents = new Dependents()
    dependents.add(portfolio)
    dependentsOf.set(portfolio, dependents)
  }
  return dependents.of(subject).flatMap(({ space: key }) => {
    const space = portfolio.space(key)
    return (space === null ? null : countingIn(portfolio, space)) ?? []
  })
}

/** The end of an effect in a space: where flows are rises of the count, what holds as it ends rises from another one. */
function endIn(counting: Counting, { until }: Effect): EpochMs {
  const isRising = counting.kind === 'sum' || (counting.kind === 'area' && counting.doorways.length === 0)
  return isRising ? until + 1 : until
}
