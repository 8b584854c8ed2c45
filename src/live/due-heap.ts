import type { EpochMs } from '../domain/time/interval.ts'

/** Something that changes by itself when a moment comes. */
export interface Due {
  /** When; `Infinity` for never. */
  readonly dueAt: EpochMs
}

interface Entry<T> {
  readonly at: EpochMs
  readonly item: T
}

/**
 * Things by the moment at which they are due, earliest first. A thing whose moment moves later need not be told
 * again: it is put back when its old moment comes. Each step takes the logarithm of how many there are.
 */
export class DueHeap<T extends Due> {
  readonly #entries: Entry<T>[] = []
  /** The earliest moment at which each thing stands in the heap. */
  readonly #placed = new Map<T, EpochMs>()

  /** Takes in when a thing is due now. */
  set(item: T): void {
    const { dueAt } = item
    if (dueAt >= (this.#placed.get(item) ?? Infinity)) return
    this.#placed.set(item, dueAt)
    this.#push({ at: dueAt, item })
  }

  /** The moment of the first thing that may be due; `Infinity` when nothing ever is. */
  get next(): EpochMs {
    return this.#entries[0]?.at ?? Infinity
  }

  /** Takes out all things that are due at or before an instant. */
  takeDue(until: EpochMs): T[] {
    const due: T[] = []
    for (let first = this.#entries[0]; first !== undefined && first.at <= until; first = this.#entries[0]) {
      this.#pop()
      if (this.#placed.get(first.item) !== first.at) continue
      this.#placed.delete(first.item)
      if (first.item.dueAt <= until) due.push(first.item)
      else this.set(first.item)
    }
    return due
  }

  #push(entry: Entry<T>): void {
    const entries = this.#entries
    let index = entries.length
    while (index > 0) {
      const parent = (index - 1) >>> 1
      const above = entries[parent] as Entry<T>
      if (above.at <= entry.at) break
      entries[index] = above
      index = parent
    }
    entries[index] = entry
  }

  #pop(): void {
    const entries = this.#entries
    const last = entries.pop()
    if (last === undefined || entries.length === 0) return
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if ((entries[child + 1]?.at ?? Infinity) < (entries[child]?.at ?? Infinity)) child++
      const below = entries[child]
      if (below === undefined || below.at >= last.at) break
      entries[index] = below
      index = child
    }
    entries[index] = last
  }
}
