import type { EpochMs } from './interval.ts'
import type { WallMs } from './moment.ts'
import type { Zone } from './zone.ts'
import { ZoneClock } from './zone-clock.ts'

/** Told the instant of a label; `null` when no clock of the zone ever showed it. */
type Resolved = (at: EpochMs | null) => void

interface HeldLabel {
  readonly wall: WallMs
  readonly first: EpochMs
  readonly second: EpochMs
  readonly resolved: Resolved
}

/**
 * Finds the instants of wall-clock labels without offset, each series (a sensor's rows, say) by itself.
 *
 * Where clocks went back, a label stands for two instants. A series in time order, ascending or descending, tells
 * which: the first in time is the earlier. A label stands for the later one when the series has had it before, or
 * has jumped back in the stretch that repeats. In a series without order the first to come is the earlier. Such
 * labels are held until the stretch is over in the file.
 */
export class LocalTimes {
  readonly #clock: ZoneClock
  readonly #series = new Map<string, Series>()

  constructor(zone: Zone) {
    this.#clock = new ZoneClock(zone)
  }

  /** Resolves a label of a series, at once or, where it repeats, with a later call or {@link end}. */
  resolve(name: string, wall: WallMs, resolved: Resolved): void {
    const series = this.#seriesOf(name)
    const plain = this.#clock.plain(wall)
    if (plain !== null) {
      series.pass(wall)
      resolved(plain)
      return
    }
    const meaning = this.#clock.meaning(wall)
    if (meaning.kind === 'twice') series.hold({ wall, ...meaning, resolved })
    else resolved(null)
  }

  /** Resolves what is still held: no more labels come. */
  end(): void {
    for (const series of this.#series.values()) series.release()
  }

  #seriesOf(name: string): Series {
    let series = this.#series.get(name)
    if (series === undefined) {
      series = new Series()
      this.#series.set(name, series)
    }
    return series
  }
}

class Series {
  #rises = false
  #falls = false
  #last: WallMs | null = null
  #held: HeldLabel[] = []
  /** Labels that were given their first meaning, where there is no order to go by. */
  readonly #given = new Set<WallMs>()

  /** Takes note of a label that stands for one instant. */
  pass(wall: WallMs): void {
    if (this.#last !== null) {
      this.#rises ||= wall > this.#last
      this.#falls ||= wall < this.#last
    }
    this.#last = wall
    if (this.#held.length > 0) this.release()
  }

  hold(label: HeldLabel): void {
    const begun = this.#held[0]
    // Another autumn, in a file that leaps from one to the next.
    if (begun !== undefined && Math.abs(begun.first - label.first) > label.second - label.first)
      this.release()
    this.#held.push(label)
  }

  release(): void {
    const held = this.#held
    this.#held = []
    if (this.#rises && this.#falls) this.#releaseAsTheyCame(held)
    else releaseInOrder(this.#fallsIn(held) ? held.toReversed() : held)
  }

  /** Which way the series goes: as it went before, else as its first labels that differ do. */
  #fallsIn(held: readonly HeldLabel[]): boolean {
    if (this.#rises || this.#falls) return this.#falls
    const [first] = held
    const other = held.find(({ wall }) => wall !== first?.wall)
    return first !== undefined && other !== undefined && other.wall < first.wall
  }

  #releaseAsTheyCame(held: readonly HeldLabel[]): void {
    for (const { wall, first, second, resolved } of held) {
      resolved(this.#given.has(wall) ? second : first)
      this.#given.add(wall)
    }
  }
}

function releaseInOrder(held: readonly HeldLabel[]): void {
  const given = new Set<WallMs>()
  let last = Number.NEGATIVE_INFINITY
  let isSecondTime = false
  for (const { wall, first, second, resolved } of held) {
    isSecondTime ||= wall < last
    resolved(isSecondTime || given.has(wall) ? second : first)
    given.add(wall)
    last = wall
  }
}
