import type { Database, Statement } from 'better-sqlite3'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'

/** Names of a table that keeps a list for each item of another; rows go with their item. */
export interface ListShape<T> {
  readonly table: string
  readonly itemTable: string
  /** Column with the key of the item. */
  readonly item: string
  /** The column that holds each field. */
  readonly columns: { readonly [Field in keyof T]: string }
}

/** A table with a row for each entry of items' lists, in order. */
export class ListTable<T extends object> {
  readonly #insert: Statement
  readonly #select: Statement

  constructor(db: Database, { table, itemTable, item, columns }: ListShape<T>) {
    const fields = Object.entries<string>(columns)
    const names = fields.map(([, column]) => column).join(', ')
    const values = fields.map(([field]) => `@${field}`).join(', ')
    const aliases = fields.map(([field, column]) => `${table}.${column} as "${field}"`).join(', ')
    this.#insert = db.prepare(
      `insert into ${table} (${item}, position, ${names}) values (@item, @position, ${values})`,
    )
    this.#select = db.prepare(
      `select ${table}.${item} as item, ${aliases}
       from ${itemTable} join ${table} on ${table}.${item} = ${itemTable}.key
       where ${itemTable}.organization = ? order by item, position`,
    )
  }

  /** Every item's list, by key of the item; items with an empty list are left out. */
  all(organization: OrganizationKey): ReadonlyMap<number, readonly T[]> {
    const lists = new Map<number, T[]>()
    for (const { item, ...entry } of this.#select.all(organization) as ({ readonly item: number } & T)[]) {
      const list = lists.get(item)
      if (list === undefined) lists.set(item, [entry as unknown as T])
      else list.push(entry as unknown as T)
    }
    return lists
  }

  /** Fills the list of an item that has none yet. */
  fill(item: number, entries: readonly T[]): void {
    for (const [position, entry] of entries.entries()) this.#insert.run({ ...entry, item, position })
  }
}
