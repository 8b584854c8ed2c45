import type { EpochMs, Interval } from '../time/interval.ts'
import type { SensorKey } from './sensor.ts'
import type { OrganizationKey, SpaceKey } from './space.ts'

/**
 * How a person puts a count right (native.md §7): `reset`, a space with doorways held that many at an instant;
 * `offset`, a space that sensors look at holds so many more (or fewer) than they count; `ignore`, a sensor is taken for
 * offline; `ceiling`, the highest count that a sensor can tell.
 */
export const correctionKinds = ['reset', 'offset', 'ignore', 'ceiling'] as const
export type CorrectionKind = (typeof correctionKinds)[number]

/** A person's word on a count. It changes what readings are folded to, never the readings; removing it undoes it. */
export interface Correction {
  readonly key: number
  readonly organization: OrganizationKey
  /** `cor_…`, unique in its organization. */
  readonly id: string
  readonly kind: CorrectionKind
  /** The space of a `reset` or an `offset`; `null` for the others. */
  readonly space: SpaceKey | null
  /** The sensor of an `ignore` or a `ceiling`; `null` for the others. */
  readonly sensor: SensorKey | null
  /** It holds during `[from, until)`. */
  readonly from: EpochMs
  /** `Infinity` while it still does; of a `reset`, which is said of an instant, `from`. */
  readonly until: EpochMs
  /** `reset` and `ceiling`: people; `offset`: people to add, never 0; `ignore`: `null`. */
  readonly value: number | null
  readonly reason: string | null
  /** Id and name of the token or client that made it. */
  readonly actor: string
  readonly createdAt: EpochMs
}

/** People to add to what sensors count during a span. */
export interface Offset extends Interval {
  readonly people: number
}

/** The highest count that a sensor can tell during a span. */
export interface CeilingSpan extends Interval {
  readonly ceiling: number
}

/** How many people a space held at an instant, by a person's word. */
export interface SaidCount {
  readonly at: EpochMs
  readonly count: number
}

/** How what a sensor says is corrected. Of ceilings that overlap the last one holds. */
export interface SensorCorrections {
  readonly ignored: readonly Interval[]
  readonly ceilings: readonly CeilingSpan[]
}

/** Offsets as a field that is left out without any. */
export function offsetsOf(corrections: readonly Correction[]): { corrected?: readonly Offset[] } {
  const corrected = inOrder(corrections, 'offset').map((offset) => ({
    ...spanOf(offset),
    people: offset.value ?? 0,
  }))
  return corrected.length === 0 ? {} : { corrected }
}

/** What people said of a space, the last word of an instant last, as a field that is left out without any. */
export function saidCountsOf(corrections: readonly Correction[]): { corrected?: readonly SaidCount[] } {
  const corrected = inOrder(corrections, 'reset').map(({ from, value }) => ({ at: from, count: value ?? 0 }))
  return corrected.length === 0 ? {} : { corrected }
}

/** What people said of a sensor, as a field that is left out when nobody did. */
export function sensorCorrectionsOf(corrections: readonly Correction[]): { corrected?: SensorCorrections } {
  const ignored = inOrder(corrections, 'ignore').map(spanOf)
  const ceilings = inOrder(corrections, 'ceiling').map((ceiling) => ({
    ...spanOf(ceiling),
    ceiling: ceiling.value ?? 0,
  }))
  return ignored.length + ceilings.length === 0 ? {} : { corrected: { ignored, ceilings } }
}

function inOrder(corrections: readonly Correction[], kind: CorrectionKind): readonly Correction[] {
  return corrections.filter((correction) => correction.kind === kind).toSorted((a, b) => a.key - b.key)
}

function spanOf({ from, until }: Correction): Interval {
  return { start: from, end: until }
}
