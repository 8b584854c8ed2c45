import { isPooled, type Resolution } from '../domain/time/resolution.ts'
import type { metricColumns } from './export-metrics.ts'
import type { readingColumns } from './export-readings.ts'

/** What the values of an exported column are, for files that say it. */
export type ColumnKind = 'text' | 'whole' | 'number' | 'truth' | 'instant'

/** A column of an export whose values all are of one kind, or null. */
export interface ExportColumn {
  readonly name: string
  readonly kind: ColumnKind
}

const kinds: Readonly<Record<(typeof metricColumns | typeof readingColumns)[number], ColumnKind>> = {
  space_id: 'text',
  location_id: 'whole',
  name: 'text',
  time_zone: 'text',
  start: 'instant',
  length_ms: 'whole',
  occupancy_avg: 'number',
  occupancy_max: 'whole',
  occupancy_min: 'whole',
  entrances: 'whole',
  exits: 'whole',
  time_used_raw: 'whole',
  time_used_percentage: 'number',
  utilization_avg: 'number',
  utilization_max: 'number',
  availability_percent: 'number',
  is_capped: 'truth',
  capped_count_limit: 'whole',
  up_time: 'number',
  type: 'text',
  at: 'instant',
  sensor: 'text',
  doorway_id: 'text',
  count: 'whole',
  direction: 'whole',
  n: 'whole',
  status: 'text',
  capped: 'truth',
  seq: 'whole',
  from: 'instant',
  in: 'whole',
  out: 'whole',
  in_total: 'whole',
  out_total: 'whole',
  width: 'whole',
  restarted: 'truth',
  occupied: 'truth',
}

/** Columns with their kinds. `start` of a pooled resolution is the number of the weekday or hour. */
export function typedColumns(
  names: readonly (keyof typeof kinds)[],
  resolution: Resolution,
): readonly ExportColumn[] {
  return names.map((name) => ({
    name,
    kind: name === 'start' && isPooled(resolution) ? 'whole' : kinds[name],
  }))
}
