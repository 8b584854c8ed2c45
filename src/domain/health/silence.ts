import { HealthWord } from '../reading/reading.ts'
import type { EpochMs } from '../time/interval.ts'

/** Times the heartbeat that may pass in silence (native.md §4). */
const MISSED_HEARTBEATS = 3

/**
 * When a sensor goes offline unless something else is heard of it, after readings at `at` among which `word` was
 * its own word on itself: at once when that was `offline`, else three heartbeats later; never without a heartbeat.
 * It is online before, and offline from then on.
 */
export function silentFrom(at: EpochMs, word: HealthWord | null, heartbeatMs: number | null): EpochMs {
  if (word === HealthWord.offline) return at
  return heartbeatMs === null ? Infinity : at + MISSED_HEARTBEATS * heartbeatMs
}
