/** What a table of a portfolio keeps: rows with a key of the store. */
export interface Row {
  readonly key: number
}

/**
 * Rows of one kind while they are being changed: reads see the changes, and what was put or removed is known at
 * the end. `name` gives each row the text it is looked up by, which must be unique.
 */
export class DraftTable<T extends Row> {
  readonly #rows: Map<number, T>
  readonly #byName: Map<string, T>
  readonly #nameOf: (row: T) => string
  readonly #put = new Set<number>()
  readonly #removed = new Set<number>()

  constructor(rows: readonly T[], nameOf: (row: T) => string) {
    this.#nameOf = nameOf
    this.#rows = new Map(rows.map((row) => [row.key, row]))
    this.#byName = new Map(rows.map((row) => [nameOf(row), row]))
  }

  get(key: number): T | null {
    return this.#rows.get(key) ?? null
  }

  named(name: string): T | null {
    return this.#byName.get(name) ?? null
  }

  all(): IterableIterator<T> {
    return this.#rows.values()
  }

  put(row: T): void {
    const before = this.#rows.get(row.key)
    if (before !== undefined) this.#byName.delete(this.#nameOf(before))
    this.#rows.set(row.key, row)
    this.#byName.set(this.#nameOf(row), row)
    this.#put.add(row.key)
  }

  remove(key: number): void {
    const before = this.#rows.get(key)
    if (before === undefined) return
    this.#rows.delete(key)
    this.#byName.delete(this.#nameOf(before))
    this.#put.delete(key)
    this.#removed.add(key)
  }

  /** Rows that are new or were put again. */
  written(): readonly T[] {
    return [...this.#put].flatMap((key) => this.#rows.get(key) ?? [])
  }

  /** Keys of rows that are gone. */
  removed(): readonly number[] {
    return [...this.#removed]
  }
}
