import type { Database, Statement } from 'better-sqlite3'
import type { AuditEntry } from '../../domain/access/audit.ts'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'

/** The trail of who changed what: rows are added and never changed. */
export class AuditTable {
  readonly #insert: Statement
  readonly #select: Statement

  constructor(db: Database) {
    this.#insert = db.prepare(
      `insert into audit (organization, at, actor, action, target, before, after)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#select = db.prepare(
      `select sequence, at, actor, action, target, before, after from audit
       where organization = ? and sequence < ? order by sequence desc limit ?`,
    )
  }

  /** Adds entries in order. To be called inside the transaction that makes the change. */
  add(organization: OrganizationKey, entries: readonly AuditEntry[]): void {
    for (const { at, actor, action, target, before, after } of entries)
      this.#insert.run(organization, at, actor, action, target, before, after)
  }

  /** Newest first, at most `limit`, with a sequence below `before`. */
  list(organization: OrganizationKey, limit: number, before: number): readonly AuditRow[] {
    return this.#select.all(organization, before, limit) as AuditRow[]
  }
}

/** An entry with its place in the trail. */
export type AuditRow = AuditEntry & { readonly sequence: number }
