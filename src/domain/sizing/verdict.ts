import { type SizingFigures, sizingFigures, smallestSize, usesFitting } from './figures.ts'
import type { SpaceUse } from './space-use.ts'

/** What there is to say about the size of a space, most telling first. */
export const sizingVerdicts = [
  'too_small',
  'too_big',
  'never_used',
  'hardly_used',
  'right_size',
  'no_capacity',
  'unknown',
] as const

export type SizingVerdict = (typeof sizingVerdicts)[number]

/** Where verdicts begin; all are percent. */
export interface SizingThresholds {
  /** Less of the time asked about known than this: no verdict. */
  readonly knownPercent: number
  /** Used for less of the known time than this: hardly used. */
  readonly hardlyPercent: number
  /** Over capacity for more of the time in use than this: too small. */
  readonly overPercent: number
  /** So many of the uses a smaller size has to fit. */
  readonly fitPercent: number
  /** Too big when a size of at most so much of the capacity would do. */
  readonly smallerPercent: number
}

/** Why there is no telling how a space was used. */
export type UnknownReason = 'little_known' | 'sensor_ceiling' | 'no_uses'

/** A verdict, with what it rests on. */
export interface Sizing {
  readonly verdict: SizingVerdict
  /** Given with the verdict `unknown` only. */
  readonly reason: UnknownReason | null
  readonly figures: SizingFigures
  /** What it is held against; `null` for none. */
  readonly capacity: number | null
  /** The smallest size that would have fitted enough of the uses. */
  readonly fittingSize: number | null
  /** Share of the uses that fitted it, 0…1. */
  readonly fittingShare: number | null
}

/**
 * Whether a space has the right size for how it was used. It is held against the capacity at the end of the time asked
 * about; the time over capacity against that in force at each instant. A capacity of 0 is none.
 */
export function sizeUp(use: SpaceUse, capacityNow: number | null, thresholds: SizingThresholds): Sizing {
  const figures = sizingFigures(use)
  const capacity = capacityNow === 0 ? null : capacityNow
  const fittingSize = smallestSize(use, thresholds.fitPercent)
  const fittingShare = fittingSize === null ? null : usesFitting(use, fittingSize) / figures.uses
  const found = judge(use, figures, capacity, fittingSize, thresholds)
  const [verdict, reason] = typeof found === 'string' ? [found, null] : ['unknown' as const, found.reason]
  return { verdict, reason, figures, capacity, fittingSize, fittingShare }
}

type Judgement = Exclude<SizingVerdict, 'unknown'> | { readonly reason: UnknownReason }

function judge(
  use: SpaceUse,
  { observedMs, occupiedMs, cappedUses }: SizingFigures,
  capacity: number | null,
  fittingSize: number | null,
  thresholds: SizingThresholds,
): Judgement {
  const { knownPercent, hardlyPercent, overPercent, smallerPercent } = thresholds
  if (observedMs === 0 || observedMs * 100 < use.lengthMs * knownPercent) return { reason: 'little_known' }
  if (occupiedMs === 0) return 'never_used'
  if (occupiedMs * 100 < observedMs * hardlyPercent) return 'hardly_used'
  if (capacity === null) return 'no_capacity'
  if (use.overMs * 100 > use.sizedMs * overPercent) return 'too_small'
  if (fittingSize === null) return { reason: cappedUses > 0 ? 'sensor_ceiling' : 'no_uses' }
  return fittingSize * 100 <= capacity * smallerPercent ? 'too_big' : 'right_size'
}
