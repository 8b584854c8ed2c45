interface Common {
  /** ISO 8601 with `Z` or an offset, or epoch milliseconds. */
  readonly at: string | number
  /** Tells apart readings of one sensor with the same `at`. */
  readonly seq?: number
  /** Lets it take the place of a reading with the same identity and other content. */
  readonly replace?: boolean
  /** The same in every delivery of the reading, whose times may differ by up to 24 hours. */
  readonly dedupe?: string
}

/** A reading as `POST /api/readings` takes it (native.md §3). */
export type Reading =
  | (Common & {
      readonly type: 'count'
      readonly sensor: string
      readonly count: number
      readonly space_id?: string
      readonly capped?: boolean
    })
  | (Common & {
      readonly type: 'crossing'
      readonly sensor?: string
      readonly doorway_id?: string
      readonly direction: 1 | -1
      readonly n?: number
    })
  | (Common & { readonly type: 'heartbeat'; readonly sensor: string })
  | (Common & {
      readonly type: 'health'
      readonly sensor: string
      readonly status: 'healthy' | 'degraded' | 'offline'
    })
  | (Common & { readonly type: 'reset'; readonly space_id: string; readonly count: number })
  | (Common & {
      readonly type: 'flow'
      readonly sensor?: string
      readonly doorway_id?: string
      /** When the flow begins; it ends at `at`. */
      readonly from: string | number
      readonly in?: number
      readonly out?: number
    })
  | (Common & {
      readonly type: 'counter'
      readonly sensor?: string
      readonly doorway_id?: string
      /** People since some start, in each direction. */
      readonly in_total?: number
      readonly out_total?: number
      /** Bits of the counter, where it wraps. */
      readonly width?: 16 | 32
      readonly restarted?: boolean
    })
  | (Common & {
      readonly type: 'presence'
      readonly sensor: string
      readonly occupied: boolean
      readonly space_id?: string
    })

/** A reading that was not taken. */
export interface RejectedReading {
  /** Which one, counted from 0 over everything that was sent. */
  readonly index: number
  readonly code: string
  readonly message: string
}

/** What became of readings: all that are not rejected are durable. */
export interface ReadingsReceipt {
  readonly accepted: number
  /** Readings that the server had already. */
  readonly duplicates: number
  readonly rejected: readonly RejectedReading[]
  /** The organization's position in its log that all of them are in; 0 when nothing was sent. */
  readonly seq: number
}
