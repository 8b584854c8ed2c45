import type { BackTest } from '../domain/forecast/back-test.ts'
import type { AskedHours } from '../domain/forecast/best-time.ts'
import type { ExpectedPeople } from '../domain/forecast/forecast.ts'
import type { HealthStatus, HealthStep } from '../domain/health/sensor-health.ts'
import type { CountStep } from '../domain/occupancy/count-steps.ts'
import type { CountDuration } from '../domain/occupancy/distribution.ts'
import type { Rollup } from '../domain/occupancy/rollup.ts'
import type { SlotColumnName } from '../domain/occupancy/slots.ts'
import type { TypicalQuarter } from '../domain/occupancy/typical-day.ts'
import type { CapacityPart } from '../domain/occupancy/utilization.ts'
import type { VisitSummary } from '../domain/occupancy/visits.ts'
import type { CapacityHistory } from '../domain/portfolio/capacity.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Sensor } from '../domain/portfolio/sensor.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import type { Carry } from '../domain/reading/carry.ts'
import type { SpaceUse } from '../domain/sizing/space-use.ts'
import type { Bucket } from '../domain/time/bucket.ts'
import type { EpochMs, Interval } from '../domain/time/interval.ts'
import type { MomentRange, WallMs } from '../domain/time/moment.ts'
import type { Resolution } from '../domain/time/resolution.ts'
import type { WeeklyHours } from '../domain/time/weekly-hours.ts'

/** A historical question about some spaces of one organization. */
export interface OccupancyQuery {
  readonly portfolio: Portfolio
  /** Spaces to answer for. Those that do not count are answered with `counts: false`. */
  readonly spaces: readonly Space[]
  /** Wall-clock ends are read in each space's own zone. */
  readonly range: MomentRange
  readonly resolution: Resolution
  /** `null` for the whole week. */
  readonly hours: WeeklyHours | null
  /** Nothing after it is answered. */
  readonly now: EpochMs
  /** Ends the work when nobody waits for the answer any more. */
  readonly signal?: AbortSignal
  /** Rollup fields that are wanted; the others may come back empty. */
  readonly columns: readonly SlotColumnName[]
  /** What each space's capacity was; given, answers have `byCapacity`. */
  readonly capacities?: (space: Space) => CapacityHistory
}

/** What one space's buckets hold. */
export interface SpaceAnswer {
  readonly space: Space
  /** Whether the space has sensors or doorways, itself or below it. Without, `buckets` have empty rollups. */
  readonly counts: boolean
  /** Ascending by start (pooled ones by pool); those with no time inside are left out. */
  readonly buckets: readonly Bucket[]
  /** One for each bucket. */
  readonly rollups: readonly Rollup[]
  /**
   * For each bucket, the sum over the space's sensors of the time in the bucket during which each was meant to
   * see: `up_time` is `onlineMs / expectedMs`.
   */
  readonly expectedMs: readonly number[]
  /** For each bucket, its parts by the capacity in force, in order of time; there when capacities were given. */
  readonly byCapacity?: readonly (readonly CapacityPart[])[]
}

/** A question about spaces and a stretch of time, without buckets. */
export type SessionQuery = Omit<OccupancyQuery, 'resolution' | 'hours' | 'columns' | 'capacities'>

/** A question about the stretches during which somebody was there. */
export interface SessionsQuery extends SessionQuery {
  /** Whether each stretch is one span, or one for each span between the counts inside it (density-v3.md §4). */
  readonly spans: 'merged' | 'detections'
  /** Is told how many spans there are so far, after each space; throws to end the work. */
  readonly found?: (spans: number) => void
}

/** The stretches of presence in a space, half-open, ascending. */
export interface SessionAnswer {
  readonly space: Space
  readonly counts: boolean
  readonly sessions: readonly Interval[]
}

/** A question about how long people stay in one space. */
export type DwellQuery = Omit<OccupancyQuery, 'spaces' | 'columns' | 'capacities'> & { readonly space: Space }

/** Buckets of finished days only, and the visits of each. */
export interface DwellAnswer {
  readonly buckets: readonly Bucket[]
  readonly stays: readonly VisitSummary[]
}

/** How much of what a space's open-area sensors should have seen they saw, 0…1. */
export interface CompletionAnswer {
  readonly space: Space
  readonly rate: number
}

/** A question about how many people were in one space, step by step. */
export type SegmentsQuery = Pick<OccupancyQuery, 'portfolio' | 'now'> & {
  readonly space: Space
  readonly interval: Interval
}

/** A question about how long one space had each count. */
export type DistributionQuery = SegmentsQuery & Pick<OccupancyQuery, 'hours'>

/** How long a space had each count. */
export interface DistributionAnswer {
  /** The time asked about: inside the hours, and not in the future. */
  readonly lengthMs: number
  /** The part of it during which the count was known: the sum of the durations. */
  readonly observedMs: number
  /** Ascending by count. */
  readonly counts: readonly CountDuration[]
}

/** A question about what is usual in one space on the weekday of a date. */
export type TypicalDayQuery = Pick<OccupancyQuery, 'portfolio' | 'now'> & {
  readonly space: Space
  /** The day's midnight, in the space's zone. */
  readonly date: WallMs
  /** How many days of the same weekday before it are looked at. */
  readonly weeks: number
}

/** A question about what to expect on a day. */
export type ForecastQuery = TypicalDayQuery & { readonly hours: AskedHours | null }

/** What is expected in an hour of a local day. */
export interface ForecastPoint extends ExpectedPeople {
  readonly start: EpochMs
  readonly end: EpochMs
  /** Of the wall clock, 0…23. */
  readonly hour: number
  /** The average of what was observed of it up to now; `null` for none. */
  readonly actual: number | null
}

/** What is expected of a day, and how far off such forecasts were. */
export interface ForecastAnswer {
  readonly leadWeeks: number
  /** One for each hour of the local day, ascending. */
  readonly points: readonly ForecastPoint[]
  readonly backTest: BackTest
}

/** A question about how spaces were used. */
export type SpaceUseQuery = SessionQuery &
  Pick<OccupancyQuery, 'hours'> & {
    /** Uses shorter than it do not count. */
    readonly shortestUseMs: number
  }

/** How one space was used. */
export interface SpaceUseAnswer {
  readonly space: Space
  readonly use: SpaceUse
  /** What held at the end of the time asked about; `null` for none. */
  readonly capacity: number | null
}

/** How a sensor is doing at a moment. */
export interface HealthNow {
  readonly sensor: Sensor
  readonly status: HealthStatus
  /** When it began to be so; `null` for a sensor that has never been heard of. */
  readonly since: EpochMs | null
  /** All it said up to then. */
  readonly carry: Carry
}

/** Answers historical questions. Every answer reflects all that was acknowledged before it was asked. */
export interface Analytics {
  occupancy(query: OccupancyQuery): Promise<readonly SpaceAnswer[]>
  /** Sessions of every space that counts. */
  sessions(query: SessionsQuery): Promise<readonly SessionAnswer[]>
  /** Visit durations in one space. A bucket whose day has not ended leaves that day out (occuspace.md §6). */
  dwell(query: DwellQuery): Promise<DwellAnswer>
  /** How many people were in a space: steps that tile the interval up to now, neighbours differing. */
  segments(query: SegmentsQuery): Promise<readonly CountStep[]>
  /** How long a space had each count. */
  distribution(query: DistributionQuery): Promise<DistributionAnswer>
  /** What is usual in each quarter of an hour of a local day, ascending; days in the future have theirs too. */
  typicalDay(query: TypicalDayQuery): Promise<readonly TypicalQuarter[]>
  /** What to expect in each hour of a local day, and how far off such forecasts were. */
  forecast(query: ForecastQuery): Promise<ForecastAnswer>
  /** How spaces were used, in the order given; spaces that do not count are left out. */
  spaceUses(query: SpaceUseQuery): Promise<readonly SpaceUseAnswer[]>
  /** How complete the data of each space's open-area sensors is; spaces without any are left out. */
  completion(query: SessionQuery): Promise<readonly CompletionAnswer[]>
  /** The first instant each space has readings of; spaces without any are left out. */
  firstReadings(portfolio: Portfolio, spaces: readonly Space[]): Promise<ReadonlyMap<SpaceKey, EpochMs>>
  /** How many people are in each space at `now`; `null` while unknown. Spaces that do not count are left out. */
  countsNow(
    portfolio: Portfolio,
    spaces: readonly Space[],
    now: EpochMs,
  ): Promise<ReadonlyMap<SpaceKey, number | null>>
  /** How sensors are doing at `now`, in the order given. */
  healthNow(sensors: readonly Sensor[], now: EpochMs): Promise<readonly HealthNow[]>
  /** A sensor's health over an interval: steps that tile it; none for an empty one. */
  healthDuring(sensor: Sensor, interval: Interval): Promise<readonly HealthStep[]>
}
