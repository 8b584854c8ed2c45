import type { Doorway } from '../domain/portfolio/doorway.ts'
import type { OrganizationKey, SpaceKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { KEPT_CHANGES } from '../storage/log-row.ts'
import type { LiveState } from './live-state.ts'

/** People passing a doorway, as it was told in order of time. */
export interface LiveCrossing {
  readonly doorway: Doorway
  /** The sensor's serial number; `null` when the doorway told it itself. */
  readonly serialNumber: string | null
  readonly direction: 1 | -1
  readonly people: number
  readonly at: EpochMs
}

/** What changed in an organization at once. */
export interface LiveBatch {
  readonly organization: OrganizationKey
  /** Ascending by one in each organization, from 1, for as long as the process lives. */
  readonly sequence: number
  /** The position of the organization's log that is in, also after a restart. */
  readonly seq: number
  /** Each space at most once, as it is after the change. */
  readonly spaces: ReadonlyMap<SpaceKey, LiveState>
  readonly crossings: readonly LiveCrossing[]
}

export type LiveListener = (batch: LiveBatch) => void

/** Who listens to an organization, and its latest changes. */
export class LiveFeed {
  readonly organization: OrganizationKey
  readonly #listeners = new Set<LiveListener>()
  #kept: LiveBatch[] = []
  #keptChanges = 0
  #sequence = 0

  constructor(organization: OrganizationKey) {
    this.organization = organization
  }

  /** The last sequence that was given out; 0 before the first. */
  get sequence(): number {
    return this.#sequence
  }

  get listeners(): number {
    return this.#listeners.size
  }

  /** Listens until the function that comes back is called. */
  subscribe(listener: LiveListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Every batch after a sequence, in order; `null` when they are no longer, or not yet, there. */
  since(sequence: number): readonly LiveBatch[] | null {
    if (sequence === this.#sequence) return []
    const first = this.#kept[0]?.sequence
    if (first === undefined || sequence < first - 1 || sequence > this.#sequence) return null
    return this.#kept.slice(sequence - first + 1)
  }

  /** Tells all listeners. One that throws keeps the others from nothing. */
  publish(
    spaces: ReadonlyMap<SpaceKey, LiveState>,
    crossings: readonly LiveCrossing[],
    seq: number,
    onError: (error: unknown) => void,
  ): void {
    if (spaces.size === 0 && crossings.length === 0) return
    const batch = { organization: this.organization, sequence: ++this.#sequence, seq, spaces, crossings }
    this.#keep(batch)
    for (const listener of this.#listeners) {
      try {
        listener(batch)
      } catch (error) {
        onError(error)
      }
    }
  }

  #keep(batch: LiveBatch): void {
    this.#kept.push(batch)
    this.#keptChanges += sizeOf(batch)
    let dropped = 0
    while (this.#keptChanges > KEPT_CHANGES && dropped < this.#kept.length - 1) {
      this.#keptChanges -= sizeOf(this.#kept[dropped++] as LiveBatch)
    }
    // Dropped in strokes: taking one from the front of a long list each time would move all the others.
    if (dropped > 0) this.#kept = this.#kept.slice(dropped)
  }
}

function sizeOf({ spaces, crossings }: LiveBatch): number {
  return spaces.size + crossings.length + 1
}
