/** Query of `GET /api/spaces/{id}/forecast`. */
export interface ForecastQuery {
  /** `YYYY-MM-DD`, local; up to 366 days ahead. */
  readonly date: string
  /** How many past days of the weekday it rests on, 1…52; 8 where absent. */
  readonly weeks?: number
  /** Local hours of the best time and the back-test: `start_hour` inclusive, `end_hour` exclusive. */
  readonly start_hour?: number
  readonly end_hour?: number
}

/** What is expected in an hour; `null` where no past day was observed. */
export interface ForecastPoint {
  /** ISO 8601 in UTC, `end` exclusive. */
  readonly start: string
  readonly end: string
  /** Of the wall clock, 0…23. */
  readonly hour: number
  readonly days: number
  readonly people: number | null
  readonly low: number | null
  readonly high: number | null
  /** The average observed up to now. */
  readonly actual: number | null
}

/** An hour of the day, and how many people are expected in it. */
export interface BestHour {
  readonly hour: number
  readonly people: number
}

/** How far forecasts were off, in people; `null` where nothing could be compared. */
export interface ForecastError {
  readonly hours: number
  readonly error: number | null
  /** Of taking the same hour of the last known week for the forecast. */
  readonly last_week_error: number | null
  readonly inside_share: number | null
}

/** Answer of `GET /api/spaces/{id}/forecast`. */
export interface Forecast {
  readonly space_id: string
  readonly time_zone: string
  readonly date: string
  /** 0 = Sunday. */
  readonly weekday: number
  readonly weeks: number
  readonly lead_weeks: number
  readonly sentence: string
  readonly quietest: BestHour | null
  readonly busiest: BestHour | null
  /** `null` unless the date is today. */
  readonly now: {
    readonly at: string
    readonly people: number | null
    readonly compared: 'busier' | 'quieter' | 'usual' | 'unknown'
  } | null
  readonly points: readonly ForecastPoint[]
  readonly back_test: ForecastError & {
    readonly days: readonly (ForecastError & { readonly date: string })[]
  }
}
