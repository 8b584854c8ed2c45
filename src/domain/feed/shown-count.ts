import { countingOf } from '../portfolio/counting.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import type { Space } from '../portfolio/space.ts'

/** A space whose count is to be shown, with what in it has to be hidden. */
export interface ShownSpace {
  readonly space: Space
  /** Counts below it are rounded; 0 for none. */
  readonly threshold: number
  /** The spaces it adds up, as far as anything in them is rounded. */
  readonly parts: readonly ShownSpace[]
}

/**
 * What has to be hidden in and below a space, given each space's threshold. Looks at everything below: to be done
 * once a set-up.
 */
export function planShown(
  portfolio: Portfolio,
  space: Space,
  thresholdOf: (space: Space) => number,
): ShownSpace {
  // A space with its own sensors or doorways says nothing about those in it.
  const added = countingOf(portfolio, space)?.kind === 'sum' ? portfolio.children(space.key) : []
  return {
    space,
    threshold: thresholdOf(space),
    parts: added
      .map((child) => planShown(portfolio, child, thresholdOf))
      .filter(({ threshold, parts }) => threshold > 1 || parts.length > 0),
  }
}

/**
 * The count of a space that may be shown: rounded below its threshold, and made of what its parts show, so that
 * taking away the shown parts from the whole never tells what one of them hides. `null` where the count is not known.
 */
export function shownCount(shown: ShownSpace, countOf: (space: Space) => number | null): number | null {
  const count = countOf(shown.space)
  if (count === null) return null
  const rounded = shown.parts.reduce(
    (sum, part) => sum + (shownCount(part, countOf) ?? 0) - (countOf(part.space) ?? 0),
    count,
  )
  return roundedBelow(Math.max(0, rounded), shown.threshold)
}

/** A count, or below a threshold the nearer of 0 and the threshold; the threshold from its half on. */
export function roundedBelow(count: number, threshold: number): number {
  if (count >= threshold) return count
  return 2 * count >= threshold ? threshold : 0
}
