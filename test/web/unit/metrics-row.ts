import type { MetricsRow } from '../../../src/client/analytics-wire.ts'

const HOUR_MS = 3_600_000

/** An hour with nobody, seen throughout, with what a test says about it instead. */
export function metricsRow(said: Partial<MetricsRow> = {}): MetricsRow {
  return {
    key: '2025-03-03T00:00:00Z',
    start: '2025-03-03T00:00:00Z',
    end: '2025-03-03T01:00:00Z',
    length_ms: HOUR_MS,
    observed_ms: HOUR_MS,
    occupancy_avg: 0,
    occupancy_max: 0,
    occupancy_min: 0,
    time_used_ms: 0,
    time_used_percentage: 0,
    utilization_avg: null,
    utilization_max: null,
    is_capped: false,
    capped_count_limit: null,
    up_time: 1,
    ...said,
  }
}

/** A row of time that nobody saw. */
export function unseenRow(said: Partial<MetricsRow> = {}): MetricsRow {
  return metricsRow({
    observed_ms: 0,
    occupancy_avg: null,
    occupancy_max: null,
    occupancy_min: null,
    up_time: 0,
    ...said,
  })
}
