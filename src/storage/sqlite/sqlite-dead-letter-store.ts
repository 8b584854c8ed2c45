import { createHash } from 'node:crypto'
import type { Database, Statement } from 'better-sqlite3'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import {
  type DeadLetter,
  type DeadLetterStore,
  headOf,
  type KeptDeadLetter,
  MAX_DEAD_LETTER_TEXT,
  MAX_DEAD_LETTERS,
} from '../dead-letter-store.ts'
import { refusing } from './refusal.ts'
import type { WriteGuard } from './write-guard.ts'

/** How much is kept of an organization. */
interface Totals {
  readonly letters: number
  /** Characters of their payloads. */
  readonly size: number
}

/** Dead letters in SQLite. */
export class SqliteDeadLetterStore implements DeadLetterStore {
  readonly #guard: WriteGuard
  readonly #list: Statement<[OrganizationKey, number, number], Omit<KeptDeadLetter, 'payload'>>
  readonly #get: Statement<[OrganizationKey, number], KeptDeadLetter>
  readonly #remove: Statement<[OrganizationKey, number], number>
  readonly #count: Statement<[OrganizationKey], Totals>
  readonly #add: (
    organization: OrganizationKey,
    letter: DeadLetter,
  ) => { readonly key: number; readonly totals: Totals }
  /** Counted once for each organization, and kept up from then on. */
  readonly #totals = new Map<OrganizationKey, Totals>()

  constructor(db: Database, guard: WriteGuard) {
    this.#guard = guard
    const columns = 'key, at, kind, mapping, topic, device, reason'
    this.#list = db.prepare(
      `select ${columns} from dead_letters where organization = ? and key < ? order by key desc limit ?`,
    )
    this.#get = db.prepare(`select ${columns}, payload from dead_letters where organization = ? and key = ?`)
    this.#remove = db
      .prepare<[OrganizationKey, number], number>(
        'delete from dead_letters where organization = ? and key = ? returning size',
      )
      .pluck()
    this.#count = db.prepare(
      'select count(*) as letters, coalesce(sum(size), 0) as size from dead_letters where organization = ?',
    )
    this.#add = addition(db, (organization) => this.#totalsOf(organization))
  }

  async add(organization: OrganizationKey, letter: DeadLetter): Promise<number> {
    const { key, totals } = refusing(this.#guard, () => this.#add(organization, letter))
    this.#totals.set(organization, totals)
    return key
  }

  async list(organization: OrganizationKey, limit: number, before: number | null) {
    return this.#list.all(organization, before ?? Number.MAX_SAFE_INTEGER, limit)
  }

  async get(organization: OrganizationKey, key: number): Promise<KeptDeadLetter | null> {
    return this.#get.get(organization, key) ?? null
  }

  async remove(organization: OrganizationKey, key: number): Promise<boolean> {
    const totals = this.#totalsOf(organization)
    const size = refusing(this.#guard, () => this.#remove.get(organization, key))
    if (size === undefined) return false
    this.#totals.set(organization, { letters: totals.letters - 1, size: totals.size - size })
    return true
  }

  #totalsOf(organization: OrganizationKey): Totals {
    return this.#totals.get(organization) ?? this.#count.get(organization) ?? { letters: 0, size: 0 }
  }
}

/** Adds a letter, drops the oldest ones beyond the bounds, and answers its key and what is kept then. */
function addition(db: Database, totalsOf: (organization: OrganizationKey) => Totals) {
  const again = db
    .prepare<unknown[], number>(
      'update dead_letters set at = @at, reason = @reason where organization = @organization and digest = @digest returning key',
    )
    .pluck()
  const insert = db
    .prepare<unknown[], number>(
      `insert into dead_letters (organization, at, kind, mapping, topic, device, reason, digest, size, payload)
       values (@organization, @at, @kind, @mapping, @topic, @device, @reason, @digest, @size, @payload) returning key`,
    )
    .pluck()
  const dropOldest = db
    .prepare<[OrganizationKey], number>(
      `delete from dead_letters where key = (select min(key) from dead_letters where organization = ?)
       returning size`,
    )
    .pluck()
  return db.transaction((organization: OrganizationKey, letter: DeadLetter) => {
    let { letters, size } = totalsOf(organization)
    const row = { ...letter, organization, digest: digestOf(letter), size: letter.payload.length }
    const known = again.get(row)
    if (known !== undefined) return { key: known, totals: { letters, size } }
    const key = Number(insert.get(row))
    letters++
    size += row.size
    while (letters > 1 && (letters > MAX_DEAD_LETTERS || size > MAX_DEAD_LETTER_TEXT)) {
      size -= dropOldest.get(organization) ?? 0
      letters--
    }
    return { key, totals: { letters, size } }
  }).immediate
}

function digestOf(letter: DeadLetter): Buffer {
  return createHash('sha256').update(headOf(letter)).update(letter.payload).digest()
}
