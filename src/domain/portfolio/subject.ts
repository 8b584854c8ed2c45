import type { DoorwayKey } from './doorway.ts'
import type { SensorKey } from './sensor.ts'
import type { SpaceKey } from './space.ts'

/**
 * What a reading is about, as one number: a sensor, a doorway that has none, or (for `reset` readings) a space.
 * Readings are logged, ordered and deduplicated by subject.
 */
export type SubjectKey = number

const KINDS = 4

/** The subject of everything a sensor says. */
export function sensorSubject(sensor: SensorKey): SubjectKey {
  return sensor * KINDS
}

/** The subject of crossings reported for a doorway that has no sensor. */
export function doorwaySubject(doorway: DoorwayKey): SubjectKey {
  return doorway * KINDS + 1
}

/** The subject of a person's word on a space. */
export function spaceSubject(space: SpaceKey): SubjectKey {
  return space * KINDS + 2
}
