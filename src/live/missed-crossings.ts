import type { OrganizationKey } from '../domain/portfolio/space.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import { compareReadings, type Reading } from '../domain/reading/reading.ts'
import { dayOf } from '../domain/time/day.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { Pacing } from '../history/pacing.ts'
import { changesIn, KEPT_CHANGES, type ReadingsRow } from '../storage/log-row.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import { liveCrossings } from './crossing-watch.ts'
import type { LiveCrossing } from './live-feed.ts'
import type { LiveGraph } from './live-graph.ts'
import type { ResetTimes } from './reset-times.ts'

const ROWS_AT_ONCE = 64
/** The most days read in one go on the way back to when a subject had been heard of. */
const MAX_DAYS = 32

/** Crossings that one row of the log brought as they happened. */
export interface MissedCrossings {
  readonly seq: number
  readonly crossings: readonly LiveCrossing[]
}

/** Where crossings that somebody missed are found. */
export interface MissedSources {
  readonly graph: LiveGraph
  readonly log: Pick<ReadingLog, 'read' | 'extent' | 'rowsAfter'>
  readonly resets: ResetTimes
}

/**
 * The live crossings of the rows after a position up to another one, as they were told when they came; `null` when not
 * all of these rows are kept, or they are more than are promised to be.
 */
export async function missedCrossings(
  { graph, log, resets }: MissedSources,
  organization: OrganizationKey,
  after: number,
  until: number,
): Promise<readonly MissedCrossings[] | null> {
  const pacing = new Pacing()
  const rows = await readingsRows(log, organization, after, until, pacing)
  if (rows === null) return null
  const heard = await heardBefore(rows, graph, log, pacing)
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
  pacing: Pacing,
): Promise<readonly ReadingsRow[] | null> {
  const found: ReadingsRow[] = []
  let changes = 0
  for (let next = after; next < until; ) {
    const rows = await log.rowsAfter(organization, next, ROWS_AT_ONCE)
    if (rows.length === 0) return null
    for (const row of rows) {
      if (row.seq !== next + 1) return null
      next = row.seq
      changes += changesIn(row)
      if (changes > KEPT_CHANGES) return null
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
  log: MissedSources['log'],
  pacing: Pacing,
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
    heard.set(subject, await heardBeside(subject, readings.toSorted(compareReadings), log, pacing))
  }
  return heard
}

/** When a subject was heard of last but for some readings, which ascend; looks back from the end, day by day. */
async function heardBeside(
  subject: SubjectKey,
  others: readonly Reading[],
  log: MissedSources['log'],
  pacing: Pacing,
): Promise<EpochMs> {
  const first = dayOf(others[0]?.at ?? 0)
  let until = Math.max(first + 1, (await log.extent(subject))?.until ?? 0)
  for (let days = 1; ; days = Math.min(MAX_DAYS, days * 2)) {
    const from = Math.max(first, until - days)
    const { carry, readings } = await log.read(subject, { from, until })
    const inside = others.filter(({ at }) => dayOf(at) >= from && dayOf(at) < until)
    const latest = latestBeside(readings, inside)
    if (latest > -Infinity) return latest
    if (from === first) return carry.lastAt ?? -Infinity
    until = from
    await pacing.breathe()
  }
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
