import { type Doorway, sensorAt } from '../domain/portfolio/doorway.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import { doorwaySubject, type SubjectKey, sensorSubject } from '../domain/portfolio/subject.ts'
import { type Reading, ReadingKind } from '../domain/reading/reading.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { Arrival } from '../storage/log-row.ts'
import type { LiveCrossing } from './live-feed.ts'
import type { LiveGraph } from './live-graph.ts'
import type { ResetTimes } from './reset-times.ts'

/**
 * The crossings of an append that are live, in order of time: no earlier than anything its sensor or doorway had
 * told before, and since the last daily reset of a space that it leads to. A late reading sends nothing
 * (density-v3.md §10). `heardAt` says when a subject had last been heard of before.
 */
export function liveCrossings(
  graph: LiveGraph,
  accepted: readonly Arrival[],
  now: EpochMs,
  resets: ResetTimes,
  heardAt: (subject: SubjectKey) => EpochMs = (subject) => graph.sensors.get(subject)?.heardAt ?? -Infinity,
): readonly LiveCrossing[] {
  const live = accepted
    .filter((arrival) => isNews(arrival, heardAt(arrival.reading.subject)))
    .map(({ reading }) => reading)
  return live
    .toSorted((a, b) => a.at - b.at)
    .flatMap((reading) => crossingsOf(graph, reading))
    .filter(({ doorway, at }) => at >= openSince(graph.portfolio, doorway, now, resets))
}

function isNews({ reading, replace }: Arrival, heardAt: EpochMs): boolean {
  if (reading.kind !== ReadingKind.crossing && reading.kind !== ReadingKind.flow) return false
  return reading.at > heardAt || (reading.at === heardAt && !replace)
}

function crossingsOf({ portfolio, doorways }: LiveGraph, reading: Reading): LiveCrossing[] {
  const { subject, at } = reading
  return (doorways.get(subject) ?? []).flatMap((doorway) => {
    const key = sensorAt(doorway, at)
    const speaker = key === null ? doorwaySubject(doorway.key) : sensorSubject(key)
    if (speaker !== subject) return []
    const serialNumber = key === null ? null : (portfolio.sensor(key)?.serialNumber ?? null)
    return passings(reading).map((passing) => ({ doorway, serialNumber, ...passing, at }))
  })
}

function passings({ value, flow }: Reading): Pick<LiveCrossing, 'direction' | 'people'>[] {
  if (flow === undefined) return [{ direction: value > 0 ? 1 : -1, people: Math.abs(value) }]
  const both = [
    { direction: 1, people: value },
    { direction: -1, people: flow.out },
  ] as const
  return both.filter(({ people }) => people > 0)
}

/** The earliest moment since which a space of a doorway has counted without a daily reset. */
function openSince(portfolio: Portfolio, { sides }: Doorway, now: EpochMs, resets: ResetTimes): EpochMs {
  return sides.reduce((earliest, { space: key }) => {
    const space = portfolio.space(key)
    if (space === null) return earliest
    return Math.min(earliest, resets.around(portfolio.timeZone(key), space.dailyResetMinutes, now).since)
  }, Infinity)
}
