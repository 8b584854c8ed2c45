/** A question about one location (occuspace.md §3). Days are local to it, `YYYY-MM-DD`, both inclusive. */
export interface OccuspaceQuery {
  readonly start_date: string
  readonly end_date: string
  readonly interval?: '15min' | 'hourly' | 'daily' | 'weekly' | 'monthly'
  /** Hours 0…23, both inclusive. */
  readonly start_hour_filter?: number
  readonly end_hour_filter?: number
  /** Digits 1 = Sunday … 7 = Saturday, such as `23456`. */
  readonly days_filter?: string
  readonly limit?: number
  readonly cursor?: string
}

export interface Pagination {
  readonly prev_cursor: string | null
  readonly next_cursor: string | null
  readonly has_more: boolean
}

export interface Location {
  readonly location_id: number
  readonly name: string
  readonly status: 'active' | 'inactive' | 'setup' | 'review' | 'calibration'
  readonly parent_id: number | null
  readonly capacity: number
  readonly start_date: string | null
}

interface Point {
  /** The interval's start in local time, with its offset. */
  readonly timestamp: string
}

export interface OccupancyPoint extends Point {
  readonly average: number | null
  readonly peak: number | null
  readonly average_percent: number | null
  readonly peak_percent: number | null
}

/** Entries, not people. */
export interface TrafficPoint extends Point {
  readonly visits: number | null
}

/** Seconds. */
export interface DwellTimePoint extends Point {
  readonly average: number | null
  readonly peak: number | null
}

/** Share of the time with nobody there, 0…100. */
export interface AvailabilityPoint extends Point {
  readonly percent: number | null
}

/** One page of a metric's points, ascending. */
export interface MetricPage<P> {
  readonly location_id: number
  readonly name: string
  readonly capacity: number
  readonly metric: string
  readonly interval: string
  readonly days_of_week: readonly number[]
  readonly data: readonly P[]
  readonly pagination: Pagination
}
