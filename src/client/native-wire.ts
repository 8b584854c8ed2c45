import type { DensitySpace } from './density-wire.ts'
import type { CountingMode, SpaceStatus, SpaceType } from './space-terms.ts'

export type { CountingMode, SpaceStatus, SpaceType }
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
  readonly binary_occupancy?: boolean
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
  readonly network_addresses?: readonly {
    readonly address: string
    readonly family?: string
    readonly if?: string
    readonly mac?: string
  }[]
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

export type Role = 'owner' | 'admin' | 'editor' | 'readonly'

/** Body of `POST /api/users`. */
export interface NewUser {
  readonly email: string
  readonly role: Role
  readonly full_name?: string | null
  /** Spaces to limit them to; empty for all. Without: as far as the caller sees. */
  readonly spaces?: readonly string[]
}

/** Body of `PATCH /api/users/{id}`: what is absent stays. */
export type UserChanges = Partial<Omit<NewUser, 'email'>>

/** A person of the organization. */
export interface User {
  readonly id: string
  readonly email: string
  readonly full_name: string | null
  readonly role: Role
  /** Empty for all. */
  readonly spaces: readonly string[]
  readonly created_at: string
}

/** Body of `POST /api/displays`. */
export interface NewDisplay {
  readonly name: string
  readonly floor_id: string
  readonly id?: string
}

/** Body of `PATCH /api/displays/{id}`: what is absent stays. */
export type DisplayChanges = Partial<Omit<NewDisplay, 'id'>>

/** A wayfinding display. */
export interface Display {
  readonly id: string
  readonly name: string
  readonly floor_id: string
  readonly created_at: string
}

/** Local times of day between which a site is open. */
export interface OpeningHours {
  /** 1 = Sunday … 7 = Saturday, such as `23456`. */
  readonly days: string
  /** `HH:MM` */
  readonly open: string
  /** `HH:MM`, 24:00 included; not after `open` means on the following day. */
  readonly close: string
}

/** Body of `PATCH /api/sites/{slug}`: what is absent stays, `null` is as if it had never been given. */
export interface SiteChanges {
  /** The space by one of its ids: the buildings below it are shown, or it where there are none. */
  readonly space_id?: string
  readonly location_id?: number
  /** Instead of one space: the places that are shown, in order. */
  readonly space_ids?: readonly string[]
  readonly min_count?: number | null
  /** Whole percents of the capacity. */
  readonly levels?: { readonly busy?: number; readonly very_busy?: number } | null
  readonly hours?: readonly (Omit<OpeningHours, 'days'> & { readonly days?: string })[] | null
}

/** Body of `POST /api/sites`. */
export interface NewSite extends SiteChanges {
  readonly slug: string
}

/** A published site. */
export interface Site {
  readonly slug: string
  /** `null` where its places are named one by one. */
  readonly space_id: string | null
  readonly location_id: number | null
  /** The places that it shows now. */
  readonly space_ids: readonly string[]
  /** What keeps places of it out of the feeds, whatever is counted. */
  readonly notices: readonly string[]
  readonly min_count: number
  readonly levels: { readonly busy: number; readonly very_busy: number }
  /** Empty for always open. */
  readonly hours: readonly OpeningHours[]
  readonly created_at: string
}

/** How a sensor is doing, and what it said last. Times are ISO 8601 in UTC. */
export interface SensorStatus {
  readonly serial_number: string
  readonly health_status: 'healthy' | 'degraded' | 'offline' | 'unknown'
  /** When it began to be so; `null` for a sensor that has never been heard of. */
  readonly since: string | null
  readonly last_reading_at: string | null
  /** People it last saw in `space_ids` together; `null` for an entry sensor, and before any count. */
  readonly last_count: number | null
  /** Spaces it covers now; empty for an entry sensor. */
  readonly space_ids: readonly string[]
  readonly doorway_id: string | null
}

/** Closed figures of a space that became others after the fact (native.md §6). */
export interface RestatedFigures {
  /** Position in the organization's log of what restated them. */
  readonly seq: number
  readonly at: string
  readonly cause:
    | 'late_reading'
    | 'replaced_reading'
    | 'correction'
    | 'capacity'
    | 'time_zone'
    | 'setup'
    | 'removal'
  readonly actor: {
    readonly kind: 'token' | 'client' | 'system'
    readonly id: string
    readonly name: string
  } | null
  readonly space_id: string
  /** First and last local day, both inside, as YYYY-MM-DD. */
  readonly from: string
  readonly to: string
}

/** A page of {@link RestatedFigures}; `next` is the position to go on from, `null` at the end. */
export interface ChangesPage {
  readonly changes: readonly RestatedFigures[]
  readonly next: number | null
}

/** A space as it is now. */
export interface SpaceNow {
  /** People; what was known last while `is_known` is false, `null` if nothing ever was. */
  readonly count: number | null
  readonly is_known: boolean
  readonly presence: boolean | null
  readonly is_capped: boolean
  readonly counting_mode: CountingMode | null
  readonly space_health_status: 'healthy' | 'degraded' | 'offline' | 'unknown'
  /** When one of its sensors was last heard of, ISO 8601 in UTC. */
  readonly timestamp: string | null
}
