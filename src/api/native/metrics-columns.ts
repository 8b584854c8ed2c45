import type { SlotColumnName } from '../../domain/occupancy/slots.ts'

/** Slot columns that the columns of a row are made of. */
const madeOf = {
  start: [],
  end: [],
  length_ms: [],
  observed_ms: ['observedMs'],
  occupancy_avg: ['observedMs', 'personMs'],
  occupancy_max: ['observedMs', 'peak'],
  occupancy_min: ['observedMs', 'low'],
  time_used_ms: ['occupiedMs'],
  time_used_percentage: ['occupiedMs'],
  entrances: ['entrances'],
  exits: ['exits'],
  utilization_avg: ['observedMs', 'personMs'],
  utilization_max: ['observedMs', 'peak'],
  is_capped: ['capped'],
  capped_count_limit: [],
  up_time: ['onlineMs'],
} as const satisfies Readonly<Record<string, readonly SlotColumnName[]>>

/** A column of a row of `POST /api/metrics`; every row has its `key` besides. */
export type MetricsColumn = keyof typeof madeOf

/** All of them, in the order of a row. */
export const metricsColumns = Object.keys(madeOf) as readonly MetricsColumn[]

/** The slot columns that some columns need to be read. */
export function slotsFor(columns: readonly MetricsColumn[]): readonly SlotColumnName[] {
  return [...new Set(columns.flatMap((column) => madeOf[column]))]
}

/** Whether some columns hold people against a capacity. */
export function needCapacities(columns: readonly MetricsColumn[]): boolean {
  return columns.some((column) => column === 'utilization_avg' || column === 'utilization_max')
}
