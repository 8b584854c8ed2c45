import type { EntrySource } from '../portfolio/counting.ts'
import { type HeldTotals, holdTotals } from '../reading/carry.ts'
import { type Reading, ReadingKind } from '../reading/reading.ts'
import type { SubjectReadings } from '../reading/subject-readings.ts'
import { type EpochMs, type Interval, intersect } from '../time/interval.ts'
import { type Passed, passedSince } from './passed.ts'
import type { Flow } from './segment.ts'
import { isIgnored, type ReadingsOf } from './sensor-track.ts'

interface Passing {
  readonly at: EpochMs
  entrances: number
  exits: number
}

/**
 * Who passed a space's doorways during an interval: all crossings of an instant added up, each as an entrance or
 * an exit of the space, as far as their source spoke for the doorway then and was not ignored. Nothing that sets or bounds the count touches them (density-v3.md §10, Counting).
 */
export function crossingsOf(
  doorways: readonly EntrySource[],
  interval: Interval,
  readingsOf: ReadingsOf,
): readonly Flow[] {
  const passings: Passing[] = []
  for (const { subject, placement, from, until, corrected } of doorways) {
    const spoken = intersect({ start: from, end: until }, interval)
    if (spoken === null) continue
    const isHeard = (at: EpochMs) => corrected === undefined || !isIgnored(corrected, at)
    collect(passings, readingsOf(subject), placement, spoken, isHeard)
  }
  return doorways.length > 1 ? joinInstants(passings.sort((a, b) => a.at - b.at)) : passings
}

function collect(
  passings: Passing[],
  { carry, readings }: SubjectReadings,
  placement: 1 | -1,
  { start, end }: Interval,
  isHeard: (at: EpochMs) => boolean,
): void {
  let totals: HeldTotals | undefined = carry.totals
  let last: Passing | null = null
  for (const reading of readings) {
    const { at } = reading
    if (at >= end) return
    const passed = at < start || !isHeard(at) ? null : passedBy(reading, totals)
    if (reading.totals !== undefined) totals = holdTotals(totals, reading.totals)
    if (passed === null) continue
    if (last === null || last.at !== at) {
      last = { at, entrances: 0, exits: 0 }
      passings.push(last)
    }
    add(last, passed, placement)
  }
}

function add(passing: Passing, passed: Passed, placement: 1 | -1): void {
  passing.entrances += placement === 1 ? passed.in : passed.out
  passing.exits += placement === 1 ? passed.out : passed.in
}

/** Who passed by a reading; `null` when it is not about people passing, or nobody did. */
export function passedBy(
  { kind, value, flow, totals }: Reading,
  held: HeldTotals | undefined,
): Passed | null {
  if (kind === ReadingKind.crossing) return { in: Math.max(0, value), out: Math.max(0, -value) }
  const passed = totals === undefined ? { in: value, out: flow?.out ?? 0 } : passedSince(held, totals)
  return (flow === undefined && totals === undefined) || passed.in + passed.out === 0 ? null : passed
}

function joinInstants(passings: readonly Passing[]): readonly Flow[] {
  const joined: Passing[] = []
  for (const passing of passings) {
    const last = joined.at(-1)
    if (last?.at === passing.at) {
      last.entrances += passing.entrances
      last.exits += passing.exits
    } else joined.push(passing)
  }
  return joined
}
