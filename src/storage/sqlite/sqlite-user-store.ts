import type { Database, Statement } from 'better-sqlite3'
import { emailKey, type User } from '../../domain/access/user.ts'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { UserChange, UserStore } from '../user-store.ts'
import { AuditTable } from './audit-table.ts'
import { refusing } from './refusal.ts'
import type { WriteGuard } from './write-guard.ts'

type Decision = (users: readonly User[]) => UserChange | null

/** Users in SQLite. */
export class SqliteUserStore implements UserStore {
  readonly #guard: WriteGuard
  readonly #audit: AuditTable
  readonly #select: Statement
  readonly #selectSpaces: Statement
  readonly #insert: Statement
  readonly #insertSpace: Statement
  readonly #delete: Statement
  readonly #change: (organization: OrganizationKey, decide: Decision) => void

  constructor(db: Database, guard: WriteGuard) {
    this.#guard = guard
    this.#audit = new AuditTable(db)
    this.#select = db.prepare(
      `select id, organization, email, full_name as "fullName", role, created_at as "createdAt"
       from users where organization = ? order by created_at, id`,
    )
    this.#selectSpaces = db.prepare('select space from user_spaces where user = ? order by position').pluck()
    this.#insert = db.prepare(
      `insert into users (id, organization, email, email_key, full_name, role, created_at)
       values (@id, @organization, @email, @emailKey, @fullName, @role, @createdAt)`,
    )
    this.#insertSpace = db.prepare('insert into user_spaces (user, position, space) values (?, ?, ?)')
    this.#delete = db.prepare('delete from users where organization = ? and id = ?')
    this.#change = db.transaction((organization: OrganizationKey, decide: Decision) =>
      this.#apply(organization, decide(this.#of(organization))),
    ).immediate
  }

  async users(organization: OrganizationKey): Promise<readonly User[]> {
    return this.#of(organization)
  }

  async change(organization: OrganizationKey, decide: Decision): Promise<void> {
    refusing(this.#guard, () => this.#change(organization, decide))
  }

  #of(organization: OrganizationKey): readonly User[] {
    const rows = this.#select.all(organization) as Omit<User, 'spaces'>[]
    return rows.map((row) => ({ ...row, spaces: this.#selectSpaces.all(row.id) as string[] }))
  }

  #apply(organization: OrganizationKey, change: UserChange | null): void {
    if (change === null) return
    const { put, removed, audit } = change
    if (removed !== undefined) this.#delete.run(organization, removed)
    if (put !== undefined) {
      this.#delete.run(organization, put.id)
      this.#insert.run({ ...put, organization, emailKey: emailKey(put.email) })
      for (const [position, space] of put.spaces.entries()) this.#insertSpace.run(put.id, position, space)
    }
    this.#audit.add(organization, [audit])
  }
}
