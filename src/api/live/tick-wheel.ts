/** What comes due after each further tick: the members of one slot after the other, round and round. */
export class TickWheel<T> {
  readonly #slots: readonly Set<T>[]
  readonly #slotOf = new Map<T, Set<T>>()
  #current = 0

  constructor(ticks: number) {
    this.#slots = Array.from({ length: ticks }, () => new Set<T>())
  }

  /** Puts a member where it comes due after a full round. */
  add(member: T): void {
    const slot = this.#slots[this.#current] as Set<T>
    slot.add(member)
    this.#slotOf.set(member, slot)
  }

  delete(member: T): void {
    this.#slotOf.get(member)?.delete(member)
    this.#slotOf.delete(member)
  }

  /** Goes on by one tick. */
  advance(): void {
    this.#current = (this.#current + 1) % this.#slots.length
  }

  /** The members that came due `ticksAgo` ticks ago, a whole number below the length of a round; 0 for now. */
  due(ticksAgo: number): ReadonlySet<T> {
    const { length } = this.#slots
    return this.#slots[(this.#current - ticksAgo + length) % length] as Set<T>
  }

  get size(): number {
    return this.#slotOf.size
  }

  members(): Iterable<T> {
    return this.#slotOf.keys()
  }
}
