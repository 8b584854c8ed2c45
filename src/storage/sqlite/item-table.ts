import type { Database, Statement } from 'better-sqlite3'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'

/** What an item that is kept as one row has at least. */
export interface Item {
  readonly key: number
  readonly organization: OrganizationKey
}

/** The column that holds each field; fields that other tables hold have none. */
export type ColumnsOf<T> = { readonly [Field in keyof T]: string | null }

/** A table with a row for each item of one kind. */
export class ItemTable<T extends Item> {
  readonly #insert: Statement
  readonly #delete: Statement
  readonly #select: Statement

  constructor(db: Database, table: string, columns: ColumnsOf<T>) {
    const all = Object.entries<string | null>(columns)
    const fields = all.filter(([, column]) => column !== null)
    const names = fields.map(([, column]) => column).join(', ')
    const values = fields.map(([field]) => `@${field}`).join(', ')
    // Fields that other tables hold are null, for a spread to replace. Were they added behind it, V8 would give each item
    // a hidden class of its own, and checking a reading against its sensor would cost half as much again.
    const aliases = all.map(([field, column]) => `${column ?? 'null'} as "${field}"`).join(', ')
    this.#insert = db.prepare(`insert into ${table} (${names}) values (${values})`)
    this.#delete = db.prepare(`delete from ${table} where key = ? and organization = ?`)
    this.#select = db.prepare(`select ${aliases} from ${table} where organization = ? order by key`)
  }

  /** Rows by ascending key; those fields that other tables hold are null, to be replaced. */
  all(organization: OrganizationKey): readonly T[] {
    return this.#select.all(organization) as T[]
  }

  /** Puts items of an organization that are new or take the place of its own with their keys. */
  put(organization: OrganizationKey, items: readonly T[]): void {
    // All go before any comes, so that items may swap what is unique to each.
    for (const { key } of items) this.#delete.run(key, organization)
    for (const item of items) this.#insert.run({ ...item, organization })
  }

  remove(organization: OrganizationKey, keys: readonly number[]): void {
    for (const key of keys) this.#delete.run(key, organization)
  }
}
