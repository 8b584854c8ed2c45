import { type Effect, effectOf, reachOf, type Surroundings } from '../domain/change/effect.ts'
import { watchesOf } from '../domain/occupancy/sensor-watch.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import { carryOver } from '../domain/reading/carry.ts'
import { compareReadings, isCount, type Reading } from '../domain/reading/reading.ts'
import { dailyInstants } from '../domain/time/daily-instants.ts'
import { DAY_MS, type EpochMs, type Interval } from '../domain/time/interval.ts'
import { zoneOf } from '../domain/time/zone.ts'
import type { Arrival } from '../storage/log-row.ts'
import { type LateStory, lateStories, readingsAfter, type StorySources } from './late-stories.ts'

/** Late readings of one subject in a row beyond which all from the first to the last counts as restated. */
const MAX_SINGLE = 32
/** Longest time between two daily resets, with room: some calendars have skipped a day. */
const RESET_SEARCH_MS = 4 * DAY_MS

/** What a reading, or a stretch of them up to `arrival`, changed from an instant on. */
export interface LateEffect {
  readonly from: EpochMs
  readonly arrival: Arrival
  readonly effect: Effect
}

/** A space that counts what a subject says, and when the subject's word goes for it. */
interface Listener {
  readonly counting: Counting
  /** `null` for always. */
  readonly spans: readonly Interval[] | null
}

/** A subject of which readings came late. */
export class LateSubject {
  readonly #sources: StorySources
  readonly #listeners: readonly Listener[]
  readonly #around: Pick<Surroundings, 'heartbeatMs' | 'resetAfter'>

  /** `countings` are those of the spaces that rest on the subject. */
  constructor(sources: StorySources, countings: readonly Counting[]) {
    const watches = countings.map((counting) =>
      watchesOf(counting).find(({ subject }) => subject === sources.subject),
    )
    this.#sources = sources
    this.#listeners = countings.map((counting, index) => ({
      counting,
      spans: watches[index]?.spans ?? null,
    }))
    this.#around = {
      heartbeatMs: watches.find((watch) => watch !== undefined)?.heartbeatMs ?? null,
      resetAfter: (at) => latestReset(countings, at),
    }
  }

  /** What late readings changed of what was known when they came. */
  async effects(arrivals: readonly Arrival[]): Promise<readonly LateEffect[]> {
    const inOrder = arrivals.toSorted((a, b) => compareReadings(a.reading, b.reading))
    const first = inOrder[0]
    if (first === undefined || this.#listeners.length === 0) return []
    if (inOrder.length > MAX_SINGLE) return [stretchFrom(inOrder, await this.#endOf(inOrder))]
    const effects: LateEffect[] = []
    for await (const story of lateStories(inOrder, inOrder, this.#sources)) {
      if (story === null) return [stretchFrom(inOrder, Infinity)]
      for (const arrival of story.arrivals) {
        const effect = this.#effectOf(arrival, story)
        if (effect.any) effects.push({ from: arrival.reading.at, arrival, effect })
        await this.#sources.pacing.breathe()
      }
    }
    return effects
  }

  /** How the spaces count that an effect shows in: a count alone in the one it is about, and in those above it. */
  countingsWith(reading: Reading, { online, until }: Effect): readonly Counting[] {
    const span = { start: reading.at, end: until }
    const shown = this.#listeners.filter(({ spans }) => spans === null || meets(spans, span))
    const countings = shown.map(({ counting }) => counting)
    if (online || !isCount(reading)) return countings
    return countings.filter((counting) => restsOn(counting, reading.space))
  }

  /** Up to when many arrivals may change something, whatever was known before. */
  async #endOf(inOrder: readonly Arrival[]): Promise<EpochMs> {
    const last = new Map(inOrder.map((arrival) => [kindOf(arrival), arrival]))
    let end = -Infinity
    for await (const story of lateStories([...last.values()].toSorted(byTime), inOrder, this.#sources)) {
      if (story === null) return Infinity
      for (const arrival of story.arrivals) end = Math.max(end, this.#reachOf(arrival, story))
    }
    return end
  }

  #effectOf(arrival: Arrival, story: LateStory): Effect {
    const { reading, replace } = arrival
    if (story.isCut || story.isUnsure)
      return { until: this.#reachOf(arrival, story), online: true, any: true }
    const { carry, readings } = story
    const before = readings.findIndex((other) => compareReadings(other, reading) >= 0)
    return effectOf(reading, replace, {
      before: carryOver(carry, before === -1 ? readings : readings.slice(0, before)),
      following: readingsAfter(readings, reading),
      ...this.#around,
    })
  }

  #reachOf({ reading, replace }: Arrival, { readings, isCut, isUnsure }: LateStory): EpochMs {
    // Totals that took the place of others may tell another direction than those did.
    if (isCut || (isUnsure && reading.totals !== undefined)) return Infinity
    return reachOf(reading, replace, { ...this.#around, following: readingsAfter(readings, reading) })
  }
}

/** All from the first of some late readings, which are in order, to an end. */
function stretchFrom(inOrder: readonly Arrival[], until: EpochMs): LateEffect {
  const first = inOrder[0] as Arrival
  const arrival = { ...first, replace: inOrder.every(({ replace }) => replace) }
  return { from: first.reading.at, arrival, effect: { until, online: true, any: true } }
}

/** What a reading speaks of: the last one of each says up to when others like it may matter. */
function kindOf({ reading: { kind, space, totals }, replace }: Arrival): string {
  return [kind, replace, space, totals?.in == null, totals?.out == null].join(' ')
}

function byTime(a: Arrival, b: Arrival): number {
  return compareReadings(a.reading, b.reading)
}

function meets(spans: readonly Interval[], { start, end }: Interval): boolean {
  return spans.some((span) => span.start < end && start < span.end)
}

/** The latest of the daily resets of the spaces that add up what a subject says. */
function latestReset(countings: readonly Counting[], at: EpochMs): EpochMs {
  let latest = at + 1
  for (const counting of countings) {
    if (counting.kind !== 'entry') continue
    const search = { start: at + 1, end: at + RESET_SEARCH_MS }
    const [reset] = dailyInstants(zoneOf(counting.timeZone), counting.dailyResetMinutes, search)
    latest = Math.max(latest, reset ?? at + RESET_SEARCH_MS)
  }
  return latest
}

function restsOn(counting: Counting, space: SpaceKey): boolean {
  if (counting.kind === 'sum') return counting.leaves.some((leaf) => leaf.space === space)
  return counting.space === space
}
