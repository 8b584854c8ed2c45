import type { SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import type { CapacityHistory } from '../../../src/domain/portfolio/capacity.ts'
import type { Interval } from '../../../src/domain/time/interval.ts'

/** A stretch in which nothing changes: neither the count, nor the capacity, nor whether it is asked about. */
interface Moment extends Interval {
  readonly count: number | null
  readonly capped: boolean
  readonly capacity: number | null
}

/** What the figures about a space's use must be, by walking from each instant at which anything changes to the next. */
export function naiveUse(
  history: SpaceHistory,
  spans: readonly Interval[],
  capacities: CapacityHistory,
  shortestUseMs: number,
) {
  const moments = momentsOf(history, spans, capacities)
  const occupied = moments.filter(({ count }) => count !== null && count > 0)
  const uses = usesIn(moments).filter(({ start, end }) => end - start >= shortestUseMs)
  const told = uses.filter(({ capped }) => !capped)
  const sized = occupied.filter(({ capacity }) => capacity !== null && capacity > 0)
  const byCount = occupied.toSorted((a, b) => (a.count ?? 0) - (b.count ?? 0))
  return {
    lengthMs: total(spans),
    observedMs: total(moments.filter(({ count }) => count !== null)),
    occupiedMs: total(occupied),
    mean: quotient(sum(occupied.map((each) => (each.count ?? 0) * length(each))), total(occupied)),
    p50: countBelow(byCount, 50),
    p90: countBelow(byCount, 90),
    peak: byCount.at(-1)?.count ?? null,
    filledShare: quotient(
      sum(sized.map((each) => ((each.count ?? 0) / (each.capacity ?? 0)) * length(each))),
      total(sized),
    ),
    overMs: total(sized.filter(({ count, capacity }) => (count ?? 0) > (capacity ?? 0))),
    sizedMs: total(sized),
    uses: uses.length,
    cappedUses: uses.length - told.length,
    peaks: told.map(({ peak }) => peak).toSorted((a, b) => a - b),
    /** The lowest of the peaks, tried one by one, that so many percent of the uses never exceeded. */
    smallestSize: (percent: number) =>
      told
        .map(({ peak }) => peak)
        .toSorted((a, b) => a - b)
        .find((size) => told.filter(({ peak }) => peak <= size).length * 100 >= uses.length * percent) ??
      null,
  }
}

function momentsOf(
  history: SpaceHistory,
  spans: readonly Interval[],
  capacities: CapacityHistory,
): readonly Moment[] {
  const edges = [...history.segments, ...spans, ...capacities].flatMap(({ start, end }) => [start, end])
  const ascending = [...new Set(edges)].filter(Number.isFinite).toSorted((a, b) => a - b)
  return ascending.slice(0, -1).flatMap((start, index) => {
    const end = ascending[index + 1] ?? start
    const holds = (each: Interval) => each.start <= start && end <= each.end
    const segment = history.segments.find(holds)
    const during = capacities.find(holds)
    if (segment === undefined || during === undefined || !spans.some(holds)) return []
    return [{ start, end, count: segment.count, capped: segment.capped, capacity: during.capacity }]
  })
}

function usesIn(moments: readonly Moment[]) {
  const uses: { start: number; end: number; peak: number; capped: boolean }[] = []
  for (const { start, end, count, capped } of moments) {
    if (count === null || count === 0) continue
    const open = uses.findLast((use) => use.end === start)
    if (open === undefined) uses.push({ start, end, peak: count, capped })
    else Object.assign(open, { end, peak: Math.max(open.peak, count), capped: open.capped || capped })
  }
  return uses
}

function countBelow(byCount: readonly Moment[], percent: number): number | null {
  const whole = total(byCount)
  const found = byCount.find(
    ({ count }) =>
      total(byCount.filter((each) => (each.count ?? 0) <= (count ?? 0))) * 100 >= whole * percent,
  )
  return found?.count ?? null
}

const length = ({ start, end }: Interval) => end - start
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
const total = (spans: readonly Interval[]) => sum(spans.map(length))
const quotient = (part: number, whole: number) => (whole === 0 ? null : part / whole)
