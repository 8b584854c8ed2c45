import { endingsOf } from '../domain/change/effect.ts'
import { partitionPoint } from '../domain/occupancy/partition-point.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import type { Carry } from '../domain/reading/carry.ts'
import { type Reading, ReadingKind } from '../domain/reading/reading.ts'
import { type Day, dayOf } from '../domain/time/day.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { Arrival } from '../storage/log-row.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import type { Pacing } from './pacing.ts'

/** The most days read in one go on the way to what ends a reading's effect. */
const MAX_DAYS = 32
/** Readings after which what ends a reading's effect is not looked for any further. */
const MAX_READINGS = 50_000

/** What a subject said around some late readings, without them. */
export interface LateStory {
  /** The late readings that it is about, in order. */
  readonly arrivals: readonly Arrival[]
  readonly carry: Carry
  /** From the day of the first one on, ascending. */
  readonly readings: readonly Reading[]
  /** Whether the end of what they say was not found because it is too far away. */
  readonly isCut: boolean
  /** Whether some of it may have been otherwise when the late ones came: by now more is known of the time before. */
  readonly isUnsure: boolean
}

/** Where the stories of a subject are found. */
export interface StorySources {
  readonly subject: SubjectKey
  readonly log: Pick<ReadingLog, 'read' | 'extent'>
  readonly now: EpochMs
  /** What came after the late readings, until now; `null` when that is too much to tell. */
  readonly later: () => Promise<readonly Arrival[] | null>
  readonly pacing: Pacing
}

/**
 * What a subject said around late readings, which must be in order: as many stories as there are stretches with nothing to know
 * in between. `fresh` are all that came with them. Ends with `null` when it cannot be told what was known before.
 */
export async function* lateStories(
  arrivals: readonly Arrival[],
  fresh: readonly Arrival[],
  sources: StorySources,
): AsyncGenerator<LateStory | null> {
  const { log, subject, now } = sources
  const extent = await log.extent(subject)
  const lastDay = Math.min(dayOf(now), (extent?.until ?? 0) - 1)
  for (let index = 0; index < arrivals.length; ) {
    const story = await storyFrom(arrivals.slice(index), fresh, lastDay, sources)
    yield story
    if (story === null) return
    index += story.arrivals.length
  }
}

/** The story of the first of some late readings, and of those that lie in it. */
async function storyFrom(
  arrivals: readonly Arrival[],
  fresh: readonly Arrival[],
  lastDay: Day,
  { subject, log, later, pacing }: StorySources,
): Promise<LateStory | null> {
  const told: Arrival[] = []
  const readings: Reading[] = []
  let open: readonly Arrival[] = []
  let carry: Carry | null = null
  let isUnsure = false
  const firstDay = dayOf(arrivals[0]?.reading.at ?? 0)
  let from = firstDay
  for (let days = 1; ; days = Math.min(MAX_DAYS, days * 2)) {
    const until = from + days
    const read = await log.read(subject, { from, until })
    const after = await later()
    if (after === null) return null
    isUnsure ||= after.some(({ replace, reading }) => replace || dayOf(reading.at) < firstDay)
    carry ??= read.carry
    const known = withoutNew(read.readings, [...fresh, ...after])
    for (const reading of known) readings.push(reading)
    const inside = arrivals.slice(told.length).filter(({ reading }) => dayOf(reading.at) < until)
    told.push(...inside)
    open = [...open, ...inside].filter(
      (arrival) => !isEnded(arrival, readingsAfter(readings, arrival.reading)),
    )
    from = until
    const isCut = open.length > 0 && from <= lastDay && readings.length >= MAX_READINGS
    if (open.length === 0 || from > lastDay || isCut)
      return { arrivals: told, carry, readings, isCut, isUnsure }
    await pacing.breathe()
  }
}

/** Whether something ends what a reading says: that a sensor was heard of goes until the next word of any kind. */
function isEnded({ reading, replace }: Arrival, following: readonly Reading[]): boolean {
  const isSign = reading.kind === ReadingKind.heartbeat || reading.kind === ReadingKind.health
  return isSign ? following.length > 0 : !endingsOf(reading, replace, following).includes(undefined)
}

/** Those of some readings, in order of time, that come after the instant of one. */
export function readingsAfter(readings: readonly Reading[], { at }: Reading): readonly Reading[] {
  return readings.slice(partitionPoint(readings.length, (index) => (readings[index]?.at ?? Infinity) <= at))
}

/** Readings without those that arrived and were new. */
function withoutNew(readings: readonly Reading[], arrivals: readonly Arrival[]): readonly Reading[] {
  const fresh = new Set(arrivals.filter(({ replace }) => !replace).map(({ reading }) => identityOf(reading)))
  return readings.filter((reading) => !fresh.has(identityOf(reading)))
}

function identityOf({ at, kind, space, seq, value }: Reading): string {
  return [at, kind, space, seq, kind === ReadingKind.crossing && value < 0].join(' ')
}
