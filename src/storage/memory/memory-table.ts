import { conflict } from '../../domain/errors.ts'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'

/** What an item that is kept under a key has at least. */
export interface KeyedItem {
  readonly key: number
  readonly organization: OrganizationKey
}

/** Reads a value that no two items share. */
export type UniqueValue<T> = (item: T) => string | number

/** An immutable table of items by key. */
export class MemoryTable<T extends KeyedItem> {
  readonly #unique: readonly UniqueValue<T>[]
  readonly #uniqueEverywhere: readonly UniqueValue<T>[]
  readonly #items: ReadonlyMap<number, T>

  /** No two items of one organization share a value of `unique`, and none at all one of `uniqueEverywhere`. */
  constructor(
    unique: readonly UniqueValue<T>[],
    uniqueEverywhere: readonly UniqueValue<T>[] = [],
    items: ReadonlyMap<number, T> = new Map(),
  ) {
    this.#unique = unique
    this.#uniqueEverywhere = uniqueEverywhere
    this.#items = items
  }

  /** Items of an organization by ascending key. */
  all(organization: OrganizationKey): readonly T[] {
    return [...this.#items.values()]
      .filter((item) => item.organization === organization)
      .toSorted((a, b) => a.key - b.key)
  }

  /** The first item, of whatever organization, that a question is true of; `null` for none. */
  find(isWanted: (item: T) => boolean): T | null {
    for (const item of this.#items.values()) if (isWanted(item)) return item
    return null
  }

  /**
   * The table without some items of an organization and with others put in place. Throws a `conflict` when a
   * value that must be unique is taken.
   */
  with(
    organization: OrganizationKey,
    put: readonly T[] = [],
    removed: readonly number[] = [],
  ): MemoryTable<T> {
    if (put.length === 0 && removed.length === 0) return this
    const items = new Map(this.#items)
    for (const key of [...removed, ...put.map((item) => item.key)])
      if (items.get(key)?.organization === organization) items.delete(key)
    for (const item of put) {
      if (items.has(item.key)) throw taken()
      items.set(item.key, { ...item, organization })
    }
    const all = [...items.values()]
    checkUnique(
      all.filter((item) => item.organization === organization),
      this.#unique,
    )
    checkUnique(all, this.#uniqueEverywhere)
    return new MemoryTable(this.#unique, this.#uniqueEverywhere, items)
  }
}

function checkUnique<T>(items: readonly T[], values: readonly UniqueValue<T>[]): void {
  for (const value of values) if (new Set(items.map(value)).size < items.length) throw taken()
}

function taken(): Error {
  return conflict('already_exists', 'There is one with this id already.')
}
