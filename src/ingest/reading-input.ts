/**
 * A reading as it comes in, the same over HTTP, MQTT and from files (native.md §3); names are those of the wire.
 * `at` is ISO 8601 with `Z` or an offset, or epoch milliseconds.
 */
export type ReadingInput =
  | CountInput
  | CrossingInput
  | HeartbeatInput
  | HealthInput
  | ResetInput
  | FlowInput
  | CounterInput
  | PresenceInput

interface CommonInput {
  readonly at: string | number
  /** Tells apart readings of one sensor with the same `at`. */
  readonly seq?: number | null | undefined
  /** Lets it take the place of a reading with the same identity and other content. */
  readonly replace?: boolean | null | undefined
  /** The same in every delivery of the reading, such as the number of a frame, at most 255 characters. */
  readonly dedupe?: string | null | undefined
}

/** The sensor sees that many people now. */
export interface CountInput extends CommonInput {
  readonly type: 'count'
  readonly sensor: string
  readonly count: number
  /** Needed when the sensor covers several spaces. */
  readonly space_id?: string | null | undefined
  readonly capped?: boolean | null | undefined
}

/** People passed a doorway; `sensor` or `doorway_id` says which. */
export interface CrossingInput extends CommonInput {
  readonly type: 'crossing'
  readonly sensor?: string | null | undefined
  readonly doorway_id?: string | null | undefined
  readonly direction: 1 | -1
  readonly n?: number | null | undefined
}

/** The sensor is alive, and nothing changed. */
export interface HeartbeatInput extends CommonInput {
  readonly type: 'heartbeat'
  readonly sensor: string
}

/** The sensor's own word on itself. */
export interface HealthInput extends CommonInput {
  readonly type: 'health'
  readonly sensor: string
  readonly status: 'healthy' | 'degraded' | 'offline'
}

/** A person says that a space with doorways really held that many. */
export interface ResetInput extends CommonInput {
  readonly type: 'reset'
  readonly space_id: string
  readonly count: number
}

/** So many people passed a doorway during `[from, at)`. */
export interface FlowInput extends CommonInput {
  readonly type: 'flow'
  readonly sensor?: string | null | undefined
  readonly doorway_id?: string | null | undefined
  readonly from: string | number
  readonly in?: number | null | undefined
  readonly out?: number | null | undefined
}

/** How many people have passed a doorway since some start. */
export interface CounterInput extends CommonInput {
  readonly type: 'counter'
  readonly sensor?: string | null | undefined
  readonly doorway_id?: string | null | undefined
  readonly in_total?: number | null | undefined
  readonly out_total?: number | null | undefined
  readonly width?: 16 | 32 | null | undefined
  readonly restarted?: boolean | null | undefined
}

/** Somebody is in a space, at least one; or nobody. */
export interface PresenceInput extends CommonInput {
  readonly type: 'presence'
  readonly sensor: string
  readonly occupied: boolean
  readonly space_id?: string | null | undefined
}
