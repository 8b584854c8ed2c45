import { observedUse } from './figures.ts'
import type { CompareRow } from './rows.ts'
import type { Limits } from './view.ts'

/** Below this share of up time too little was seen of a space to judge it. */
const LEAST_UP_TIME = 0.5

/** A list with what was left out of it for want of data. */
export interface Listed {
  readonly rows: readonly CompareRow[]
  /** Not listed, and too little was seen of them to say that they do not belong there. */
  readonly unsure: number
  /** Without a capacity, so that they cannot be over it. */
  readonly withoutCapacity: number
}

/** Spaces in use less than a share of the observed working hours, the least used first. */
export function underUsed(rows: readonly CompareRow[], { usedBelow }: Pick<Limits, 'usedBelow'>): Listed {
  const judged = rows.filter(isSeen)
  const use = (row: CompareRow) => observedUse(row.figures) ?? 1
  return {
    rows: judged.filter((row) => use(row) * 100 < usedBelow).toSorted((a, b) => use(a) - use(b)),
    unsure: rows.length - judged.length,
    withoutCapacity: 0,
  }
}

/**
 * Spaces over their capacity on some days, which is so however little else was seen of them, or fuller on average
 * than a share of it. Most days first, then the fullest.
 */
export function overCrowded(rows: readonly CompareRow[], limits: Limits): Listed {
  const found = rows.filter((row) => isCrowded(row, limits))
  const rest = rows.filter((row) => !isCrowded(row, limits))
  return {
    rows: found.toSorted(
      (a, b) =>
        (b.daily?.daysOver ?? 0) - (a.daily?.daysOver ?? 0) ||
        (b.figures.utilization ?? 0) - (a.figures.utilization ?? 0),
    ),
    unsure: rest.filter((row) => !isSeen(row)).length,
    withoutCapacity: rest.filter((row) => isSeen(row) && row.figures.peakUtilization === null).length,
  }
}

function isCrowded(row: CompareRow, { daysOver, utilizationAbove }: Limits): boolean {
  if ((row.daily?.daysOver ?? 0) >= daysOver) return true
  return isSeen(row) && (row.figures.utilization ?? 0) * 100 > utilizationAbove
}

function isSeen({ figures }: CompareRow): boolean {
  return figures.observedMs > 0 && (figures.upTime ?? 0) >= LEAST_UP_TIME
}
