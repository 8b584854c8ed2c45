import type { OrganizationKey } from '../domain/portfolio/space.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import { compareReadings, type Reading } from '../domain/reading/reading.ts'
import { dayOf } from '../domain/time/day.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { Pacing } from '../history/pacing.ts'
import type { ReadingsRow } from '../storage/log-row.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import { liveCrossings } from './crossing-watch.ts'
import type { LiveCrossing } from './live-feed.ts'
import type { LiveGraph } from './live-graph.ts'
import type { ResetTimes } from './reset-times.ts'

const ROWS_AT_ONCE = 64

/** Crossings that one row of the log brought as they happened. */
export interface MissedCrossings {
  readonly seq: number
  readonly crossings: readonly LiveCrossing[]
}

/** Where crossings that somebody missed are found. */
export interface MissedSources {
  readonly graph: LiveGraph
  readonly log: Pick<ReadingLog, 'read' | 'rowsAfter'>
  readonly resets: ResetTimes
}

/**
 * The live crossings of the rows after a position up to another one, as they were told when they came; `null` when not
 * all of these rows are kept.
 */
export async function missedCrossings(
  { graph, log, resets }: MissedSources,
  organization: OrganizationKey,
  after: number,
  until: number,
): Promise<readonly MissedCrossings[] | null> {
  const rows = await readingsRows(log, organization, after, until)
  if (rows === null) return null
  const heard = await heardBefore(rows, graph, log)
  const heardAt = (subject: SubjectKey) => heard.get(subject) ?? -Infinity
  return rows.map(({ seq, at, arrivals }) => {
    const crossings = liveCrossings(graph, arrivals, at, resets, heardAt)
    for (const { reading } of arrivals)
      heard.set(reading.subject, Math.max(reading.at, heardAt(reading.subject)))
    return { seq, crossings }
  })
}

async function readingsRows(
  log: Pick<ReadingLog, 'rowsAfter'>,
  organization: OrganizationKey,
  after: number,
  until: number,
): Promise<readonly ReadingsRow[] | null> {
  const found: ReadingsRow[] = []
  const pacing = new Pacing()
  for (let next = after; next < until; ) {
    const rows = await log.rowsAfter(organization, next, ROWS_AT_ONCE)
    if (rows.length === 0) return null
    for (const row of rows) {
      if (row.seq !== next + 1) return null
      next = row.seq
      if (row.kind === 'readings' && row.seq <= until) found.push(row)
    }
    await pacing.breathe()
  }
  return found
}

/** When the subjects of some rows had last been heard of before the first of them. */
async function heardBefore(
  rows: readonly ReadingsRow[],
  graph: LiveGraph,
  log: Pick<ReadingLog, 'read'>,
): Promise<Map<SubjectKey, EpochMs>> {
  const arrived = new Map<SubjectKey, Reading[]>()
  for (const { reading } of rows.flatMap(({ arrivals }) => arrivals.filter(({ replace }) => !replace))) {
    if (!graph.doorways.has(reading.subject)) continue
    const own = arrived.get(reading.subject)
    if (own === undefined) arrived.set(reading.subject, [reading])
    else own.push(reading)
  }
  const heard = new Map<SubjectKey, EpochMs>()
  for (const [subject, readings] of arrived) {
    const inOrder = readings.toSorted(compareReadings)
    const from = dayOf(inOrder[0]?.at ?? 0)
    const story = await log.read(subject, { from, until: Infinity })
    heard.set(subject, Math.max(story.carry.lastAt ?? -Infinity, latestBeside(story.readings, inOrder)))
  }
  return heard
}

/** The latest of some readings that is not among others; both ascend. */
function latestBeside(readings: readonly Reading[], others: readonly Reading[]): EpochMs {
  let other = others.length - 1
  for (let index = readings.length - 1; index >= 0; index--) {
    const reading = readings[index]
    const newest = others[other]
    if (reading === undefined) continue
    if (newest === undefined || compareReadings(reading, newest) > 0) return reading.at
    if (compareReadings(reading, newest) === 0) other--
    else return reading.at
  }
  return -Infinity
}
