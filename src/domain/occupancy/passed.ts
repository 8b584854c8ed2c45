import type { HeldTotals } from '../reading/carry.ts'
import type { CounterWidth, Totals } from '../reading/reading.ts'

/** People who passed, by direction. */
export interface Passed {
  /** In direction 1. */
  readonly in: number
  /** In direction -1. */
  readonly out: number
}

/** Who passed from the last totals of a counter to its next ones (native.md §3). Each direction is by itself. */
export function passedSince(held: HeldTotals | undefined, next: Totals): Passed {
  return {
    in: rise(held?.in ?? null, next.in, next),
    out: rise(held?.out ?? null, next.out, next),
  }
}

/**
 * Whether a counter began again from 0 in a direction, so that what passed is at least what it now says: people
 * between the last total and the restart were seen by nobody.
 */
export function hasRestarted(before: number | null, next: number | null, totals: Totals): boolean {
  if (before === null || next === null) return false
  return totals.restarted || (next < before && !wraps(before, next, totals.width))
}

function rise(before: number | null, next: number | null, totals: Totals): number {
  if (before === null || next === null) return 0
  if (hasRestarted(before, next, totals)) return next
  return next < before && totals.width !== null ? next + 2 ** totals.width - before : next - before
}

/** A fall from the top quarter of what so many bits hold into the bottom one. */
function wraps(before: number, next: number, width: CounterWidth | null): boolean {
  if (width === null) return false
  const size = 2 ** width
  return before < size && before >= size * 0.75 && next < size * 0.25
}
