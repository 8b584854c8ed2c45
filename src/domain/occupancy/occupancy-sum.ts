import type { Steps } from '../steps.ts'
import type { EpochMs, Interval } from '../time/interval.ts'
import { mergeOrder } from './merge-order.ts'
import { type OccupancyLine, type OccupancySink, SegmentBuilder } from './segment-builder.ts'

/** Instants whose changes are added up in one step. */
const INSTANTS_PER_STEP = 5_000

/**
 * One thing that a space's occupancy is the sum of. It tells a sink its states over an interval, and the one just
 * before it.
 */
export type Contributor = (sink: OccupancySink) => void

/**
 * The sum of what contributors say over an interval: the count is that of all that is known, and `null` while
 * nothing is; sensors online add up; a ceiling is reached while any one is. A step takes in one contributor, merges
 * the changes of some, or adds up those of some thousand instants.
 */
export function* sumOf(interval: Interval, contributors: readonly Contributor[]): Steps<OccupancyLine> {
  const line = new SegmentBuilder(interval)
  const [only] = contributors
  if (only !== undefined && contributors.length === 1) {
    only(line)
  } else {
    const changes = new OccupancyChanges()
    for (const contributor of contributors) {
      contributor(new Contribution(changes))
      yield
    }
    yield* changes.addUp(line)
  }
  return line.finish()
}

/**
 * By how much totals change, and when, because of each of the things they are made of. Kept column by column:
 * a parent's day can hold a hundred thousand changes.
 */
class OccupancyChanges {
  readonly #at: EpochMs[] = []
  readonly #people: number[] = []
  readonly #known: number[] = []
  readonly #online: number[] = []
  readonly #capped: number[] = []
  /** Where `#at` begins to ascend anew. */
  readonly #runs: number[] = [0]
  #last: EpochMs = -Infinity

  /** Notes what is added at an instant: people, counts that are known, sensors online, sensors at their ceiling. */
  add(at: EpochMs, people: number, known: number, online: number, capped: number): void {
    if (at < this.#last) this.#runs.push(this.#at.length)
    this.#last = at
    this.#at.push(at)
    this.#people.push(people)
    this.#known.push(known)
    this.#online.push(online)
    this.#capped.push(capped)
  }

  *addUp(sink: OccupancySink): Steps<void> {
    const order = yield* mergeOrder(this.#at, this.#runs)
    let people = 0
    let known = 0
    let online = 0
    let capped = 0
    let instants = 0
    for (let position = 0; position < order.length; position++) {
      const index = order[position] as number
      people += this.#people[index] as number
      known += this.#known[index] as number
      online += this.#online[index] as number
      capped += this.#capped[index] as number
      const at = this.#at[index] as number
      const next = order[position + 1]
      // All changes of an instant take effect together.
      if (next !== undefined && this.#at[next] === at) continue
      sink.put(at, known > 0 ? people : null, online, capped > 0)
      if (++instants % INSTANTS_PER_STEP === 0) yield
    }
  }
}

/** What one contributor adds: remembers it, and notes by how much it changes. */
class Contribution implements OccupancySink {
  readonly #changes: OccupancyChanges
  #count: number | null = null
  #online = 0
  #capped = false

  constructor(changes: OccupancyChanges) {
    this.#changes = changes
  }

  put(at: EpochMs, count: number | null, online: number, capped: boolean): void {
    if (count === this.#count && online === this.#online && capped === this.#capped) return
    const people = (count ?? 0) - (this.#count ?? 0)
    const known = (count === null ? 0 : 1) - (this.#count === null ? 0 : 1)
    this.#changes.add(at, people, known, online - this.#online, (capped ? 1 : 0) - (this.#capped ? 1 : 0))
    this.#count = count
    this.#online = online
    this.#capped = capped
  }
}
