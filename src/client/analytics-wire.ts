import type { DensityQuery, DensityResolution } from './density-wire.ts'

/** `hour_of_week` pools time by the local hour of the week: keys `"0"` (Sunday, midnight to one) … `"167"`. */
export type Resolution = DensityResolution | 'hour_of_week'

/** Body of `POST /api/metrics`. */
export interface MetricsQuery extends Omit<DensityQuery, 'time_resolution'> {
  /** `total` where absent. */
  readonly time_resolution?: Resolution
  /** Whether a space stands for all below it as well, which it does where absent. */
  readonly flatten?: boolean
}

/** What a row may have beside its key. */
export type MetricsColumn = Exclude<keyof MetricsRow, 'key'>

/** Body of `POST /api/metrics` for rows with some columns only. */
export interface ColumnsQuery<Column extends MetricsColumn> extends MetricsQuery {
  readonly columns: readonly Column[]
}

/** A bucket with all that there is to know about it. */
export interface MetricsRow {
  /** The bucket's start in UTC; of a pooled one, its number. */
  readonly key: string
  /** ISO 8601 in UTC; `null` for a pooled bucket. */
  readonly start: string | null
  /** ISO 8601 in UTC, exclusive; `null` for a pooled bucket. */
  readonly end: string | null
  /** Milliseconds of the bucket that are inside the hours, up to now. */
  readonly length_ms: number
  /** Milliseconds with a known count. */
  readonly observed_ms: number
  /** People; `null` where nothing was observed. */
  readonly occupancy_avg: number | null
  readonly occupancy_max: number | null
  readonly occupancy_min: number | null
  /** Milliseconds with somebody there. */
  readonly time_used_ms: number
  /** `time_used_ms` as a share of `length_ms`; `null` where nothing was observed. */
  readonly time_used_percentage: number | null
  /** Only on spaces with doorways; `null` where nothing was observed. */
  readonly entrances?: number | null
  readonly exits?: number | null
  /** Shares of the capacity, which may exceed 1; `null` without a capacity, or where nothing was observed. */
  readonly utilization_avg: number | null
  readonly utilization_max: number | null
  readonly is_capped: boolean
  readonly capped_count_limit: number | null
  /** Share of the bucket in which the space's sensors were online. */
  readonly up_time: number
}

/** Answer of `POST /api/metrics`, by space id; spaces that do not count are left out. */
export interface Metrics<Row = MetricsRow> {
  readonly spaces: Readonly<Record<string, SpaceMetrics<Row>>>
}

/** The rows of one space. */
export interface SpaceMetrics<Row = MetricsRow> {
  readonly time_zone: string
  /** What it is now. */
  readonly capacity: number | null
  /** Ascending by start, pooled ones by number. */
  readonly rows: readonly Row[]
}

/** From `start_date` to the minute of `end_date`, inclusive: ISO 8601; without an offset, the space's wall clock. */
export interface DatesQuery {
  readonly start_date: string
  readonly end_date: string
}

/** A span during which a space's count did not change; ISO 8601 in UTC, `end` exclusive. */
export interface Segment {
  readonly start: string
  readonly end: string
  /** `null` while unknown. */
  readonly count: number | null
  readonly is_capped: boolean
}

/** Answer of `GET /api/spaces/{id}/segments`. */
export interface Segments {
  readonly space_id: string
  readonly time_zone: string
  readonly start: string
  readonly end: string
  /** From `start` to `end`, or to now where that is earlier, without gaps. */
  readonly segments: readonly Segment[]
  /** What held at `start`, then every change before `end`. */
  readonly capacities: readonly { readonly start: string; readonly capacity: number | null }[]
}

/** Query of `GET /api/spaces/{id}/typical-day`. */
export interface TypicalDayQuery {
  /** `YYYY-MM-DD`, local. */
  readonly date: string
  /** How many days of the same weekday before it are looked at, 1…52; 12 where absent. */
  readonly weeks?: number
}

/** What is usual in a quarter of an hour; `null` where no day was observed. */
export interface TypicalQuarter {
  /** ISO 8601 in UTC, on the day asked for. */
  readonly start: string
  /** How many days were observed then. */
  readonly days: number
  readonly median: number | null
  readonly p10: number | null
  readonly p90: number | null
}

/** Answer of `GET /api/spaces/{id}/typical-day`. */
export interface TypicalDay {
  readonly space_id: string
  readonly time_zone: string
  readonly date: string
  /** 0 = Sunday. */
  readonly weekday: number
  readonly weeks: number
  /** One for each quarter of an hour of the local day. */
  readonly points: readonly TypicalQuarter[]
}

/** Query of `GET /api/spaces/{id}/distribution`. */
export interface DistributionQuery extends DatesQuery {
  /** Local weekdays that count, 0 = Sunday; all where absent. */
  readonly days?: readonly number[]
  /** Local hours that count: `start_hour` inclusive (0 where absent), `end_hour` exclusive (24 where absent). */
  readonly start_hour?: number
  readonly end_hour?: number
}

/** Answer of `GET /api/spaces/{id}/distribution`. */
export interface Distribution {
  readonly space_id: string
  readonly time_zone: string
  /** Milliseconds asked about: inside the hours, up to now. */
  readonly length_ms: number
  /** Milliseconds with a known count: the sum of all durations. */
  readonly observed_ms: number
  /** Ascending by count. */
  readonly counts: readonly { readonly count: number; readonly duration_ms: number }[]
}
