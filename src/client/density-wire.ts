import type { CountingMode, SpaceStatus, SpaceType } from './space-terms.ts'

export type DensityResolution =
  | 'total'
  | 'minute'
  | '5minute'
  | '10minute'
  | '15minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'year'
  | 'weekday'
  | 'hour_of_day'

/** Local hours that count: `days` from 0 = Sunday, `end_hour` exclusive; 0 to 0 is the whole day. */
export interface OperatingHours {
  readonly days: readonly number[]
  readonly start_hour: number
  readonly end_hour: number
}

/** A question to `/v3/analytics/occupancy`, `/time-used` and `/utilization` (density-v3.md §3). */
export interface DensityQuery {
  /** ISO 8601; without an offset, the wall clock of each space. */
  readonly start_date: string
  /** Inclusive, to the minute. */
  readonly end_date: string
  /** Parents stand for all below them. Absent: every space that the token may see. */
  readonly space_ids?: readonly string[]
  readonly time_resolution?: DensityResolution
  readonly operating_hours?: OperatingHours
}

export type DensityMetric = 'occupancy' | 'time_used' | 'utilization'

/** A question to `/v3/analytics/metrics`. */
export interface DensityMetricsQuery extends DensityQuery {
  readonly metrics?: readonly DensityMetric[]
}

interface UpTime {
  /** Share of the bucket in which the space's sensors were online. */
  readonly up_time: number
}

interface Ceiling {
  readonly is_capped: boolean
  readonly capped_count_limit: number | null
}

/** A bucket's occupancy, in people; `null` where nothing was observed. */
export interface OccupancyDatum extends UpTime, Ceiling {
  readonly occupancy_avg: number | null
  readonly occupancy_max: number | null
  readonly occupancy_min: number | null
  /** Only on spaces with doorways. */
  readonly entrances?: number
  readonly exits?: number
}

/** A bucket's time in use: milliseconds, and share of the bucket. */
export interface TimeUsedDatum extends UpTime {
  readonly time_used_raw: number
  readonly time_used_percentage: number
}

/** A bucket's occupancy as a share of capacity. */
export interface UtilizationDatum extends UpTime, Ceiling {
  readonly utilization_avg: number | null
  readonly utilization_max: number | null
}

/** A bucket of `/v3/analytics/metrics`: the fields of the metrics asked for. */
export type MetricsDatum = UpTime & Partial<OccupancyDatum & TimeUsedDatum & UtilizationDatum>

/** Answers by space id, then by bucket key. */
export type BySpaceAndBucket<Datum> = Readonly<Record<string, Readonly<Record<string, Datum>>>>

/** A space's count now. */
export interface CurrentOccupancy {
  readonly count: number | null
  readonly timestamp: string | null
  readonly space_health_status: 'healthy' | 'degraded' | 'offline' | 'unknown'
  readonly counting_mode: CountingMode | null
  readonly is_capped: boolean
  readonly capped_count_limit: number | null
}

/** An occupied stretch, in the space's local time. */
export interface RawSession {
  readonly start_time: string
  readonly end_time: string
  readonly session_type: string
}

/** A space as `/v3/spaces` lists it. */
export interface DensitySpace {
  readonly id: string
  readonly name: string
  readonly space_type: SpaceType
  readonly address: string | null
  readonly binary_occupancy: boolean | null
  readonly capacity: number | null
  readonly children: readonly unknown[]
  readonly children_ids: readonly string[]
  readonly cost_per_sqft: number | null
  readonly counting_mode: CountingMode | null
  readonly daily_reset: string
  readonly function: string | null
  readonly go_live_date_utc: string | null
  readonly iwms_id: string | null
  readonly labels: readonly { readonly id: string; readonly name: string }[]
  readonly size_area: number | null
  readonly status: SpaceStatus
  readonly time_zone: string
}
