import { Temporal } from 'temporal-polyfill'
import type { EpochMs } from './interval.ts'

/** A maximal stretch, `[from, until)`, during which a zone keeps one UTC offset; its ends may be infinite. */
export interface OffsetSpan {
  readonly from: EpochMs
  readonly until: EpochMs
  /** Wall clock minus UTC, in milliseconds: positive east of Greenwich. */
  readonly offsetMs: number
}

/**
 * The offset spans of one zone, taken from the time zone library the first time an instant in a span is asked
 * for and kept from then on. Later questions are comparisons of numbers.
 */
export class OffsetSpans {
  readonly #zoneName: string
  /** Ascending and disjoint; spans that nobody asked for are absent. */
  readonly #known: OffsetSpan[] = []
  #latest: OffsetSpan = { from: 0, until: 0, offsetMs: 0 }

  constructor(zoneName: string) {
    this.#zoneName = zoneName
  }

  /** The span that an instant lies in. */
  at(at: EpochMs): OffsetSpan {
    // Questions come in runs: nearly all of them fall into the span of the one before.
    const latest = this.#latest
    if (at >= latest.from && at < latest.until) return latest
    const span = this.#find(at)
    this.#latest = span
    return span
  }

  #find(at: EpochMs): OffsetSpan {
    const index = this.#countStartedBy(at)
    const known = this.#known[index - 1]
    if (known !== undefined && at < known.until) return known
    const span = readSpan(this.#zoneName, at)
    this.#known.splice(index, 0, span)
    return span
  }

  #countStartedBy(at: EpochMs): number {
    let low = 0
    let high = this.#known.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const span = this.#known[middle]
      if (span !== undefined && span.from <= at) low = middle + 1
      else high = middle
    }
    return low
  }
}

function readSpan(zoneName: string, at: EpochMs): OffsetSpan {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zoneName)
  // "previous" is strictly before: one millisecond on, a change at this very instant is found too.
  const previous = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
  const next = here.getTimeZoneTransition('next')
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    until: next?.epochMilliseconds ?? Infinity,
    offsetMs: here.offsetNanoseconds / 1e6,
  }
}
