/** How a person puts a count right (native.md §7). */
export type CorrectionKind = 'reset' | 'offset' | 'ignore' | 'ceiling'

/** A person's word on a count. Times are ISO 8601 in UTC. */
export interface Correction {
  readonly id: string
  readonly kind: CorrectionKind
  /** The space of a `reset` or an `offset`. */
  readonly space_id: string | null
  /** Serial number of the sensor of an `ignore` or a `ceiling`. */
  readonly sensor: string | null
  /** Spaces whose own count it changes, as far as the caller sees them. */
  readonly space_ids: readonly string[]
  readonly from: string
  /** Exclusive; `null` until it is undone, and for a `reset`. */
  readonly until: string | null
  readonly people: number | null
  readonly reason: string | null
  /** Id and name of the token or client that made it. */
  readonly actor: string
  readonly created_at: string
}

/** A correction to be made; `at`, `from` and `until` are ISO instants, `at` and `from` are now where left out. */
export interface NewCorrection {
  readonly kind: CorrectionKind
  readonly space_id?: string
  readonly sensor?: string
  readonly at?: string
  readonly from?: string
  readonly until?: string
  readonly people?: number
  readonly reason?: string
}
