import { silentFrom } from '../health/silence.ts'
import type { Carry } from '../reading/carry.ts'
import { type HealthWord, isCount, type Reading, ReadingKind } from '../reading/reading.ts'
import type { EpochMs } from '../time/interval.ts'

/** A reading among the others of its subject. */
export interface Surroundings {
  /** What all readings before it leave. */
  readonly before: Carry
  /** The readings after its instant, ascending: at least up to the one that ends what it says. */
  readonly following: readonly Reading[]
  readonly heartbeatMs: number | null
  /** The daily reset after an instant, for what entries add up to. */
  readonly resetAfter: (at: EpochMs) => EpochMs
}

/** What figures may be others because of a reading. */
export interface Effect {
  /** Up to when, from the reading's instant on; `Infinity` for as long as nothing else is said. */
  readonly until: EpochMs
  /** Whether its sensor is online where it was not, or the other way round: all spaces that it serves can tell. */
  readonly online: boolean
  /** Whether anything is other than it was. */
  readonly any: boolean
}

/** What a reading that is new changes. One that takes the place of another always changes something. */
export function effectOf(reading: Reading, replaces: boolean, around: Surroundings): Effect {
  const isWord = reading.kind === ReadingKind.health
  const silentAt = silentFrom(reading.at, isWord ? (reading.value as HealthWord) : null, around.heartbeatMs)
  const onlineUntil = Math.min(around.following[0]?.at ?? Infinity, silentAt)
  // The sensor had been heard of already when one was replaced; only another word can be news of it.
  const otherwise = replaces ? heardUntil(reading.at, around) : onlineWithout(reading.at, around)
  const online = replaces ? isWord : onlineUntil !== otherwise
  const said = saidUntil(reading, replaces, around, silentAt)
  return {
    until: online ? Math.max(said, onlineUntil, otherwise, reading.at + 1) : said,
    online,
    any: replaces || online || saysMore(reading, around.before),
  }
}

/** Up to when a reading may change anything, whatever was known before it. */
export function reachOf(reading: Reading, replaces: boolean, around: Omit<Surroundings, 'before'>): EpochMs {
  const heard = heardUntil(reading.at, around)
  return Math.max(saidUntil(reading, replaces, around, heard), heard, reading.at + 1)
}

/** Up to when a sensor that was heard at an instant is online at the longest, unless it is heard again. */
function heardUntil(at: EpochMs, { following, heartbeatMs }: Omit<Surroundings, 'before'>): EpochMs {
  return Math.min(following[0]?.at ?? Infinity, silentFrom(at, null, heartbeatMs))
}

/** Up to when the sensor would be online from an instant on if nothing were said then; `-Infinity` for never heard of. */
function onlineWithout(at: EpochMs, { before, following, heartbeatMs }: Surroundings): EpochMs {
  if (before.lastAt === null) return -Infinity
  const until = Math.min(following[0]?.at ?? Infinity, silentFrom(before.lastAt, before.health, heartbeatMs))
  return Math.max(until, at)
}

/** Whether a reading says more than that its sensor is there, and something else than what was known. */
function saysMore(reading: Reading, before: Carry): boolean {
  if (reading.kind === ReadingKind.heartbeat || reading.kind === ReadingKind.health) return false
  if (!isCount(reading)) return true
  const held = before.held.find(({ space }) => space === reading.space)
  return held?.count !== reading.value || held.capped !== reading.capped
}

/** Up to when what a reading says besides may hold. */
function saidUntil(
  reading: Reading,
  replaces: boolean,
  { following, resetAfter }: Omit<Surroundings, 'before'>,
  silentAt: EpochMs,
): EpochMs {
  const { kind, at } = reading
  if (kind === ReadingKind.heartbeat || kind === ReadingKind.health) return at
  const endings = endingsOf(reading, replaces, following)
  if (isCount(reading)) return endings[0]?.at ?? (following.length === 0 ? silentAt : Infinity)
  // People who passed are counted until the reset; of a total, the next one counts from it.
  return resetAfter(Math.max(at, ...endings.map((ending) => ending?.at ?? at)))
}

/**
 * The readings after one's instant that end what it says, `undefined` where there is none: of a count the next one of
 * its space, of totals the next one of each direction, be it one that only the totals replaced told.
 */
export function endingsOf(
  reading: Reading,
  replaces: boolean,
  following: readonly Reading[],
): readonly (Reading | undefined)[] {
  const { kind, space, totals } = reading
  if (totals !== undefined) {
    const told = (['in', 'out'] as const).filter((direction) => replaces || totals[direction] !== null)
    return told.map((direction) => following.find((other) => (other.totals?.[direction] ?? null) !== null))
  }
  const isAlike = isCount(reading) ? isCount : (other: Reading) => other.kind === kind
  return [following.find((other) => isAlike(other) && other.space === space)]
}
