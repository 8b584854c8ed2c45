import type { DensitySpace } from './density-wire.ts'

export type SpaceType = 'campus' | 'building' | 'floor' | 'space'
export type CountingMode = 'oa' | 'entry' | 'waffle'
export type SpaceStatus = 'planning' | 'live' | 'inactive' | 'retired'
export type HardwareType = 'ob1' | 's5' | 'r60' | 'waffle' | 'virtual'
export type Scope = 'read' | 'write' | 'ingest' | 'admin'

/** Body of `POST /api/spaces`. A root needs a `time_zone`; below it is inherited. */
export interface NewSpace {
  readonly name: string
  readonly space_type: SpaceType
  readonly parent_id?: string | null
  readonly time_zone?: string | null
  readonly capacity?: number | null
  readonly counting_mode?: CountingMode | null
  /** `HH:MM`, local. */
  readonly daily_reset?: string
  readonly function?: string | null
  readonly size_area?: number | null
  readonly status?: SpaceStatus
  /** Names. */
  readonly labels?: readonly string[]
  readonly id?: string
  readonly location_id?: number
  readonly min_count?: number
  readonly address?: string | null
}

/** Body of `PATCH /api/spaces/{id}`: what is absent stays. */
export type SpaceChanges = Partial<Omit<NewSpace, 'id' | 'location_id'>>

/** A space as `/api` shows it: Density's shape with its place in the tree and its Occuspace id. */
export interface Space extends DensitySpace {
  readonly parent_id: string | null
  readonly location_id: number
}

/** Body of `POST /api/sensors`. */
export interface NewSensor {
  readonly serial_number: string
  readonly sensor_type: CountingMode
  readonly space_ids?: readonly string[]
  readonly space_id?: string
  readonly doorway_id?: string
  readonly hardware_type?: HardwareType | null
  readonly heartbeat_seconds?: number | null
}

/** The part of a sensor that callers build on. */
export interface Sensor {
  readonly serial_number: string
  readonly sensor_type: CountingMode
  readonly hardware_type: HardwareType | null
  /** Spaces it covers now; empty for an entry sensor. */
  readonly space_ids: readonly string[]
}

/** What applying a portfolio document did to one thing of it. */
export interface Applied {
  readonly kind: 'space' | 'sensor' | 'doorway' | 'display' | 'label'
  /** Public id, or serial number. */
  readonly id: string
  readonly name: string
  readonly outcome: 'created' | 'changed' | 'unchanged'
}

/** Body of `POST /api/doorways`. */
export interface NewDoorway {
  readonly name: string
  readonly id?: string
  readonly sensor_serial_number?: string | null
  readonly spaces: readonly { readonly id: string; readonly sensor_placement: 1 | -1 }[]
}

/** A doorway as both `/api` and `/v3` show it. */
export interface Doorway {
  readonly id: string
  readonly name: string
  readonly sensor_serial_number: string | null
  readonly created_at: string
  readonly deleted_at: string | null
  readonly spaces: readonly {
    readonly id: string
    readonly name: string
    readonly sensor_placement: 1 | -1
  }[]
}

/** Body of `POST /api/tokens`. */
export interface NewToken {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly space_ids?: readonly string[]
  readonly expires_at?: string | null
}

/** A token with its secret, which is shown this once. */
export interface IssuedToken {
  readonly id: string
  readonly token: string
}
