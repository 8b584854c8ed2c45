import type { CountingMode, SpaceType } from '../../domain/portfolio/space.ts'
import type { SpaceFunction } from '../../domain/portfolio/space-function.ts'
import type { Profile } from '../behaviour/profile.ts'

/** A space as the simulation sees it, with what it inherits resolved. */
export interface SimulatedSpace {
  readonly id: string
  readonly type: SpaceType
  readonly function: SpaceFunction | null
  readonly profile: Profile
  /** People to reckon with, at least 1: the capacity, or what is usual for its function. */
  readonly seats: number
  readonly capacity: number | null
  readonly timeZone: string
}

/** A sensor as the simulation sees it. */
export interface SimulatedSensor {
  readonly serial: string
  readonly type: CountingMode
  readonly heartbeatMs: number | null
  /** Where in each minute it reports, so that sensors do not all speak at once. */
  readonly phaseMs: number
}

/** A sensor over spaces, counting each. */
export interface AreaScene {
  readonly kind: 'area'
  readonly timeZone: string
  readonly sensor: SimulatedSensor
  readonly views: readonly AreaView[]
}

/** What one sensor sees of one space. */
export interface AreaView {
  readonly space: SimulatedSpace
  /** How many of the space's seats are in its sight. */
  readonly seats: number
}

/** A doorway seen from the space it leads into. */
export interface Gate {
  readonly doorwayId: string
  readonly sensor: SimulatedSensor | null
  readonly placement: 1 | -1
}

/** A doorway to another space, which people of the scene's space visit for a while. */
export interface Passage {
  readonly guest: SimulatedSpace
  /** Seen from the guest. */
  readonly gate: Gate
}

/** A space counted at its doorways. */
export interface EntryScene {
  readonly kind: 'entry'
  readonly timeZone: string
  readonly space: SimulatedSpace
  /** Doorways to outside, at least one. */
  readonly gates: readonly [Gate, ...Gate[]]
  readonly passages: readonly Passage[]
}

/** What belongs together: no two scenes speak for the same sensor or doorway. */
export type Scene = AreaScene | EntryScene
