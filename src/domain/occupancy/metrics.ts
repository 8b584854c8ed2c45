import type { Rollup } from './rollup.ts'

/** People there on average, weighted by time, while the count was known; `null` when nothing was observed. */
export function averageOccupancy(rollup: Rollup): number | null {
  return rollup.observedMs === 0 ? null : rollup.personMs / rollup.observedMs
}

/** Most people at any instant; `null` when nothing was observed. */
export function peak(rollup: Rollup): number | null {
  return rollup.peak
}

/** Fewest people at any instant; `null` when nothing was observed. */
export function low(rollup: Rollup): number | null {
  return rollup.low
}

/** Milliseconds with presence; 0 when nothing was observed. */
export function timeUsed(rollup: Rollup): number {
  return rollup.occupiedMs
}

/**
 * Time used as a share of the whole bucket, observed or not (density-v3.md §3, `time_used_percentage`): 0…1, and 0
 * for a bucket without length.
 */
export function timeUsedShare(rollup: Rollup, lengthMs: number): number {
  return lengthMs === 0 ? 0 : rollup.occupiedMs / lengthMs
}

/**
 * Average occupancy ÷ capacity; above 1 when there were more people than the space is meant for. `null` when no
 * capacity is set or nothing was observed; 0 when capacity is 0, observed or not (density-v3.md §3).
 */
export function averageUtilization(rollup: Rollup, capacity: number | null): number | null {
  return utilization(averageOccupancy(rollup), capacity)
}

/** Peak occupancy ÷ capacity, with the nulls and zeros of {@link averageUtilization}. */
export function peakUtilization(rollup: Rollup, capacity: number | null): number | null {
  return utilization(rollup.peak, capacity)
}

/**
 * Share of the time they were meant to see in which the space's sensors were online, mean over its sensors: 0…1
 * (density-v3.md §3, `up_time`). `expectedMs` is that time, summed over the sensors; 0 when there is none.
 */
export function upTime(rollup: Rollup, expectedMs: number): number {
  return expectedMs === 0 ? 0 : Math.min(1, rollup.onlineMs / expectedMs)
}

/**
 * Percent of the observed time with nobody there, 0…100, not rounded; `null` when nothing was observed
 * (occuspace.md §3).
 *
 * Where a bucket was observed throughout it equals `100 * (1 - timeUsedShare(rollup, lengthMs))` bit for bit,
 * because it is computed by that very expression over `observedMs`.
 */
export function availabilityPercent(rollup: Rollup): number | null {
  return rollup.observedMs === 0 ? null : 100 * (1 - timeUsedShare(rollup, rollup.observedMs))
}

/**
 * An occupancy as percent of capacity; `null` without an occupancy, and when capacity is 0, which is how Occuspace
 * says that none is set (occuspace.md §6).
 */
export function occupancyPercent(occupancy: number | null, capacity: number): number | null {
  return occupancy === null || capacity === 0 ? null : (100 * occupancy) / capacity
}

/** An occupancy ÷ capacity, with the nulls and zeros of {@link averageUtilization}. */
export function utilization(occupancy: number | null, capacity: number | null): number | null {
  if (capacity === 0) return 0
  return occupancy === null || capacity === null ? null : occupancy / capacity
}
