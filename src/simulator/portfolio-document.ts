import type { HardwareType } from '../domain/portfolio/sensor.ts'
import type { CountingMode, SpaceStatus, SpaceType } from '../domain/portfolio/space.ts'
import type { SpaceFunction } from '../domain/portfolio/space-function.ts'

/** A space as a portfolio document names it: the body of `POST /api/spaces` (native.md §2) with its id given. */
export interface SpaceEntry {
  readonly id: string
  readonly name: string
  readonly space_type: SpaceType
  /** Id of a space that stands earlier in the document, or `null` for a root. */
  readonly parent_id: string | null
  /** IANA name; inherited from the parent where absent. A root has one. */
  readonly time_zone?: string
  readonly capacity?: number | null
  readonly counting_mode?: CountingMode | null
  /** `HH:MM`, local. */
  readonly daily_reset?: string
  readonly function?: SpaceFunction | null
  /** Floor area in square feet. */
  readonly size_area?: number | null
  readonly status?: SpaceStatus
  /** Names, not ids. */
  readonly labels?: readonly string[]
  readonly address?: string | null
}

/** A doorway: the body of `POST /api/doorways` with its id given. */
export interface DoorwayEntry {
  readonly id: string
  readonly name: string
  readonly sensor_serial_number?: string | null
  readonly spaces: readonly { readonly id: string; readonly sensor_placement: 1 | -1 }[]
}

/** A sensor: the body of `POST /api/sensors`. */
export interface SensorEntry {
  readonly serial_number: string
  readonly sensor_type: CountingMode
  readonly space_ids?: readonly string[]
  readonly doorway_id?: string
  readonly hardware_type?: HardwareType
  readonly heartbeat_seconds?: number | null
}

/**
 * A whole portfolio in the words of native.md §2: what `headcount apply` reads and the simulator plays.
 * Parents stand before their children.
 */
export interface PortfolioDocument {
  readonly spaces: readonly SpaceEntry[]
  readonly doorways: readonly DoorwayEntry[]
  readonly sensors: readonly SensorEntry[]
  /** Names of all labels that spaces carry. */
  readonly labels?: readonly string[]
}
