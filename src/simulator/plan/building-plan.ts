import type { CountingMode } from '../../domain/portfolio/space.ts'
import type { SpaceFunction } from '../../domain/portfolio/space-function.ts'

/** A space on a floor, as a planner would jot it down. */
export interface RoomPlan {
  readonly name: string
  readonly function: SpaceFunction
  /** How it is counted; `null` for a room that is planned and has no sensor yet. */
  readonly mode: CountingMode | null
  readonly capacity: number | null
  readonly labels: readonly string[]
  /** Names of the doorways of a room counted by entry. */
  readonly doorways: readonly string[]
  /** The room of the same floor that a further doorway leads to. */
  readonly opensInto: string | null
}

/** A floor with its rooms; doorways of its own make it count by entry. */
export interface FloorPlan {
  readonly name: string
  readonly doorways: readonly string[]
  readonly rooms: readonly RoomPlan[]
}

/** A building with its floors; doorways of its own make it count by entry. */
export interface BuildingPlan {
  readonly name: string
  /** Short lower-case word that ids are made of. */
  readonly code: string
  readonly address: string
  /** People whom its doorways let in; `null` without doorways: it is then the sum of its rooms'. */
  readonly capacity: number | null
  readonly doorways: readonly string[]
  readonly floors: readonly FloorPlan[]
}

type RoomOptions = Partial<Pick<RoomPlan, 'labels' | 'doorways' | 'opensInto'>>

/** A room whose people a sensor over it counts. */
export function area(
  name: string,
  use: SpaceFunction,
  capacity: number | null,
  ...labels: readonly string[]
): RoomPlan {
  return room(name, use, 'oa', capacity, { labels })
}

/** A small place with a presence sensor. */
export function seat(
  name: string,
  use: SpaceFunction,
  capacity: number,
  ...labels: readonly string[]
): RoomPlan {
  return room(name, use, 'waffle', capacity, { labels })
}

/** A room counted at its doorways. */
export function hall(name: string, use: SpaceFunction, capacity: number, options: RoomOptions): RoomPlan {
  return room(name, use, 'entry', capacity, options)
}

/** A room that is still being planned. */
export function planned(name: string, use: SpaceFunction, capacity: number): RoomPlan {
  return room(name, use, null, capacity, {})
}

function room(
  name: string,
  use: SpaceFunction,
  mode: CountingMode | null,
  capacity: number | null,
  options: RoomOptions,
): RoomPlan {
  return { name, function: use, mode, capacity, labels: [], doorways: [], opensInto: null, ...options }
}
