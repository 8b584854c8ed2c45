import type { HealthStatus } from '../domain/health/sensor-health.ts'
import { spaceHealth } from '../domain/health/space-health.ts'
import { nextCut } from '../domain/occupancy/correction-spans.ts'
import { offsetCount } from '../domain/occupancy/offsets.ts'
import type { Offset } from '../domain/portfolio/correction.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import type { HeldCount } from '../domain/reading/carry.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { EntryCount } from './entry-count.ts'
import type { LiveState } from './live-state.ts'

/** What a space needs to know of one of its sensors. */
interface LinkToSensor {
  readonly status: HealthStatus | null
  readonly held: HeldCount | null
  readonly isHeldCapped: boolean
  readonly silentAt: EpochMs
  readonly lastAt: EpochMs
}

/** The last count that was known, and until when it was (`Infinity`: it still is). */
interface LastKnown {
  readonly count: number | null
  readonly until: EpochMs
  readonly capped: boolean
}

const never: LastKnown = { count: null, until: -Infinity, capped: false }

/**
 * A space that counts, as it is now: sums over the sensors it rests on and, for a parent, over the spaces that it
 * adds up, each changed by the differences that those report.
 */
export class LiveSpace {
  readonly key: SpaceKey
  readonly kind: Counting['kind']
  /** Every sensor that it ever rested on. */
  readonly links: LinkToSensor[] = []
  /** The parents that add it up. */
  readonly parents: LiveSpace[] = []
  /** The spaces that it adds up. */
  readonly leaves: LiveSpace[] = []
  /** Of an Entry space: its people. */
  readonly entry: EntryCount | null
  /** What was last told of it. */
  told: LiveState | null = null
  readonly #tally: Record<HealthStatus, number> = { healthy: 0, degraded: 0, offline: 0, unknown: 0 }
  #people = 0
  #known = 0
  #capped = 0
  #passedOn: number | null = null
  readonly #offsets: readonly Offset[]
  /** The moment for which its count is corrected. */
  #correctedFor: EpochMs = -Infinity
  #lastAt: EpochMs = -Infinity
  #lastAtIsStale = false

  constructor(counting: Counting, entry: EntryCount | null) {
    this.key = counting.space
    this.kind = counting.kind
    this.#offsets = counting.kind === 'area' ? (counting.corrected ?? []) : []
    this.entry = entry
  }

  /** Whether its count is what its own sensors say. */
  get countsSensors(): boolean {
    return this.kind === 'area'
  }

  /** A sensor was in one state and is in another; `null` for one whose word does not go for the space. */
  shift(from: HealthStatus | null, to: HealthStatus | null): void {
    if (from === to) return
    if (from !== null) this.#tally[from]--
    if (to !== null) this.#tally[to]++
  }

  /** One of the counts it adds up was one thing and is another. */
  add(from: number | null, to: number | null, capped: number): void {
    this.#people += (to ?? 0) - (from ?? 0)
    this.#known += Number(to !== null) - Number(from !== null)
    this.#capped += capped
  }

  /** Corrects its count for `now`, and says when a correction of it next begins or ends. */
  correctFor(now: EpochMs): EpochMs {
    this.#correctedFor = now
    return nextCut(this.#offsets, now)
  }

  /** A sensor was last heard of at one moment, and now at another. */
  heard(from: EpochMs, to: EpochMs): void {
    if (to >= this.#lastAt) this.#lastAt = to
    else if (from === this.#lastAt) this.#lastAtIsStale = true
  }

  /** Passes a change of its count on to the parents, and says which those are. */
  passOn(): readonly LiveSpace[] {
    const count = this.#knownCount()
    if (count === this.#passedOn) return []
    for (const parent of this.parents) parent.add(this.#passedOn, count, 0)
    this.#passedOn = count
    return this.parents
  }

  state(): LiveState {
    const known = this.#knownCount()
    const { count, capped } = known === null ? this.#lastKnown() : this.#now(known)
    const { lastAt } = this
    return {
      count,
      isKnown: known !== null,
      capped,
      health: spaceHealth(this.#tally),
      lastAt: lastAt === -Infinity ? null : lastAt,
    }
  }

  /** When one of its sensors was last heard of; `-Infinity` for never. */
  get lastAt(): EpochMs {
    if (this.#lastAtIsStale) {
      this.#lastAt = this.links.reduce((latest, link) => Math.max(latest, link.lastAt), -Infinity)
      this.#lastAtIsStale = false
    }
    return this.#lastAt
  }

  #now(count: number): LastKnown {
    return { count, until: Infinity, capped: this.kind === 'area' && this.#capped > 0 }
  }

  #knownCount(): number | null {
    if (this.entry !== null) return this.#tally.healthy + this.#tally.degraded > 0 ? this.entry.people : null
    return this.#known > 0 ? offsetCount(this.#offsets, this.#correctedFor, this.#people) : null
  }

  #corrected(last: LastKnown): LastKnown {
    if (last.count === null) return last
    return { ...last, count: offsetCount(this.#offsets, last.until - 1, last.count) }
  }

  /** What was known last, by the sensors that fell silent last. */
  #lastKnown(): LastKnown {
    if (this.kind === 'sum') return sumOfLatest(this.leaves.map((leaf) => leaf.#lastKnown()))
    const offline = this.links.filter(({ status }) => status === 'offline')
    if (this.entry === null) return this.#corrected(sumOfLatest(offline.map(lastOfSensor)))
    return offline.length === 0
      ? never
      : { ...never, count: this.entry.people, until: latestSilence(offline) }
  }
}

function lastOfSensor(link: LinkToSensor): LastKnown {
  if (link.held === null) return never
  return { count: link.held.count, until: link.silentAt, capped: link.isHeldCapped }
}

function latestSilence(links: readonly LinkToSensor[]): EpochMs {
  return links.reduce((latest, { silentAt }) => Math.max(latest, silentAt), -Infinity)
}

/** What was known last is what those that were known longest add up to. */
function sumOfLatest(parts: readonly LastKnown[]): LastKnown {
  const until = parts.reduce((latest, part) => Math.max(latest, part.until), -Infinity)
  if (until === -Infinity) return never
  const latest = parts.filter((part) => part.until === until)
  return {
    count: latest.reduce((sum, part) => sum + (part.count ?? 0), 0),
    until,
    capped: latest.some((part) => part.capped),
  }
}
