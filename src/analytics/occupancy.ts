import { rollUp } from '../domain/occupancy/roll-up.ts'
import { emptyRollup } from '../domain/occupancy/rollup.ts'
import { RollupTable } from '../domain/occupancy/rollup-table.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import { eachInSteps, mapInSteps } from '../domain/steps.ts'
import type { Bucket } from '../domain/time/bucket.ts'
import type { Histories } from '../history/histories.ts'
import { Pacing } from '../history/pacing.ts'
import type { RollupStore } from '../storage/rollup-store.ts'
import { partsOf, uncutParts, wholeOf } from './capacity-cuts.ts'
import { expectedTimes } from './expected.ts'
import { daysPerFold } from './fold-size.ts'
import { hullOf } from './history-parts.ts'
import type { OccupancyQuery, SpaceAnswer } from './occupancy-query.ts'
import { groupPiecesInSteps } from './plan.ts'
import { Planner, type Question } from './planner.ts'

export interface AnswerSources {
  readonly histories: Histories
  readonly rollups: RollupStore
}

/**
 * Answers {@link OccupancyQuery}: plan each space, read stored rollups, fold the rest, merge. Gives way to others all
 * along: an answer can have hundreds of thousands of buckets.
 */
export async function answerOccupancy(
  sources: AnswerSources,
  query: OccupancyQuery,
): Promise<readonly SpaceAnswer[]> {
  const pacing = new Pacing(query.signal)
  const planner = new Planner(sources.histories, query, pacing)
  const questions: Question[] = []
  for (const space of query.spaces) {
    const question = await planner.question(space)
    if (question !== null) questions.push(question)
  }
  const tables = await foldStored(sources.rollups, query, questions)
  const answered = new Map<SpaceKey, SpaceAnswer>()
  for (const [index, question] of questions.entries()) {
    const table = tables[index]
    if (table === undefined) continue
    await addPieces(sources.histories, question, table, pacing)
    answered.set(question.space.key, await present(question, table, pacing))
    await pacing.breathe()
  }
  const answers: SpaceAnswer[] = []
  for (const space of query.spaces)
    answers.push(answered.get(space.key) ?? emptyAnswer(space, await planner.buckets(space)))
  return answers
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
  { counting, plan }: Question,
  table: RollupTable,
  pacing: Pacing,
): Promise<void> {
  for (const group of await pacing.through(groupPiecesInSteps(plan.pieces, daysPerFold(counting)))) {
    const history = await histories.fold(counting, hullOf(group), pacing)
    await pacing.through(eachInSteps(group, (piece) => table.merge(piece.bucket, rollUp(history, piece))))
  }
}

async function present(question: Question, table: RollupTable, pacing: Pacing): Promise<SpaceAnswer> {
  const { space, counting, buckets, capacities, pieces } = question
  const rows = await pacing.through(mapInSteps(pieces ?? buckets, (_, index) => table.rollup(index)))
  const expectedMs = await pacing.through(expectedTimes(counting, buckets))
  const answer = { space, counts: true, buckets, expectedMs }
  if (capacities === null) return { ...answer, rollups: rows }
  if (pieces === null) {
    const byCapacity = await pacing.through(uncutParts(buckets, rows, capacities))
    return { ...answer, rollups: rows, byCapacity }
  }
  const byCapacity = await pacing.through(partsOf(buckets, pieces, rows))
  return { ...answer, rollups: await pacing.through(mapInSteps(byCapacity, wholeOf)), byCapacity }
}

function emptyAnswer(space: Space, buckets: readonly Bucket[]): SpaceAnswer {
  return {
    space,
    counts: false,
    buckets,
    rollups: buckets.map(() => emptyRollup),
    expectedMs: buckets.map(() => 0),
  }
}
