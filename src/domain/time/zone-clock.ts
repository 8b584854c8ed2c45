import type { EpochMs } from './interval.ts'
import type { WallMs } from './moment.ts'
import type { Zone } from './zone.ts'

/** What a label of a wall clock means: one instant, two where clocks went back over it, none where they skipped it. */
export type Meaning =
  | { readonly kind: 'once'; readonly at: EpochMs }
  | { readonly kind: 'twice'; readonly first: EpochMs; readonly second: EpochMs }
  | { readonly kind: 'never' }

/** Reads a zone's wall clock, fast for labels that follow each other. */
export class ZoneClock {
  readonly #zone: Zone
  /** Labels during which the offset is the only one in question. */
  #from: WallMs = 0
  #until: WallMs = 0
  #offsetMs = 0

  constructor(zone: Zone) {
    this.#zone = zone
  }

  /** The instant of a label that stands for exactly one; `null` for others, which {@link meaning} explains. */
  plain(wall: WallMs): EpochMs | null {
    if (wall >= this.#from && wall < this.#until) return wall - this.#offsetMs
    const meaning = this.meaning(wall)
    return meaning.kind === 'once' ? meaning.at : null
  }

  meaning(wall: WallMs): Meaning {
    const first = this.#zone.instantOf(wall)
    if (this.#zone.wallOf(first) !== wall) return { kind: 'never' }
    const span = this.#zone.offsetSpanAt(first)
    const next = Number.isFinite(span.until) ? this.#zone.offsetMsAt(span.until) : span.offsetMs
    const second = wall - next
    if (second >= span.until) return { kind: 'twice', first, second }
    const before = Number.isFinite(span.from) ? this.#zone.offsetMsAt(span.from - 1) : span.offsetMs
    this.#offsetMs = span.offsetMs
    this.#from = span.from + Math.max(span.offsetMs, before)
    this.#until = span.until + Math.min(span.offsetMs, next)
    return { kind: 'once', at: first }
  }
}
