import { columnsOf, datumWriter, metricNames } from '../api/density-v3/datum.ts'
import { availabilityPercent } from '../domain/occupancy/metrics.ts'
import { capacityHistory } from '../domain/portfolio/capacity.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space } from '../domain/portfolio/space.ts'
import { formatUtc } from '../domain/time/iso-format.ts'
import type { MomentRange } from '../domain/time/moment.ts'
import type { Resolution } from '../domain/time/resolution.ts'
import type { Offline } from './offline.ts'

/** Which metrics to export. */
export interface MetricsExport {
  /** Spaces that do not count are left out. */
  readonly spaces: readonly Space[]
  /** Wall-clock ends are read in each space's own zone. */
  readonly range: MomentRange
  readonly resolution: Resolution
}

/** The columns of exported metrics, in their order. */
export const metricColumns = [
  'space_id',
  'location_id',
  'name',
  'time_zone',
  'start',
  'length_ms',
  'occupancy_avg',
  'occupancy_max',
  'occupancy_min',
  'entrances',
  'exits',
  'time_used_raw',
  'time_used_percentage',
  'utilization_avg',
  'utilization_max',
  'availability_percent',
  'is_capped',
  'capped_count_limit',
  'up_time',
] as const

/** A row of metrics: the fields of Density v3 (density-v3.md §3) and Occuspace's availability (occuspace.md §3). */
export type MetricsRow = Readonly<
  Partial<Record<(typeof metricColumns)[number], string | number | boolean | null>>
>

const allMetrics = new Set(metricNames)

/** Yields the rows of each space in turn: one for each bucket, `start` in UTC, or the weekday or hour it pools. */
export async function* exportMetrics(
  { services, organization }: Offline,
  { spaces, range, resolution }: MetricsExport,
): AsyncGenerator<readonly MetricsRow[]> {
  const portfolio = await services.portfolios.current(organization)
  const now = services.clock()
  for (const space of spaces) {
    const [answer] = await services.analytics.occupancy({
      portfolio,
      spaces: [space],
      range,
      resolution,
      hours: null,
      now,
      columns: columnsOf(allMetrics),
      capacities: capacityHistory,
    })
    if (answer === undefined || !answer.counts) continue
    const write = datumWriter(portfolio, answer, allMetrics)
    const common = describeSpace(portfolio, space)
    yield answer.buckets.flatMap(({ start, pool, lengthMs }, index) => {
      const rollup = answer.rollups[index]
      if (rollup === undefined) return []
      return {
        ...common,
        start: pool === null ? formatUtc(start) : pool,
        length_ms: lengthMs,
        ...write(rollup, lengthMs, answer.expectedMs[index] ?? 0, answer.byCapacity?.[index] ?? []),
        availability_percent: availabilityPercent(rollup),
      }
    })
  }
}

function describeSpace(portfolio: Portfolio, { key, id, locationId, name }: Space): MetricsRow {
  return { space_id: id, location_id: locationId, name, time_zone: portfolio.timeZone(key) }
}
