import type { Database, Statement } from 'better-sqlite3'
import type { SigningKey } from '../../domain/access/signing-key.ts'
import type { SigningKeyStore } from '../signing-key-store.ts'
import { refusing } from './refusal.ts'
import type { WriteGuard } from './write-guard.ts'

/** The keys that sign OAuth tokens, in SQLite. */
export class SqliteSigningKeyStore implements SigningKeyStore {
  readonly #guard: WriteGuard
  readonly #select: Statement
  readonly #insert: Statement
  readonly #delete: Statement

  constructor(db: Database, guard: WriteGuard) {
    this.#guard = guard
    this.#select = db.prepare(
      `select id, public_jwk as "publicJwk", private_jwk as "privateJwk", created_at as "createdAt"
       from signing_keys order by created_at desc, id`,
    )
    this.#insert = db.prepare(
      `insert into signing_keys (id, public_jwk, private_jwk, created_at)
       values (@id, @publicJwk, @privateJwk, @createdAt)`,
    )
    this.#delete = db.prepare('delete from signing_keys where id = ?')
  }

  async signingKeys(): Promise<readonly SigningKey[]> {
    return this.#select.all() as SigningKey[]
  }

  async addSigningKey(key: SigningKey): Promise<void> {
    refusing(this.#guard, () => this.#insert.run(key))
  }

  async removeSigningKey(id: string): Promise<void> {
    refusing(this.#guard, () => this.#delete.run(id))
  }
}
