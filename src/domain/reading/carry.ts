import type { SpaceKey } from '../portfolio/space.ts'
import type { EpochMs } from '../time/interval.ts'
import { type HealthWord, isCount, type Reading, ReadingKind, type Totals } from './reading.ts'

/** The last count a sensor gave for a space. */
export interface HeldCount {
  readonly space: SpaceKey
  readonly count: number
  readonly capped: boolean
}

/** The last total of each direction; `null` before the first. */
export type HeldTotals = Pick<Totals, 'in' | 'out'>

/**
 * All that a subject's earlier readings still say at an instant: enough to fold from there on without reading
 * further back.
 */
export interface Carry {
  /** When its last reading of any kind was; `null` before the first. */
  readonly lastAt: EpochMs | null
  /** The health word given at `lastAt`, which rules until the next reading; `null` when there was none. */
  readonly health: HealthWord | null
  /** Last counts, ascending by space. */
  readonly held: readonly HeldCount[]
  /** The last totals of a counter; absent before the first. */
  readonly totals?: HeldTotals
}

/** The carry of a subject that has not been heard of. */
export const emptyCarry: Carry = Object.freeze({ lastAt: null, health: null, held: [] })

/**
 * The carry after more readings of the same subject, which must be in the order of `compareReadings` and later
 * than the carry.
 */
export function carryOver(before: Carry, readings: readonly Reading[]): Carry {
  if (readings.length === 0) return before
  let { lastAt, health } = before
  let { held, totals } = before
  for (const reading of readings) {
    if (reading.at !== lastAt) {
      lastAt = reading.at
      health = null
    }
    // Several health words of one instant: they come in order of `seq`, and the highest holds.
    if (reading.kind === ReadingKind.health) health = reading.value as HealthWord
    if (isCount(reading)) held = holdCount(held, reading)
    if (reading.totals !== undefined) totals = holdTotals(totals, reading.totals)
  }
  return totals === undefined ? { lastAt, health, held } : { lastAt, health, held, totals }
}

/** The last totals once others came after them. */
export function holdTotals(held: HeldTotals | undefined, totals: HeldTotals): HeldTotals {
  return { in: totals.in ?? held?.in ?? null, out: totals.out ?? held?.out ?? null }
}

function holdCount(held: readonly HeldCount[], { space, value, capped }: Reading): readonly HeldCount[] {
  const count: HeldCount = { space, count: value, capped }
  const index = held.findIndex((other) => other.space >= space)
  if (index === -1) return [...held, count]
  const found = held[index]
  if (found?.space !== space) return [...held.slice(0, index), count, ...held.slice(index)]
  return held.length === 1 ? [count] : held.with(index, count)
}

/** Whether two carries say the same. */
export function sameCarry(a: Carry, b: Carry): boolean {
  return (
    a.lastAt === b.lastAt &&
    a.health === b.health &&
    a.totals?.in === b.totals?.in &&
    a.totals?.out === b.totals?.out &&
    a.held.length === b.held.length &&
    a.held.every((count, index) => {
      const other = b.held[index]
      return other?.space === count.space && other.count === count.count && other.capped === count.capped
    })
  )
}
