import type { Site } from '../portfolio/site.ts'

/** How full a place is, in words. */
export type BusynessLevel = 'not busy' | 'busy' | 'very busy'

/** People ÷ capacity, at most 1; `null` where one is not known, or the capacity is 0, which says that none is set. */
export function fullness(people: number | null, capacity: number): number | null {
  return people === null || capacity === 0 ? null : Math.min(1, people / capacity)
}

/** Fullness as whole percent. */
export function busynessPercent(full: number | null): number | null {
  return full === null ? null : Math.round(100 * full)
}

/** The level of a busyness: each begins at its own percent (occuspace.md §5). */
export function busynessLevel(
  percent: number,
  { busyPercent, veryBusyPercent }: Pick<Site, 'busyPercent' | 'veryBusyPercent'>,
): BusynessLevel {
  if (percent >= veryBusyPercent) return 'very busy'
  return percent >= busyPercent ? 'busy' : 'not busy'
}
