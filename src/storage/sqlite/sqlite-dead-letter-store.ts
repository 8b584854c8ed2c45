import { createHash } from 'node:crypto'
import type { Database, Statement } from 'better-sqlite3'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import {
  type DeadLetter,
  type DeadLetterStore,
  type KeptDeadLetter,
  MAX_DEAD_LETTER_TEXT,
  MAX_DEAD_LETTERS,
} from '../dead-letter-store.ts'
import { refusing } from './refusal.ts'
import type { WriteGuard } from './write-guard.ts'

/** Dead letters in SQLite. */
export class SqliteDeadLetterStore implements DeadLetterStore {
  readonly #guard: WriteGuard
  readonly #list: Statement<[OrganizationKey, number, number], Omit<KeptDeadLetter, 'payload'>>
  readonly #get: Statement<[OrganizationKey, number], KeptDeadLetter>
  readonly #remove: Statement<[OrganizationKey, number]>
  readonly #add: (organization: OrganizationKey, letter: DeadLetter) => number

  constructor(db: Database, guard: WriteGuard) {
    this.#guard = guard
    const columns = 'key, at, kind, mapping, topic, device, reason'
    this.#list = db.prepare(
      `select ${columns} from dead_letters where organization = ? and key < ? order by key desc limit ?`,
    )
    this.#get = db.prepare(`select ${columns}, payload from dead_letters where organization = ? and key = ?`)
    this.#remove = db.prepare('delete from dead_letters where organization = ? and key = ?')
    const insert = db
      .prepare<unknown[], number>(
        `insert into dead_letters (organization, at, kind, mapping, topic, device, reason, digest, size, payload)
         values (@organization, @at, @kind, @mapping, @topic, @device, @reason, @digest, @size, @payload)
         on conflict do update set at = excluded.at, reason = excluded.reason returning key`,
      )
      .pluck()
    const bound = db.prepare(
      `delete from dead_letters where key in (
         select key from (
           select key, row_number() over newest as place, sum(size) over newest as total
           from dead_letters where organization = ? window newest as (order by key desc)
         ) where place > 1 and (place > ? or total > ?))`,
    )
    this.#add = db.transaction((organization: OrganizationKey, letter: DeadLetter) => {
      const digest = digestOf(letter)
      const key = insert.get({ ...letter, organization, digest, size: letter.payload.length })
      bound.run(organization, MAX_DEAD_LETTERS, MAX_DEAD_LETTER_TEXT)
      return Number(key)
    }).immediate
  }

  async add(organization: OrganizationKey, letter: DeadLetter): Promise<number> {
    return refusing(this.#guard, () => this.#add(organization, letter))
  }

  async list(organization: OrganizationKey, limit: number, before: number | null) {
    return this.#list.all(organization, before ?? Number.MAX_SAFE_INTEGER, limit)
  }

  async get(organization: OrganizationKey, key: number): Promise<KeptDeadLetter | null> {
    return this.#get.get(organization, key) ?? null
  }

  async remove(organization: OrganizationKey, key: number): Promise<boolean> {
    return refusing(this.#guard, () => this.#remove.run(organization, key).changes > 0)
  }
}

function digestOf({ kind, mapping, topic, device, payload }: DeadLetter): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([kind, mapping, topic, device]))
    .update(payload)
    .digest()
}
