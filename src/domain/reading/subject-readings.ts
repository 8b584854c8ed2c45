import type { Carry } from './carry.ts'
import type { Reading } from './reading.ts'

/** A stretch of one subject's readings, with all that earlier ones still say. */
export interface SubjectReadings {
  /** What was true just before the stretch began. */
  readonly carry: Carry
  /** In the order of `compareReadings`. */
  readonly readings: readonly Reading[]
}
