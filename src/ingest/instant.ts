import type { EpochMs } from '../domain/time/interval.ts'
import { parseMoment } from '../domain/time/iso-parse.ts'
import { isSupportedTime } from '../domain/time/supported-time.ts'
import { parseUtcText } from '../domain/time/utc-text.ts'

/** The instant that `at` of a reading names (native.md §3); `null` for what names none, or one out of range. */
export function parseInstant(at: unknown): EpochMs | null {
  const instant = typeof at === 'string' ? parseText(at) : at
  if (typeof instant !== 'number' || !Number.isInteger(instant)) return null
  return isSupportedTime(instant) ? instant : null
}

function parseText(text: string): number | null {
  const inUtc = parseUtcText(text)
  if (inUtc !== null) return inUtc
  const moment = parseMoment(text)
  return moment?.kind === 'instant' ? moment.at : null
}
