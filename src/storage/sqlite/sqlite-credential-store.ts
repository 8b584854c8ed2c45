import type { Database, Statement } from 'better-sqlite3'
import type { Credential } from '../../domain/access/credential.ts'
import { type Permission, permissions } from '../../domain/access/scope.ts'
import type { OrganizationKey, SpaceKey } from '../../domain/portfolio/space.ts'
import type { CredentialStore } from '../credential-store.ts'
import { refusing } from './refusal.ts'
import type { WriteGuard } from './write-guard.ts'

const COLUMNS = 'id, organization, name, hash, permissions, role, limited, created_at as "createdAt"'

/** Client credentials in SQLite. Every question reads the database: nothing is cached. */
export class SqliteCredentialStore implements CredentialStore {
  readonly #guard: WriteGuard
  readonly #selectOne: Statement
  readonly #selectAll: Statement
  readonly #selectSpaces: Statement
  readonly #delete: Statement
  readonly #add: (credential: Credential) => void

  constructor(db: Database, guard: WriteGuard) {
    this.#guard = guard
    this.#selectOne = db.prepare(`select ${COLUMNS} from credentials where id = ?`)
    this.#selectAll = db.prepare(
      `select ${COLUMNS} from credentials where organization = ? order by created_at, id`,
    )
    this.#selectSpaces = db
      .prepare('select space from credential_spaces where credential = ? order by position')
      .pluck()
    this.#delete = db.prepare('delete from credentials where organization = ? and id = ?')
    this.#add = insertion(db)
  }

  async addCredential(credential: Credential): Promise<void> {
    refusing(this.#guard, () => this.#add(credential))
  }

  async credential(id: string): Promise<Credential | null> {
    const row = this.#selectOne.get(id) as CredentialRow | undefined
    return row === undefined ? null : this.#credentialOf(row)
  }

  async credentials(organization: OrganizationKey): Promise<readonly Credential[]> {
    return (this.#selectAll.all(organization) as CredentialRow[]).map((row) => this.#credentialOf(row))
  }

  async removeCredential(organization: OrganizationKey, id: string): Promise<boolean> {
    return refusing(this.#guard, () => this.#delete.run(organization, id)).changes > 0
  }

  #credentialOf({ permissions: words, limited, ...row }: CredentialRow): Credential {
    return {
      ...row,
      permissions: words.split(' ').filter(isPermission),
      spaces: limited === 0 ? null : (this.#selectSpaces.all(row.id) as SpaceKey[]),
    }
  }
}

type CredentialRow = Omit<Credential, 'permissions' | 'spaces'> & {
  readonly permissions: string
  readonly limited: 0 | 1
}

function insertion(db: Database): (credential: Credential) => void {
  const insert = db.prepare(
    `insert into credentials (id, organization, name, hash, permissions, role, limited, created_at)
     values (@id, @organization, @name, @hash, @words, @role, @limited, @createdAt)`,
  )
  const insertSpace = db.prepare(
    'insert into credential_spaces (credential, position, space) values (?, ?, ?)',
  )
  return db.transaction((credential: Credential) => {
    const { id, permissions: words, spaces } = credential
    insert.run({ ...credential, words: words.join(' '), limited: spaces === null ? 0 : 1 })
    for (const [position, space] of (spaces ?? []).entries()) insertSpace.run(id, position, space)
  }).immediate
}

function isPermission(word: string): word is Permission {
  return (permissions as readonly string[]).includes(word)
}
