import type { DistributionQuery } from './analytics-wire.ts'

/** Query of `GET /api/right-sizing`; thresholds are whole percent. */
export interface RightSizingQuery extends DistributionQuery {
  /** Each stands for itself and all below it; every space where absent. */
  readonly space_ids?: readonly string[]
  /** `space` where absent. */
  readonly space_type?: 'campus' | 'building' | 'floor' | 'space'
  readonly function?: string
  /** Name of a label. */
  readonly label?: string
  readonly known_percent?: number
  readonly hardly_percent?: number
  readonly over_percent?: number
  readonly fit_percent?: number
  readonly smaller_percent?: number
  readonly shortest_use_minutes?: number
}

export type SizingVerdict =
  | 'too_small'
  | 'too_big'
  | 'never_used'
  | 'hardly_used'
  | 'right_size'
  | 'no_capacity'
  | 'unknown'

/** How a space, or several, were used. Shares are 0…1; `null` where there is nothing to tell. */
export interface SizingFigures {
  readonly length_ms: number
  readonly observed_ms: number
  readonly known_share: number | null
  readonly occupied_ms: number
  readonly used_share: number | null
  /** People while somebody was there. */
  readonly people_avg: number | null
  readonly people_p50: number | null
  readonly people_p90: number | null
  readonly people_max: number | null
  /** People ÷ capacity in force while somebody was there; may exceed 1. */
  readonly filled_share: number | null
  readonly over_capacity_ms: number
  readonly over_capacity_share: number | null
  readonly uses: number
  readonly capped_uses: number
}

/** A space, and whether it has the right size. */
export interface SizedSpace extends SizingFigures {
  readonly space_id: string
  readonly name: string
  /** Names of the spaces that it is in, the outermost first. */
  readonly path: readonly string[]
  readonly function: string | null
  readonly floor_id: string | null
  readonly label_ids: readonly string[]
  readonly time_zone: string
  readonly capacity: number | null
  readonly verdict: SizingVerdict
  readonly sentence: string
  readonly fitting_size: number | null
  readonly fitting_share: number | null
  readonly time_at: readonly { readonly count: number; readonly duration_ms: number }[]
  readonly uses_by_peak: readonly { readonly peak: number; readonly uses: number }[]
}

/** Spaces of one function, label or floor; of none where `id` is `null`. */
export interface SizedGroup extends SizingFigures {
  readonly id: string | null
  readonly name: string | null
  readonly spaces: number
  readonly capacity: number | null
  readonly verdicts: Readonly<Record<SizingVerdict, number>>
}

/** Answer of `GET /api/right-sizing`. */
export interface RightSizing {
  readonly thresholds: Readonly<Record<string, number>>
  readonly spaces: readonly SizedSpace[]
  readonly groups: Readonly<Record<'function' | 'label' | 'floor', readonly SizedGroup[]>>
}
