import type { Database, Statement } from 'better-sqlite3'
import type { Cause, ChangePlace, PlacedChange } from '../../domain/change/restatement.ts'
import type { OrganizationKey, SpaceKey } from '../../domain/portfolio/space.ts'
import { DAY_MS, type EpochMs } from '../../domain/time/interval.ts'
import type { ChangeStore, RestatedRow } from '../change-store.ts'
import { refusing } from './refusal.ts'
import { unguarded } from './write-guard.ts'

/** Restated figures in SQLite. */
export class SqliteChangeStore implements ChangeStore {
  readonly #covered: Statement<[OrganizationKey], number>
  readonly #cover: Statement<[OrganizationKey, number]>
  readonly #insert: Statement<[StoredChange]>
  readonly #expire: Statement<[EpochMs]>
  readonly #list: Statement<[OrganizationKey, number, number, number], StoredChange>
  readonly #listBefore: Statement<[OrganizationKey, number, number, number], StoredChange>
  readonly #keep: (
    organization: OrganizationKey,
    rows: readonly RestatedRow[],
    covered: number,
    expired: EpochMs,
  ) => void

  constructor(db: Database) {
    this.#covered = db.prepare<[OrganizationKey], number>(
      'select covered from change_heads where organization = ?',
    )
    this.#covered.pluck()
    this.#cover = db.prepare(
      `insert into change_heads (organization, covered) values (?, ?)
       on conflict do update set covered = max(covered, excluded.covered)`,
    )
    this.#insert = db.prepare(
      `insert into changes (organization, seq, place, at, actor, cause, space, from_day, to_day)
       values (@organization, @seq, @place, @at, @actor, @cause, @space, @from, @to) on conflict do nothing`,
    )
    this.#expire = db.prepare('delete from changes where at < ?')
    const some = `select organization, seq, place, at, actor, cause, space, from_day as "from", to_day as "to"
       from changes where organization = ?`
    this.#list = db.prepare(`${some} and (seq, place) > (?, ?) order by seq, place limit ?`)
    this.#listBefore = db.prepare(`${some} and (seq, place) < (?, ?) order by seq desc, place desc limit ?`)
    this.#keep = db.transaction((organization, rows, covered, expired) => {
      for (const row of rows) this.insert(organization, row)
      this.#cover.run(organization, covered)
      this.#expire.run(expired)
    }).immediate
  }

  async covered(organization: OrganizationKey): Promise<number> {
    return this.#covered.get(organization) ?? 0
  }

  async keep(
    organization: OrganizationKey,
    rows: readonly RestatedRow[],
    covered: number,
    expired: EpochMs,
  ): Promise<void> {
    refusing(unguarded, () => this.#keep(organization, rows, covered, expired))
  }

  async list(
    organization: OrganizationKey,
    { seq, place }: ChangePlace,
    limit: number,
  ): Promise<readonly PlacedChange[]> {
    return this.#list.all(organization, seq, place, limit).map(read)
  }

  async listBefore(
    organization: OrganizationKey,
    { seq, place }: ChangePlace,
    limit: number,
  ): Promise<readonly PlacedChange[]> {
    return this.#listBefore.all(organization, seq, place, limit).map(read)
  }

  /** Keeps what one row restated; to be called inside a transaction. */
  insert(organization: OrganizationKey, { seq, at, actor, restated }: RestatedRow): void {
    for (const [place, { space, cause, from, to }] of restated.entries()) {
      const days = { from: from / DAY_MS, to: to / DAY_MS }
      this.#insert.run({ organization, seq, place, at, actor, cause, space, ...days })
    }
  }
}

interface StoredChange {
  readonly organization: OrganizationKey
  readonly seq: number
  readonly place: number
  readonly at: EpochMs
  readonly actor: string | null
  readonly cause: Cause
  readonly space: SpaceKey
  readonly from: number
  readonly to: number
}

function read({ organization: _, ...change }: StoredChange): PlacedChange {
  return { ...change, from: change.from * DAY_MS, to: change.to * DAY_MS }
}
