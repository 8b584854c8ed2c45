import type { EpochMs } from '../domain/time/interval.ts'

/** The sensor sees that many people now. `space_id` is there when the sensor covers several spaces. */
export interface WireCount {
  readonly type: 'count'
  readonly sensor: string
  readonly at: EpochMs
  readonly count: number
  readonly space_id?: string
}

/** `n` people (1 where absent) passed a doorway, told by its sensor or, without one, by the doorway itself. */
export type WireCrossing = {
  readonly type: 'crossing'
  readonly at: EpochMs
  readonly direction: 1 | -1
  readonly n?: number
} & ({ readonly sensor: string } | { readonly doorway_id: string })

/** The sensor is alive and nothing changed. */
export interface WireHeartbeat {
  readonly type: 'heartbeat'
  readonly sensor: string
  readonly at: EpochMs
}

/** The sensor's own word on itself. */
export interface WireHealth {
  readonly type: 'health'
  readonly sensor: string
  readonly at: EpochMs
  readonly status: 'healthy' | 'degraded' | 'offline'
}

/** A person says that the space really held that many. */
export interface WireReset {
  readonly type: 'reset'
  readonly space_id: string
  readonly at: EpochMs
  readonly count: number
}

/** A reading as `POST /api/readings` takes it (native.md §3), its time in epoch milliseconds. */
export type WireReading = WireCount | WireCrossing | WireHeartbeat | WireHealth | WireReset
