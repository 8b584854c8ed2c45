import type { SpaceKey } from '../portfolio/space.ts'
import type { SubjectKey } from '../portfolio/subject.ts'
import type { EpochMs } from '../time/interval.ts'

/**
 * The kinds of reading, as numbers that are stored. Their order is the order in which readings of one instant
 * are kept (not the order in which they take effect: see the folds).
 */
export const ReadingKind = { count: 1, crossing: 2, heartbeat: 3, health: 4, reset: 5 } as const
export type ReadingKind = (typeof ReadingKind)[keyof typeof ReadingKind]

/** A sensor's own word on itself, as the number stored in a `health` reading's `value`. */
export const HealthWord = { healthy: 1, degraded: 2, offline: 3 } as const
export type HealthWord = (typeof HealthWord)[keyof typeof HealthWord]

/** `seq` of a reading that has none: lower than any that can be sent. */
export const NO_SEQ = -(2 ** 53)

/** `space` of a reading that is not about one. */
export const NO_SPACE = 0

/**
 * One immutable fact, resolved against the portfolio.
 *
 * Its identity is (subject, kind, space, at, seq) and, for a crossing, the sign of `value`; the rest is content.
 */
export interface Reading {
  readonly subject: SubjectKey
  readonly at: EpochMs
  readonly kind: ReadingKind
  /** The space a `count` is about; {@link NO_SPACE} for every other kind. */
  readonly space: SpaceKey
  readonly seq: number
  /**
   * `count` and `reset`: people. `crossing`: people × direction, never 0. `health`: a {@link HealthWord}.
   * `heartbeat`: 0.
   */
  readonly value: number
  /** A `count` that reached its sensor's ceiling. */
  readonly capped: boolean
}

/** Orders readings of one subject by time, then by the rest of their identity: a total order on identities. */
export function compareReadings(a: Reading, b: Reading): number {
  return (
    a.at - b.at ||
    a.kind - b.kind ||
    a.space - b.space ||
    a.seq - b.seq ||
    (a.kind === ReadingKind.crossing ? Math.sign(a.value) - Math.sign(b.value) : 0)
  )
}

/** Whether two readings of one identity say the same. */
export function sameContent(a: Reading, b: Reading): boolean {
  return a.value === b.value && a.capped === b.capped
}
