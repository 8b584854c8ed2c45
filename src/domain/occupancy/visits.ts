import type { EpochMs, Interval } from '../time/interval.ts'
import type { Flow, SpaceHistory } from './segment.ts'

/** A visit of this length or less does not count (occuspace.md §3: "three minutes or less"). */
export const SHORTEST_VISIT_MS = 180_000

/** Stays of people who came at one instant and left at another. */
export interface Visit extends Interval {
  /** How many people: each of them is one visit of this length. */
  readonly people: number
}

/** Figures about some visits. */
export interface VisitSummary {
  /** How many people stayed. */
  readonly count: number
  /** Sum of their stays. */
  readonly totalMs: number
  /** The longest stay; `null` without any. */
  readonly longestMs: number | null
}

/**
 * The visits of one dwell day, whose history runs from one daily reset to the next, by their end (occuspace.md §3,
 * `dwell_time`, and §6).
 *
 * First in, first out: an exit (with doorways, a crossing; without, a fall of the count by one) closes the oldest
 * open entry. At one instant entries come before exits. The day starts with no visit open, so people who were there
 * before it have none, and an exit with no open entry closes nothing. Visits still open at the end of the day or at
 * an instant at which the count becomes unknown are dropped, with and without doorways, once the exits of that
 * instant have closed theirs. Visits of {@link SHORTEST_VISIT_MS} or less are dropped.
 */
export function visitsOf(history: SpaceHistory): readonly Visit[] {
  const visits: Visit[] = []
  const losses = lossesOfSight(history)
  let lost = 0
  let open = new OpenEntries()
  for (const flow of history.flows) {
    for (; (losses[lost] ?? Number.POSITIVE_INFINITY) < flow.at; lost++) open = new OpenEntries()
    open.enter(flow)
    open.leave(flow, visits)
  }
  return visits
}

/** How many visits there are, how long they are together and how long the longest is. */
export function summariseVisits(visits: readonly Visit[]): VisitSummary {
  let count = 0
  let totalMs = 0
  let longestMs: number | null = null
  for (const { start, end, people } of visits) {
    count += people
    totalMs += (end - start) * people
    longestMs = Math.max(end - start, longestMs ?? 0)
  }
  return { count, totalMs, longestMs }
}

/** The instants at which the count becomes unknown, ascending. */
function lossesOfSight(history: SpaceHistory): readonly EpochMs[] {
  const { before, segments } = history
  return segments
    .filter(
      ({ count }, index) => count === null && (index === 0 ? before : segments[index - 1]?.count) !== null,
    )
    .map(({ start }) => start)
}

/** People who came in and have not left, oldest first, those of one instant together. */
class OpenEntries {
  readonly #entries: { readonly at: EpochMs; people: number }[] = []
  #oldest = 0

  enter({ at, entrances }: Flow): void {
    if (entrances > 0) this.#entries.push({ at, people: entrances })
  }

  /** Lets people out, oldest first, and adds those of their visits that count. */
  leave({ at, exits }: Flow, visits: Visit[]): void {
    let leaving = exits
    for (let entry = this.#entries[this.#oldest]; entry !== undefined; entry = this.#entries[this.#oldest]) {
      if (leaving === 0) return
      const people = Math.min(leaving, entry.people)
      if (at - entry.at > SHORTEST_VISIT_MS) visits.push({ start: entry.at, end: at, people })
      leaving -= people
      entry.people -= people
      if (entry.people === 0) this.#oldest++
    }
  }
}
