import type { EntrySource } from '../portfolio/counting.ts'
import { type Reading, ReadingKind } from '../reading/reading.ts'
import { type EpochMs, type Interval, intersect } from '../time/interval.ts'
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
    const { readings } = readingsOf(subject)
    const heard = corrected === undefined ? readings : readings.filter(({ at }) => !isIgnored(corrected, at))
    collect(passings, heard, placement, spoken)
  }
  return doorways.length > 1 ? joinInstants(passings.sort((a, b) => a.at - b.at)) : passings
}

function collect(
  passings: Passing[],
  readings: readonly Reading[],
  placement: 1 | -1,
  { start, end }: Interval,
): void {
  let last: Passing | null = null
  for (const { at, kind, value } of readings) {
    if (at >= end) return
    if (at < start || kind !== ReadingKind.crossing) continue
    if (last === null || last.at !== at) {
      last = { at, entrances: 0, exits: 0 }
      passings.push(last)
    }
    const people = value * placement
    if (people > 0) last.entrances += people
    else last.exits -= people
  }
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
