import { rollUp } from '../domain/occupancy/roll-up.ts'
import { RollupTable } from '../domain/occupancy/rollup-table.ts'
import type { CapacityHistory } from '../domain/portfolio/capacity.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { Space } from '../domain/portfolio/space.ts'
import type { Bucket } from '../domain/time/bucket.ts'
import { cutBuckets } from '../domain/time/buckets.ts'
import type { DayRanges } from '../domain/time/day-ranges.ts'
import { resolveRange } from '../domain/time/moment-range.ts'
import { zoneOf } from '../domain/time/zone.ts'
import { countingIn } from '../history/dependents.ts'
import type { Histories } from '../history/histories.ts'
import { Pacing } from '../history/pacing.ts'
import type { RollupStore } from '../storage/rollup-store.ts'
import { type CapacityPiece, cutAtCapacities, partsOf, uncutParts, wholeOf } from './capacity-cuts.ts'
import { expectedTimes } from './expected.ts'
import { daysPerFold } from './fold-size.ts'
import { hullOf } from './history-parts.ts'
import type { OccupancyQuery, SpaceAnswer } from './occupancy-query.ts'
import { groupPieces, planSpace, type SpacePlan } from './plan.ts'

export interface AnswerSources {
  readonly histories: Histories
  readonly rollups: RollupStore
}

interface Question {
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

/** Answers {@link OccupancyQuery}: plan each space, read stored rollups, fold the rest, merge. */
export async function answerOccupancy(
  sources: AnswerSources,
  query: OccupancyQuery,
): Promise<readonly SpaceAnswer[]> {
  const planner = new Planner(sources.histories, query)
  const questions = query.spaces.map((space) => planner.question(space))
  const counted = questions.filter((question) => question !== null)
  const tables = await foldStored(sources.rollups, query, counted)
  const pacing = new Pacing()
  for (const [index, question] of counted.entries()) {
    const table = tables[index]
    if (table !== undefined) await addPieces(sources.histories, question, table, pacing)
  }
  const answered = new Map(
    counted.map((question, index) => [question.space.key, { question, table: tables[index] }]),
  )
  return query.spaces.map((space) => {
    const answer = answered.get(space.key)
    return answer?.table === undefined
      ? emptyAnswer(space, planner.buckets(space))
      : present(answer.question, answer.table)
  })
}

/** Cuts buckets once a zone and plans once for all spaces with the same buckets and the same stale days. */
class Planner {
  readonly #histories: Histories
  readonly #query: OccupancyQuery
  readonly #buckets = new Map<string, readonly Bucket[]>()
  readonly #plans = new Map<string, SpacePlan>()

  constructor(histories: Histories, query: OccupancyQuery) {
    this.#histories = histories
    this.#query = query
  }

  buckets(space: Space): readonly Bucket[] {
    const { portfolio, range, resolution, hours, now } = this.#query
    const name = portfolio.timeZone(space.key)
    let buckets = this.#buckets.get(name)
    if (buckets === undefined) {
      const zone = zoneOf(name)
      buckets = cutBuckets({ zone, interval: resolveRange(range, zone), resolution, hours, now })
      this.#buckets.set(name, buckets)
    }
    return buckets
  }

  question(space: Space): Question | null {
    const counting = countingIn(this.#query.portfolio, space)
    if (counting === null) return null
    const buckets = this.buckets(space)
    const stale = this.#histories.staleDays(space.key)
    const capacities = this.#query.capacities?.(space) ?? null
    const pieces = capacities === null ? null : cutAtCapacities(buckets, capacities)
    const plan = pieces === null ? this.#plan(space, buckets, stale) : planSpace(pieces, stale)
    return { space, counting, buckets, capacities, pieces, plan }
  }

  #plan(space: Space, buckets: readonly Bucket[], stale: DayRanges): SpacePlan {
    const key = `${this.#query.portfolio.timeZone(space.key)} ${stale.map(({ from, until }) => `${from}-${until}`)}`
    let plan = this.#plans.get(key)
    if (plan === undefined) {
      plan = planSpace(buckets, stale)
      this.#plans.set(key, plan)
    }
    return plan
  }
}

/** One table for each question; spaces with equally many buckets are asked for together. */
async function foldStored(
  rollups: RollupStore,
  { columns }: OccupancyQuery,
  questions: readonly Question[],
): Promise<readonly RollupTable[]> {
  const tables = new Array<RollupTable>(questions.length)
  const byBuckets = new Map<number, number[]>()
  questions.forEach((question, index) => {
    const rows = rowsOf(question)
    if (question.plan.runs.length === 0) tables[index] = new RollupTable(rows)
    else byBuckets.set(rows, [...(byBuckets.get(rows) ?? []), index])
  })
  for (const [buckets, indexes] of byBuckets) {
    const asked = indexes.map((index) => questions[index]).filter((question) => question !== undefined)
    const spaces = asked.map(({ space, plan }) => ({ space: space.key, runs: plan.runs }))
    const folded = await rollups.foldSlots({ spaces, buckets, columns })
    indexes.forEach((index, position) => {
      tables[index] = folded[position] ?? new RollupTable(buckets)
    })
  }
  return tables
}

function rowsOf({ pieces, buckets }: Question): number {
  return pieces?.length ?? buckets.length
}

async function addPieces(
  histories: Histories,
  question: Question,
  table: RollupTable,
  pacing: Pacing,
): Promise<void> {
  const { counting, plan } = question
  for (const group of groupPieces(plan.pieces, daysPerFold(counting))) {
    const history = await histories.fold(counting, hullOf(group), pacing)
    for (const piece of group) table.merge(piece.bucket, rollUp(history, piece))
    await pacing.breathe()
  }
}

function present(question: Question, table: RollupTable): SpaceAnswer {
  const { space, counting, buckets, capacities, pieces } = question
  const rows = (pieces ?? buckets).map((_, index) => table.rollup(index))
  const answer = { space, counts: true, buckets, expectedMs: expectedTimes(counting, buckets) }
  if (capacities === null) return { ...answer, rollups: rows }
  if (pieces === null) return { ...answer, rollups: rows, byCapacity: uncutParts(buckets, rows, capacities) }
  const byCapacity = partsOf(buckets, pieces, rows)
  return { ...answer, rollups: byCapacity.map(wholeOf), byCapacity }
}

function emptyAnswer(space: Space, buckets: readonly Bucket[]): SpaceAnswer {
  const table = new RollupTable(buckets.length)
  return {
    space,
    counts: false,
    buckets,
    rollups: buckets.map((_, index) => table.rollup(index)),
    expectedMs: buckets.map(() => 0),
  }
}
