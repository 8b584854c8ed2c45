import type { SpaceKey } from '../portfolio/space.ts'
import type { SubjectKey } from '../portfolio/subject.ts'
import { DAY_MS, type EpochMs, HOUR_MS } from '../time/interval.ts'

/**
 * The kinds of reading, as numbers that are stored. Their order is the order in which readings of one instant
 * are kept (not the order in which they take effect: see the folds).
 */
export const ReadingKind = {
  count: 1,
  crossing: 2,
  heartbeat: 3,
  health: 4,
  reset: 5,
  presence: 6,
  flow: 7,
  counter: 8,
} as const
export type ReadingKind = (typeof ReadingKind)[keyof typeof ReadingKind]

/** A sensor's own word on itself, as the number stored in a `health` reading's `value`. */
export const HealthWord = { healthy: 1, degraded: 2, offline: 3 } as const
export type HealthWord = (typeof HealthWord)[keyof typeof HealthWord]

/** `seq` of a reading that has none: lower than any that can be sent. */
export const NO_SEQ = -(2 ** 53)

/** `space` of a reading that is not about one. */
export const NO_SPACE = 0

/** A flow spans at most a local day, which has up to 25 hours. */
export const MAX_FLOW_MS = 25 * HOUR_MS

/** What a `flow` says besides the people in direction 1, its `value`. */
export interface FlowContent {
  /** When its span begins; it ends 1 ms after the reading's `at`. */
  readonly from: EpochMs
  /** People in direction -1. */
  readonly out: number
}

/** What a `counter` says: totals since some start, `null` for a direction that it does not count. */
export interface Totals {
  readonly in: number | null
  readonly out: number | null
  /** Bits of the counter in the device; `null` when it never wraps. */
  readonly width: CounterWidth | null
  /** The device says itself that it began again from 0. */
  readonly restarted: boolean
}

export type CounterWidth = 16 | 32

/**
 * One immutable fact, resolved against the portfolio.
 *
 * Its identity is (subject, kind, space, at, seq) and, for a crossing, the sign of `value`; the rest is content.
 */
export interface Reading {
  readonly subject: SubjectKey
  /**
   * When it takes effect and its sensor is heard. Of a `flow` and a `counter` the last millisecond before the time
   * that was sent, so that the figure of an hour stays in its hour (native.md §3, {@link sentAt}).
   */
  readonly at: EpochMs
  readonly kind: ReadingKind
  /** The space a `count` or `presence` is about; {@link NO_SPACE} for every other kind. */
  readonly space: SpaceKey
  readonly seq: number
  /**
   * `count` and `reset`: people. `crossing`: people × direction, never 0. `health`: a {@link HealthWord}.
   * `heartbeat` and `counter`: 0. `presence`: 1 or 0. `flow`: people in direction 1.
   */
  readonly value: number
  /** A `count` that reached its sensor's ceiling; a `presence` of somebody, which is at least one. */
  readonly capped: boolean
  /** Of a `flow` alone. */
  readonly flow?: FlowContent
  /** Of a `counter` alone. */
  readonly totals?: Totals
  /** What every delivery of the reading says alike, as a digest, where it says so. Neither identity nor content. */
  readonly mark?: string
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
  return (
    a.value === b.value && a.capped === b.capped && sameFlow(a.flow, b.flow) && sameTotals(a.totals, b.totals)
  )
}

function sameFlow(a: FlowContent | undefined, b: FlowContent | undefined): boolean {
  return a?.from === b?.from && a?.out === b?.out
}

function sameTotals(a: Totals | undefined, b: Totals | undefined): boolean {
  return a?.in === b?.in && a?.out === b?.out && a?.width === b?.width && a?.restarted === b?.restarted
}

/** How far apart deliveries of one reading may be dated (native.md §3, `dedupe`). */
export const REDELIVERY_MS = DAY_MS

/** Whether two readings of a subject are deliveries of one, by their marks. */
export function isRedelivery(a: Reading, b: Reading): boolean {
  return a.mark !== undefined && a.mark === b.mark && Math.abs(a.at - b.at) <= REDELIVERY_MS
}

/** Whether a reading says how many are in its `space` from then on. */
export function isCount({ kind }: Pick<Reading, 'kind'>): boolean {
  return kind === ReadingKind.count || kind === ReadingKind.presence
}

/** Whether a reading is about people passing a doorway. */
export function isPassage({ kind }: Pick<Reading, 'kind'>): boolean {
  return kind === ReadingKind.crossing || kind === ReadingKind.flow || kind === ReadingKind.counter
}

/** The `at` that a reading was sent with, which for people counted up to an instant is that instant. */
export function sentAt({ kind, at }: Pick<Reading, 'kind' | 'at'>): EpochMs {
  return kind === ReadingKind.flow || kind === ReadingKind.counter ? at + 1 : at
}

/** Whether two flows of a subject speak of the same time with different bounds, so that one must be wrong. */
export function flowsCollide(a: Reading, b: Reading): boolean {
  if (a.flow === undefined || b.flow === undefined) return false
  if (a.flow.from === b.flow.from && a.at === b.at) return false
  return a.flow.from <= b.at && b.flow.from <= a.at
}
