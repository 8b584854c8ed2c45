import { type Effect, effectOf, reachOf, type Surroundings } from '../domain/change/effect.ts'
import { closedDays, joinRestatements, type Restatement } from '../domain/change/restatement.ts'
import { watchesOf } from '../domain/occupancy/sensor-watch.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import { carryOver } from '../domain/reading/carry.ts'
import { compareReadings, type Reading, ReadingKind } from '../domain/reading/reading.ts'
import type { SubjectReadings } from '../domain/reading/subject-readings.ts'
import { startOfDay } from '../domain/time/civil.ts'
import { dailyInstants } from '../domain/time/daily-instants.ts'
import { dayOf } from '../domain/time/day.ts'
import { DAY_MS, type EpochMs, type Interval } from '../domain/time/interval.ts'
import { zoneOf } from '../domain/time/zone.ts'
import type { Arrival, ReadingsRow } from '../storage/log-row.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import { countingIn, Dependents } from './dependents.ts'
import type { Pacing } from './pacing.ts'

/** Late readings of one subject in a row beyond which all from the first to the last counts as restated. */
const MAX_SINGLE = 32
/** The most days read in one go on the way to what ends a reading's effect. */
const MAX_DAYS = 32
/** Longest time between two daily resets, with room: some calendars have skipped a day. */
const RESET_SEARCH_MS = 4 * DAY_MS

const dependentsOf = new WeakMap<Portfolio, Dependents>()

/** Which closed figures of a portfolio a row of readings restated. The log must hold the row. */
export async function restatedByReadings(
  row: ReadingsRow,
  portfolio: Portfolio,
  log: Pick<ReadingLog, 'read'>,
  pacing: Pacing,
): Promise<readonly Restatement[]> {
  const late = lateBySubject(row, portfolio)
  const restated: Restatement[] = []
  for (const [subject, arrivals] of late) {
    const story = new LateSubject(subject, row.at, portfolio, log)
    for (const { from, effect, arrival } of await story.effects(arrivals)) {
      for (const counting of story.countingsWith(arrival.reading, effect)) {
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

/** What a reading, or a stretch of them up to `arrival`, changed from an instant on. */
interface LateEffect {
  readonly from: EpochMs
  readonly arrival: Arrival
  readonly effect: Effect
}

/** A subject of which readings came late. */
class LateSubject {
  readonly #subject: SubjectKey
  readonly #now: EpochMs
  readonly #log: Pick<ReadingLog, 'read'>
  readonly #countings: readonly Counting[]

  constructor(subject: SubjectKey, now: EpochMs, portfolio: Portfolio, log: Pick<ReadingLog, 'read'>) {
    this.#subject = subject
    this.#now = now
    this.#log = log
    this.#countings = countingsOf(portfolio, subject)
  }

  /** What late readings changed of what was known without them. */
  async effects(arrivals: readonly Arrival[]): Promise<readonly LateEffect[]> {
    if (this.#countings.length === 0) return []
    const inOrder = arrivals.toSorted((a, b) => compareReadings(a.reading, b.reading))
    const first = inOrder[0]
    if (first === undefined) return []
    if (inOrder.length > MAX_SINGLE) {
      const until = await this.#endOf(inOrder)
      const arrival = { ...first, replace: inOrder.every(({ replace }) => replace) }
      return [{ from: first.reading.at, arrival, effect: { until, online: true, any: true } }]
    }
    const known = await this.#known(inOrder)
    return inOrder
      .map((arrival) => ({ from: arrival.reading.at, arrival, effect: this.#effectOf(arrival, known) }))
      .filter(({ effect }) => effect.any)
  }

  /** Up to when many arrivals may change something, whatever was known before. */
  async #endOf(inOrder: readonly Arrival[]): Promise<EpochMs> {
    const last = new Map(
      inOrder.map((arrival) => [`${arrival.reading.kind} ${arrival.reading.space}`, arrival]),
    )
    const { readings } = await this.#known([...last.values()])
    const ends = [...last.values()].map(({ reading }) =>
      reachOf(reading, { ...this.#around(), following: readings.filter(({ at }) => at > reading.at) }),
    )
    return Math.max(...ends)
  }

  /** How the spaces count that an effect shows in: a count alone in the one it is about, and in those above it. */
  countingsWith(reading: Reading, { online, until }: Effect): readonly Counting[] {
    const span = { start: reading.at, end: until }
    const shown = this.#countings.filter((counting) => this.#goesFor(counting, span))
    if (online || reading.kind !== ReadingKind.count) return shown
    return shown.filter((counting) => restsOn(counting, reading.space))
  }

  /** Whether the subject's word goes for a space at some time of a span. */
  #goesFor(counting: Counting, { start, end }: Interval): boolean {
    const watch = watchesOf(counting).find(({ subject }) => subject === this.#subject)
    return watch === undefined || watch.spans.some((span) => span.start < end && start < span.end)
  }

  #effectOf({ reading, replace }: Arrival, { carry, readings }: SubjectReadings): Effect {
    const before = readings.findIndex((other) => compareReadings(other, reading) >= 0)
    const after = readings.findIndex(({ at }) => at > reading.at)
    return effectOf(reading, replace, {
      before: carryOver(carry, before === -1 ? readings : readings.slice(0, before)),
      following: after === -1 ? [] : readings.slice(after),
      ...this.#around(),
    })
  }

  #around(): Pick<Surroundings, 'heartbeatMs' | 'resetAfter'> {
    return { heartbeatMs: this.#heartbeatMs(), resetAfter: (at) => this.#resetAfter(at) }
  }

  /** What the subject said without the arrivals, from their first day up to where nothing depends on them any more. */
  async #known(arrivals: readonly Arrival[]): Promise<SubjectReadings> {
    const days = arrivals.map(({ reading }) => dayOf(reading.at))
    const range = { from: Math.min(...days), until: Math.max(...days) + 1 }
    const { carry, readings } = await this.#log.read(this.#subject, range)
    const known = withoutNew(readings, arrivals)
    let from = range.until
    const isOpen = () => arrivals.some(({ reading }) => !known.some((other) => ends(other, reading)))
    for (let days = 1; from <= dayOf(this.#now) && isOpen(); days = Math.min(MAX_DAYS, days * 2)) {
      const more = await this.#log.read(this.#subject, { from, until: from + days })
      known.push(...more.readings)
      from += days
    }
    return { carry, readings: known }
  }

  #heartbeatMs(): number | null {
    for (const counting of this.#countings)
      for (const { subject, heartbeatMs } of watchesOf(counting))
        if (subject === this.#subject) return heartbeatMs
    return null
  }

  /** The latest of the daily resets of the spaces that add up what the subject says. */
  #resetAfter(at: EpochMs): EpochMs {
    let latest = at + 1
    for (const counting of this.#countings) {
      if (counting.kind !== 'entry') continue
      const [reset] = dailyInstants(zoneOf(counting.timeZone), counting.dailyResetMinutes, {
        start: at + 1,
        end: at + RESET_SEARCH_MS,
      })
      latest = Math.max(latest, reset ?? at + RESET_SEARCH_MS)
    }
    return latest
  }
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

/** Whether a reading ends what another one says. */
function ends(other: Reading, { at, kind, space }: Reading): boolean {
  return other.at > at && other.kind === kind && other.space === space
}

/** Readings without those that arrived and were new. */
function withoutNew(readings: readonly Reading[], arrivals: readonly Arrival[]): Reading[] {
  const fresh = new Set(arrivals.filter(({ replace }) => !replace).map(({ reading }) => identityOf(reading)))
  return readings.filter((reading) => !fresh.has(identityOf(reading)))
}

function identityOf({ at, kind, space, seq, value }: Reading): string {
  return [at, kind, space, seq, kind === ReadingKind.crossing && value < 0].join(' ')
}

function restsOn(counting: Counting, space: SpaceKey): boolean {
  if (counting.kind === 'sum') return counting.leaves.some((leaf) => leaf.space === space)
  return counting.space === space
}
