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

/**
 * The level of a place in which there may be `unseen` more people than are known; `null` where no busyness is known,
 * and where they could make it another level.
 */
export function certainLevel(
  {
    people,
    unseen,
    capacity,
  }: { readonly people: number | null; readonly unseen: number; readonly capacity: number },
  levels: Pick<Site, 'busyPercent' | 'veryBusyPercent'>,
): BusynessLevel | null {
  const [least, most] = [people, people === null ? null : people + unseen].map((count) =>
    busynessPercent(fullness(count, capacity)),
  )
  if (least == null || most == null) return null
  const level = busynessLevel(least, levels)
  return busynessLevel(most, levels) === level ? level : null
}

/** The level of a busyness: each begins at its own percent (occuspace.md §5). */
export function busynessLevel(
  percent: number,
  { busyPercent, veryBusyPercent }: Pick<Site, 'busyPercent' | 'veryBusyPercent'>,
): BusynessLevel {
  if (percent >= veryBusyPercent) return 'very busy'
  return percent >= busyPercent ? 'busy' : 'not busy'
}
