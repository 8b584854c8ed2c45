import { z } from 'zod'
import type { SpaceAnswer } from '../../analytics/occupancy-query.ts'
import { averageOccupancy, timeUsedShare, upTime } from '../../domain/occupancy/metrics.ts'
import type { Rollup } from '../../domain/occupancy/rollup.ts'
import type { SlotColumnName } from '../../domain/occupancy/slots.ts'
import {
  averageUtilizationOver,
  type CapacityPart,
  peakUtilizationOver,
} from '../../domain/occupancy/utilization.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { cappedCountLimit } from '../ceiling.ts'
import { components } from './components.ts'

/** The groups of figures that `POST /v3/analytics/metrics` can be asked for. */
export const metricNames = ['occupancy', 'time_used', 'utilization'] as const
export type MetricName = (typeof metricNames)[number]

const share = z.number().min(0).max(1)
const people = z.int().min(0)

const capped = {
  is_capped: z
    .boolean()
    .describe('The ceiling of the sensor was reached in the bucket: a highest count may be too low.'),
  capped_count_limit: people.nullable().describe('3 for Waffle, null for sensors without a ceiling.'),
}
const upTimeField = {
  up_time: share.describe(
    "Share of the bucket in which the space's sensors were online, 0 to 1. A low one is a warning: what was not observed is unknown, and in no average.",
  ),
}
const occupancyFields = {
  occupancy_avg: z
    .number()
    .min(0)
    .nullable()
    .describe('People, weighted by time over the observed time; null when nothing was observed.'),
  occupancy_max: people
    .nullable()
    .describe('People: the highest count at any instant; null when nothing was observed.'),
  occupancy_min: people
    .nullable()
    .describe('People: the lowest count at any instant; null when nothing was observed.'),
  entrances: people.optional().describe('Crossings inward; only on spaces with doorways.'),
  exits: people.optional().describe('Crossings outward; only on spaces with doorways.'),
}
const utilizationFields = {
  utilization_avg: z
    .number()
    .min(0)
    .nullable()
    .describe(
      'Average occupancy ÷ capacity; may exceed 1. Null without a capacity or when nothing was observed, 0 for a capacity of 0.',
    ),
  utilization_max: z
    .number()
    .min(0)
    .nullable()
    .describe('Highest occupancy ÷ capacity; may exceed 1. Null and 0 as the average.'),
}
const timeUsedFields = {
  time_used_raw: z.int().min(0).describe('Milliseconds with somebody there; divide by 3,600,000 for hours.'),
  time_used_percentage: share.describe(
    '`time_used_raw` ÷ length of the bucket inside the operating hours, 0 to 1.',
  ),
}

/** The wire shape of a row, by the groups of figures in it. */
export const datumSchemas = {
  occupancy: z
    .object({ ...occupancyFields, ...capped, ...upTimeField })
    .register(components, { id: 'OccupancyDatum' }),
  time_used: z.object({ ...timeUsedFields, ...upTimeField }).register(components, { id: 'TimeUsedDatum' }),
  utilization: z
    .object({ ...utilizationFields, ...capped, ...upTimeField })
    .register(components, { id: 'UtilizationDatum' }),
  all: z
    .object({ ...occupancyFields, ...timeUsedFields, ...utilizationFields, ...capped, ...upTimeField })
    .partial()
    .register(components, { id: 'AllMetricsDatum' }),
}

/** The rollup fields that groups of figures are read off. */
export function columnsOf(metrics: ReadonlySet<MetricName>): readonly SlotColumnName[] {
  const columns = new Set<SlotColumnName>(['onlineMs'])
  const add = (...names: SlotColumnName[]) => {
    for (const name of names) columns.add(name)
  }
  if (metrics.has('occupancy')) add('observedMs', 'personMs', 'peak', 'low', 'entrances', 'exits', 'capped')
  if (metrics.has('utilization')) add('observedMs', 'personMs', 'peak', 'capped')
  if (metrics.has('time_used')) add('occupiedMs')
  return [...columns]
}

/** One row of an answer in Density's words (density-v3.md §3). */
export type Datum = Record<string, number | boolean | null>

/** Makes rows of one space: what is the same in all of them is looked up once. */
export function datumWriter(
  portfolio: Portfolio,
  { space }: SpaceAnswer,
  metrics: ReadonlySet<MetricName>,
): (rollup: Rollup, lengthMs: number, expectedMs: number, parts: readonly CapacityPart[]) => Datum {
  const hasDoorways = portfolio.doorwaysOf(space.key).length > 0
  const limit = cappedCountLimit(portfolio, space)
  return (rollup, lengthMs, expectedMs, parts) => {
    const datum: Datum = {}
    if (metrics.has('occupancy')) {
      datum['occupancy_avg'] = averageOccupancy(rollup)
      datum['occupancy_max'] = rollup.peak
      datum['occupancy_min'] = rollup.low
      if (hasDoorways) {
        datum['entrances'] = rollup.entrances
        datum['exits'] = rollup.exits
      }
    }
    if (metrics.has('utilization')) {
      datum['utilization_avg'] = averageUtilizationOver(parts)
      datum['utilization_max'] = peakUtilizationOver(parts)
    }
    if (metrics.has('time_used')) {
      datum['time_used_raw'] = rollup.occupiedMs
      datum['time_used_percentage'] = timeUsedShare(rollup, lengthMs)
    }
    if (metrics.has('occupancy') || metrics.has('utilization')) {
      datum['is_capped'] = rollup.capped
      datum['capped_count_limit'] = limit
    }
    datum['up_time'] = upTime(rollup, expectedMs)
    return datum
  }
}
