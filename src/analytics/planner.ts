import type { CapacityHistory } from '../domain/portfolio/capacity.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { Space } from '../domain/portfolio/space.ts'
import type { Bucket } from '../domain/time/bucket.ts'
import { cutBucketsInSteps } from '../domain/time/buckets.ts'
import type { DayRanges } from '../domain/time/day-ranges.ts'
import { resolveRange } from '../domain/time/moment-range.ts'
import { zoneOf } from '../domain/time/zone.ts'
import { countingIn } from '../history/dependents.ts'
import type { Histories } from '../history/histories.ts'
import type { Pacing } from '../history/pacing.ts'
import { type CapacityPiece, cutAtCapacities } from './capacity-cuts.ts'
import type { OccupancyQuery } from './occupancy-query.ts'
import { planSpaceInSteps, type SpacePlan } from './plan.ts'

/** What is asked about one space that counts, and how to answer it. */
export interface Question {
  readonly space: Space
  readonly counting: Counting
  readonly buckets: readonly Bucket[]
  /** `null` when nobody asks about it. */
  readonly capacities: CapacityHistory | null
  /** The buckets in pieces of one capacity; `null` when it did not change in their time. */
  readonly pieces: readonly CapacityPiece[] | null
  /** How to answer the pieces, or else the buckets. */
  readonly plan: SpacePlan
}

/**
 * Cuts buckets once a zone and plans once for all spaces with the same buckets and the same stale days, giving way
 * to others in between. One question at a time.
 */
export class Planner {
  readonly #histories: Histories
  readonly #query: OccupancyQuery
  readonly #pacing: Pacing
  readonly #buckets = new Map<string, readonly Bucket[]>()
  readonly #plans = new Map<string, SpacePlan>()

  constructor(histories: Histories, query: OccupancyQuery, pacing: Pacing) {
    this.#histories = histories
    this.#query = query
    this.#pacing = pacing
  }

  async buckets(space: Space): Promise<readonly Bucket[]> {
    const { portfolio, range, resolution, hours, now } = this.#query
    const name = portfolio.timeZone(space.key)
    let buckets = this.#buckets.get(name)
    if (buckets === undefined) {
      const zone = zoneOf(name)
      const interval = resolveRange(range, zone)
      buckets = await this.#pacing.through(cutBucketsInSteps({ zone, interval, resolution, hours, now }))
      this.#buckets.set(name, buckets)
    }
    return buckets
  }

  /** `null` for a space that does not count. */
  async question(space: Space): Promise<Question | null> {
    const counting = countingIn(this.#query.portfolio, space)
    if (counting === null) return null
    const buckets = await this.buckets(space)
    const capacities = this.#query.capacities?.(space) ?? null
    const pieces =
      capacities === null ? null : await this.#pacing.through(cutAtCapacities(buckets, capacities))
    const stale = this.#histories.staleDays(space.key)
    const plan =
      pieces === null
        ? await this.#plan(space, buckets, stale)
        : await this.#pacing.through(planSpaceInSteps(pieces, stale))
    return { space, counting, buckets, capacities, pieces, plan }
  }

  async #plan(space: Space, buckets: readonly Bucket[], stale: DayRanges): Promise<SpacePlan> {
    const key = `${this.#query.portfolio.timeZone(space.key)} ${stale.map(({ from, until }) => `${from}-${until}`)}`
    let plan = this.#plans.get(key)
    if (plan === undefined) {
      plan = await this.#pacing.through(planSpaceInSteps(buckets, stale))
      this.#plans.set(key, plan)
    }
    return plan
  }
}
