import { closedDays, joinRestatements, type Restatement } from '../domain/change/restatement.ts'
import { subjectsOfCounting } from '../domain/occupancy/fold.ts'
import {
  type CapacityHistory,
  capacityHistory,
  locationCapacityHistory,
} from '../domain/portfolio/capacity.ts'
import type { Counting, LeafCounting } from '../domain/portfolio/counting.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space } from '../domain/portfolio/space.ts'
import { doorwaySubject, type SubjectKey, sensorSubject } from '../domain/portfolio/subject.ts'
import { dayStart } from '../domain/time/day.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { zoneOf } from '../domain/time/zone.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import { correctedSpan, sameUncorrected } from './corrected-span.ts'
import { countingIn } from './dependents.ts'
import { Pacing } from './pacing.ts'

/** Which closed figures a change of the set-up at `now` restates: of spaces that were there before, and still are. */
export async function restatedBySetUp(
  before: Portfolio,
  after: Portfolio,
  log: Pick<ReadingLog, 'extent'>,
  now: EpochMs,
  pacing: Pacing = new Pacing(),
): Promise<readonly Restatement[]> {
  const causes = await causesOf(before, after, now, pacing)
  const restated: Restatement[] = []
  // From here on nothing else gets its turn: no reading may come between the first ones and the change.
  for (const [{ key }, cause] of causes) {
    const [was, is] = [before.space(key), after.space(key)]
    const countings = [was && countingIn(before, was), is && countingIn(after, is)]
    const first = await firstReading(
      log,
      countings.filter((one) => one !== null),
    )
    const within = cause === 'correction' ? correctedSpan(before, after) : { start: first, end: now }
    const span = { start: Math.max(first, within.start), end: Math.min(now, within.end) }
    // Days are called by other names in another zone: what was known under either is told.
    for (const zone of new Set([before.timeZone(key), after.timeZone(key)])) {
      const days = closedDays(zoneOf(zone), span, now)
      if (days !== null) restated.push({ space: key, cause, ...days })
    }
  }
  return joinRestatements(restated)
}

/** Why each space's closed figures are restated; those that stay as they are have no entry. */
async function causesOf(
  before: Portfolio,
  after: Portfolio,
  now: EpochMs,
  pacing: Pacing,
): Promise<ReadonlyMap<Space, Restatement['cause']>> {
  const gone = subjectsGone(before, after)
  const causes = new Map<Space, Restatement['cause']>()
  for (const space of after.spaces) {
    await pacing.breathe()
    const was = before.space(space.key)
    const cause = was === null ? null : causeOf(before, was, after, space, gone, now)
    if (cause !== null) causes.set(space, cause)
  }
  return causes
}

function causeOf(
  before: Portfolio,
  was: Space,
  after: Portfolio,
  is: Space,
  gone: ReadonlySet<SubjectKey>,
  now: EpochMs,
): Restatement['cause'] | null {
  if (before.timeZone(was.key) !== after.timeZone(is.key)) return 'time_zone'
  const counted = countingIn(before, was)
  const counts = countingIn(after, is)
  if (textUntil(counted, now) !== textUntil(counts, now)) {
    if (sameUncorrected(counted, counts)) return 'correction'
    const isRemoval = counted !== null && subjectsOfCounting(counted).some((subject) => gone.has(subject))
    return isRemoval ? 'removal' : 'setup'
  }
  const own = capacityUntil(capacityHistory(was), now) !== capacityUntil(capacityHistory(is), now)
  const below =
    capacityUntil(locationCapacityHistory(before, was), now) !==
    capacityUntil(locationCapacityHistory(after, is), now)
  return own || below ? 'capacity' : null
}

/** How a space counted up to an instant, as a text that is the same for the same. */
function textUntil(counting: Counting | null, now: EpochMs): string {
  if (counting === null) return ''
  if (counting.kind !== 'sum') return JSON.stringify(leafUntil(counting, now))
  const leaves = counting.leaves.map((leaf) => leafUntil(leaf, now))
  return JSON.stringify(leaves.filter(({ sources }) => sources.length > 0))
}

function leafUntil(leaf: LeafCounting, now: EpochMs): LeafCounting {
  if (leaf.kind === 'entry') return { ...leaf, sources: until(leaf.sources, now) }
  return { ...leaf, sources: until(leaf.sources, now), doorways: until(leaf.doorways, now) }
}

function until<T extends { readonly from: EpochMs; readonly until: EpochMs }>(
  sources: readonly T[],
  now: EpochMs,
): readonly T[] {
  return sources
    .filter(({ from }) => from < now)
    .map((source) => (source.until < now ? source : { ...source, until: now }))
}

function capacityUntil(history: CapacityHistory, now: EpochMs): string {
  const past = history.filter(({ start }) => start < now)
  return JSON.stringify(past.map(({ end, capacity }) => [Math.min(end, now), capacity ?? 0]))
}

function subjectsGone(before: Portfolio, after: Portfolio): ReadonlySet<SubjectKey> {
  const sensors = before.sensors.filter(({ key }) => after.sensor(key) === null)
  const kept = new Set(after.doorways.map(({ key }) => key))
  const doorways = before.doorways.filter(({ key }) => !kept.has(key))
  return new Set([
    ...sensors.map(({ key }) => sensorSubject(key)),
    ...doorways.map(({ key }) => doorwaySubject(key)),
  ])
}

async function firstReading(
  log: Pick<ReadingLog, 'extent'>,
  countings: readonly Counting[],
): Promise<EpochMs> {
  let first = Infinity
  for (const subject of new Set(countings.flatMap(subjectsOfCounting))) {
    const extent = await log.extent(subject)
    if (extent !== null) first = Math.min(first, dayStart(extent.from))
  }
  return first
}
