import { Temporal } from 'temporal-polyfill'
import { invalid } from '../errors.ts'
import { DAY_MS, type EpochMs } from './interval.ts'
import type { WallMs } from './moment.ts'
import { type OffsetSpan, OffsetSpans } from './offset-spans.ts'

/** A time zone: what clocks on its walls show at each instant. */
export interface Zone {
  /** The IANA name, such as `Europe/London`. */
  readonly name: string
  /** Wall clock minus UTC at an instant, in milliseconds. */
  offsetMsAt(at: EpochMs): number
  /** The maximal stretch of one offset around an instant. */
  offsetSpanAt(at: EpochMs): OffsetSpan
  /**
   * The first instant whose wall clock is at or past `wall`: a label that a clock change repeats means its first
   * occurrence, one that it skips means the instant of the change (density-v3.md §10).
   */
  instantOf(wall: WallMs): EpochMs
  /** What the wall clock shows at an instant. */
  wallOf(at: EpochMs): WallMs
}

const zones = new Map<string, Zone>()

/**
 * The zone of an IANA name, the same object each time. Names are matched exactly as IANA spells them; fixed
 * offsets such as `+05:30` are not zones. Throws `invalid` (`unknown_time_zone`) for any other text.
 */
export function zoneOf(name: string): Zone {
  const known = zones.get(name)
  if (known !== undefined) return known
  if (!isIanaName(name)) {
    throw invalid(
      'unknown_time_zone',
      `Unknown time zone "${name}"; write an IANA name such as Europe/London.`,
    )
  }
  const zone = createZone(name)
  zones.set(name, zone)
  return zone
}

/** Whether a text is the IANA name of a time zone that {@link zoneOf} knows. */
export function isTimeZone(name: string): boolean {
  return zones.has(name) || isIanaName(name)
}

function isIanaName(name: string): boolean {
  if (!/^[A-Z]/.test(name)) return false
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId === name
  } catch {
    return false
  }
}

function createZone(name: string): Zone {
  const spans = new OffsetSpans(name)

  function instantOf(wall: WallMs): EpochMs {
    // Offsets are shorter than a day, so no instant up to a day before can show the label yet.
    let span = spans.at(wall - DAY_MS)
    for (;;) {
      const first = Math.max(span.from, wall - span.offsetMs)
      if (first < span.until) return first
      span = spans.at(span.until)
    }
  }

  return {
    name,
    offsetMsAt: (at) => spans.at(at).offsetMs,
    offsetSpanAt: (at) => spans.at(at),
    instantOf,
    wallOf: (at) => at + spans.at(at).offsetMs,
  }
}
