import type { EpochMs } from '../domain/time/interval.ts'
import { parseMoment } from '../domain/time/iso-parse.ts'
import { parseUtcText } from '../domain/time/utc-text.ts'

/** Readings are from here on: sensors that lost their clock say 1970, none said anything before. */
export const EARLIEST_INSTANT: EpochMs = 0
/** 2100-01-01T00:00:00Z. */
export const LATEST_INSTANT: EpochMs = 4_102_444_800_000

/** The instant that `at` of a reading names (native.md §3); `null` for what names none, or one out of range. */
export function parseInstant(at: unknown): EpochMs | null {
  const instant = typeof at === 'string' ? parseText(at) : at
  if (typeof instant !== 'number' || !Number.isInteger(instant)) return null
  return instant >= EARLIEST_INSTANT && instant < LATEST_INSTANT ? instant : null
}

function parseText(text: string): number | null {
  const inUtc = parseUtcText(text)
  if (inUtc !== null) return inUtc
  const moment = parseMoment(text)
  return moment?.kind === 'instant' ? moment.at : null
}
