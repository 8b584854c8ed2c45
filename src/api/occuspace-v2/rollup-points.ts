import type { Analytics } from '../../analytics/occupancy-query.ts'
import type { Rollup } from '../../domain/occupancy/rollup.ts'
import type { SlotColumnName } from '../../domain/occupancy/slots.ts'
import type { CapacityPart } from '../../domain/occupancy/utilization.ts'
import type { CapacityHistory } from '../../domain/portfolio/capacity.ts'
import type { Point, PointQuestion } from './metric-answer.ts'

/**
 * Reads the points of a metric that is a projection of each bucket's rollup; with `capacities`, also of its parts by
 * the capacity in force.
 */
export async function rollupPoints<Figures>(
  analytics: Analytics,
  question: PointQuestion,
  columns: readonly SlotColumnName[],
  project: (rollup: Rollup, parts: readonly CapacityPart[]) => Figures,
  capacities?: CapacityHistory,
): Promise<readonly Point<Figures>[]> {
  const { portfolio, space, range, resolution, hours, now } = question
  const answers = await analytics.occupancy({
    portfolio,
    spaces: [space],
    range,
    resolution,
    hours,
    now,
    columns,
    ...(capacities === undefined ? {} : { capacities: () => capacities }),
  })
  return answers.flatMap(({ buckets, rollups, byCapacity }) =>
    buckets.flatMap(({ start }, index) => {
      const rollup = rollups[index]
      return rollup === undefined ? [] : [{ start, figures: project(rollup, byCapacity?.[index] ?? []) }]
    }),
  )
}

/** A figure to two decimals, half away from zero as readers expect of a mean. */
export function twoDecimals(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100
}
