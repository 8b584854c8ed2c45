import type { SpaceKey } from '../domain/portfolio/space.ts'
import { type Day, type DayRange, dayOf } from '../domain/time/day.ts'
import { addDays, type DayRanges, daysInside, removeDays } from '../domain/time/day-ranges.ts'
import type { EpochMs } from '../domain/time/interval.ts'

const none: DayRanges = []

/**
 * Which days of which spaces are not stored as their fold (yet, or no longer).
 *
 * Marks are kept in memory and saved before the readings that caused them leave the log, so that after a crash
 * either the marks are there or the log makes them again.
 */
export class StaleDays {
  readonly #bySpace: Map<SpaceKey, DayRanges>
  readonly #unsaved = new Set<SpaceKey>()
  /** When something last happened in closed days of a space. */
  readonly #markedAt = new Map<SpaceKey, EpochMs>()

  constructor(saved: ReadonlyMap<SpaceKey, DayRanges>) {
    this.#bySpace = new Map(saved)
  }

  of(space: SpaceKey): DayRanges {
    return this.#bySpace.get(space) ?? none
  }

  mark(space: SpaceKey, days: DayRange, now: EpochMs): void {
    const before = this.of(space)
    const after = addDays(before, days)
    if (days.from < dayOf(now)) this.#markedAt.set(space, now)
    if (after === before) return
    this.#bySpace.set(space, after)
    this.#unsaved.add(space)
  }

  /** The list of a space once some of its days have been derived. */
  without(space: SpaceKey, days: DayRange): DayRanges {
    return removeDays(this.of(space), days)
  }

  /** Takes note of days that the store now holds. */
  derived(space: SpaceKey, days: DayRange): void {
    const left = this.without(space, days)
    if (left.length === 0) this.#bySpace.delete(space)
    else this.#bySpace.set(space, left)
  }

  forget(space: SpaceKey): void {
    this.#bySpace.delete(space)
    this.#unsaved.delete(space)
    this.#markedAt.delete(space)
  }

  /** Stale days of a space before `today`. */
  closed(space: SpaceKey, today: Day): DayRanges {
    return daysInside(this.of(space), { from: -Infinity, until: today })
  }

  markedAt(space: SpaceKey): EpochMs {
    return this.#markedAt.get(space) ?? -Infinity
  }

  /** The spaces that have stale days. */
  spaces(): readonly SpaceKey[] {
    return [...this.#bySpace.keys()]
  }

  /** What is not saved yet; it counts as saved from here on unless {@link distrust} says otherwise. */
  takeUnsaved(): ReadonlyMap<SpaceKey, DayRanges> {
    const taken = new Map([...this.#unsaved].map((space) => [space, this.of(space)]))
    this.#unsaved.clear()
    return taken
  }

  /** Says that the saved lists of some spaces are not what they should be. */
  distrust(spaces: Iterable<SpaceKey>): void {
    for (const space of spaces) this.#unsaved.add(space)
  }
}
