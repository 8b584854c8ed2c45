import type { MetricsRow } from '../../../../src/client/analytics-wire.ts'
import type { DwellTimePoint, TrafficPoint } from '../../../../src/client/occuspace-wire.ts'

/** What the server says about a period. */
export interface PeriodAnswer {
  /** The whole period as one row; absent where it has no time inside the hours. */
  readonly total: MetricsRow | undefined
  readonly days: readonly MetricsRow[]
  readonly traffic: readonly TrafficPoint[]
  readonly dwell: readonly DwellTimePoint[]
}

/** The figures of a period; `null` where a figure is not known. */
export interface Figures {
  readonly timeUsedMs: number | null
  /** Of the time inside the hours, 0…1. */
  readonly timeUsedShare: number | null
  readonly average: number | null
  readonly peak: number | null
  readonly utilizationAverage: number | null
  readonly utilizationPeak: number | null
  readonly visits: number | null
  readonly entrances: number | null
  readonly exits: number | null
  readonly visitMs: number | null
  /** Of the observed time, 0…1. */
  readonly availability: number | null
  readonly upTime: number | null
  readonly daysOver: number | null
}

export type FigureName = keyof Figures

/** Reckons the figures of a period. */
export function figuresOf({ total, days, traffic, dwell }: PeriodAnswer): Figures {
  const seen = total !== undefined && total.observed_ms > 0 ? total : null
  const hasCapacity = days.some(({ utilization_max }) => utilization_max !== null)
  return {
    timeUsedMs: seen?.time_used_ms ?? null,
    timeUsedShare: seen?.time_used_percentage ?? null,
    average: seen?.occupancy_avg ?? null,
    peak: seen?.occupancy_max ?? null,
    utilizationAverage: seen?.utilization_avg ?? null,
    utilizationPeak: seen?.utilization_max ?? null,
    visits: sumOf(traffic.map(({ visits }) => visits)),
    entrances: seen?.entrances ?? null,
    exits: seen?.exits ?? null,
    visitMs: visitMsOf(traffic, dwell),
    availability: seen === null ? null : 1 - seen.time_used_ms / seen.observed_ms,
    upTime: total?.up_time ?? null,
    daysOver: hasCapacity ? days.filter(({ utilization_max }) => (utilization_max ?? 0) > 1).length : null,
  }
}

function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

/** The mean of the days' visit durations, each day with the weight of its visits; `null` with no visit. */
export function visitMsOf(traffic: readonly TrafficPoint[], dwell: readonly DwellTimePoint[]): number | null {
  const visitsOn = new Map(traffic.map(({ timestamp, visits }) => [timestamp, visits ?? 0]))
  let weighted = 0
  let weight = 0
  for (const { timestamp, average } of dwell) {
    const visits = visitsOn.get(timestamp) ?? 0
    if (average === null) continue
    weighted += average * 1_000 * visits
    weight += visits
  }
  return weight === 0 ? null : weighted / weight
}

/** How a figure differs from the one before: relative, or in percentage points for shares; `null` when it cannot be said. */
export function differenceOf(
  now: number | null,
  before: number | null,
  kind: 'relative' | 'points' | 'absolute',
) {
  if (now === null || before === null) return null
  if (kind !== 'relative') return now - before
  if (before === 0) return now === 0 ? 0 : null
  return now / before - 1
}
