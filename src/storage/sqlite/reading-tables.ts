import type { Database, Statement } from 'better-sqlite3'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import type { Day, DayRange } from '../../domain/time/day.ts'
import type { StoredRow } from './log-row.ts'

/** How far log rows have been moved into packs, the highest sequence ever given, and who wrote it. */
export interface LogState {
  readonly packed: number
  readonly last: number
  /** The highest epoch that anything was written in. */
  readonly epoch: number
}

/** The last position of an organization. */
export interface LogHead {
  readonly organization: OrganizationKey
  readonly seq: number
  /** How many changes its rows up to there stand for. */
  readonly total: number
  /** Position of the last change of its set-up; 0 before the first. */
  readonly setUp: number
}

/** What decides how long a log row is kept. */
export type RowAge = Pick<StoredRow, 'sequence' | 'seq' | 'at' | 'total'>

/** A pack as it is written. */
export interface StoredPack {
  readonly subject: SubjectKey
  readonly day: Day
  readonly readings: number
  readonly carry: Buffer
  readonly body: Buffer
}

/** A day that has a pack, with the blob of its carry. */
export interface PackedDay {
  readonly day: Day
  readonly readings: number
  readonly carry: Buffer
}

/** How many packs and readings a subject has in them. */
export interface PackedTotals {
  readonly packs: number
  readonly readings: number
}

/** The statements of the reading log. Each is atomic; callers group them in transactions. */
export class ReadingTables {
  readonly #db: Database
  readonly #state: Statement<[], LogState>
  readonly #insertRow: Statement<[StoredRow]>
  readonly #setLast: Statement<[number, number]>
  readonly #putHead: Statement<[LogHead]>
  readonly #setPacked: Statement<[number]>
  readonly #rowsAfter: Statement<[number, number], StoredRow>
  readonly #rowsOf: Statement<[OrganizationKey, number, number], StoredRow>
  readonly #oldestRows: Statement<[OrganizationKey, number], RowAge>
  readonly #deleteRow: Statement<[number]>
  readonly #packBefore: Statement<[SubjectKey, Day], PackedDay>
  readonly #packFrom: Statement<[SubjectKey, Day], PackedDay>
  readonly #packDay: Statement<[SubjectKey, Day], PackedDay>
  readonly #packBody: Statement<[SubjectKey, Day], Buffer>
  readonly #packedDays: Statement<[SubjectKey, Day, Day], Day>
  readonly #putPack: Statement<[SubjectKey, Day, number, Buffer, Buffer]>
  readonly #putCarry: Statement<[Buffer, SubjectKey, Day]>
  readonly #totals: Statement<[SubjectKey], PackedTotals>
  readonly #addTotals: Statement<[SubjectKey, number, number]>
  readonly #deletePacks: Statement<[SubjectKey]>
  readonly #deleteTotals: Statement<[SubjectKey]>

  constructor(db: Database) {
    this.#db = db
    const packed = 'select day, readings, carry from packs where subject = ? and day'
    const row = 'sequence, organization, seq, epoch, at, readings, total, body'
    this.#state = db.prepare('select packed, last, epoch from log_state')
    this.#insertRow = db.prepare(
      `insert into log_rows (${row}) values (@sequence, @organization, @seq, @epoch, @at, @readings, @total, @body)`,
    )
    this.#setLast = db.prepare('update log_state set last = ?, epoch = ?')
    this.#putHead = db.prepare(
      `insert into log_heads (organization, seq, total, set_up) values (@organization, @seq, @total, @setUp)
       on conflict do update set seq = excluded.seq, total = excluded.total, set_up = excluded.set_up`,
    )
    this.#setPacked = db.prepare('update log_state set packed = ?')
    this.#rowsAfter = db.prepare(`select ${row} from log_rows where sequence > ? order by sequence limit ?`)
    this.#rowsOf = db.prepare(
      `select ${row} from log_rows where organization = ? and seq > ? order by seq limit ?`,
    )
    this.#oldestRows = db.prepare(
      'select sequence, seq, at, total from log_rows where organization = ? order by seq limit ?',
    )
    this.#deleteRow = db.prepare('delete from log_rows where sequence = ?')
    this.#packBefore = db.prepare(`${packed} < ? order by day desc limit 1`)
    this.#packFrom = db.prepare(`${packed} >= ? order by day limit 1`)
    this.#packDay = db.prepare(`${packed} = ?`)
    this.#packBody = db.prepare<[SubjectKey, Day], Buffer>(
      'select body from packs where subject = ? and day = ?',
    )
    this.#packBody.pluck()
    this.#packedDays = db.prepare<[SubjectKey, Day, Day], Day>(
      'select day from packs where subject = ? and day >= ? and day < ? order by day',
    )
    this.#packedDays.pluck()
    this.#putPack = db.prepare(
      `insert into packs (subject, day, readings, carry, body) values (?, ?, ?, ?, ?)
       on conflict (subject, day) do update
       set readings = excluded.readings, carry = excluded.carry, body = excluded.body`,
    )
    this.#putCarry = db.prepare('update packs set carry = ? where subject = ? and day = ?')
    this.#totals = db.prepare('select packs, readings from packed_subjects where subject = ?')
    this.#addTotals = db.prepare(
      `insert into packed_subjects (subject, packs, readings) values (?, ?, ?)
       on conflict (subject) do update
       set packs = packs + excluded.packs, readings = readings + excluded.readings`,
    )
    this.#deletePacks = db.prepare('delete from packs where subject = ?')
    this.#deleteTotals = db.prepare('delete from packed_subjects where subject = ?')
  }

  /** Runs `work` in one transaction: all of it is durable when this returns, or none when it throws. */
  atomically(work: () => void): void {
    this.#db.transaction(work).immediate()
  }

  /** `null` when the row that holds it is gone. */
  state(): LogState | null {
    return this.#state.get() ?? null
  }

  insertRow(row: StoredRow): void {
    this.#insertRow.run(row)
    this.#setLast.run(row.sequence, row.epoch)
  }

  putHead(head: LogHead): void {
    this.#putHead.run(head)
  }

  /** The last position of every organization that has any. */
  heads(): readonly LogHead[] {
    const heads = this.#db.prepare<[], LogHead>(
      'select organization, seq, total, set_up as "setUp" from log_heads order by organization',
    )
    return heads.all()
  }

  setPacked(sequence: number): void {
    this.#setPacked.run(sequence)
  }

  /** Log rows after a sequence, ascending, at most `limit`. */
  rowsAfter(sequence: number, limit: number): readonly StoredRow[] {
    return this.#rowsAfter.all(sequence, limit)
  }

  /** Log rows of an organization after a position, ascending, at most `limit`. */
  rowsOf(organization: OrganizationKey, after: number, limit: number): readonly StoredRow[] {
    return this.#rowsOf.all(organization, after, limit)
  }

  /** The log rows of an organization that were written first, ascending, at most `limit`. */
  oldestRows(organization: OrganizationKey, limit: number): readonly RowAge[] {
    return this.#oldestRows.all(organization, limit)
  }

  deleteRow(sequence: number): void {
    this.#deleteRow.run(sequence)
  }

  /** The last packed day before `day`. */
  packBefore(subject: SubjectKey, day: Day): PackedDay | null {
    return this.#packBefore.get(subject, day) ?? null
  }

  /** The first packed day from `day` on. */
  packFrom(subject: SubjectKey, day: Day): PackedDay | null {
    return this.#packFrom.get(subject, day) ?? null
  }

  packOn(subject: SubjectKey, day: Day): PackedDay | null {
    return this.#packDay.get(subject, day) ?? null
  }

  packBody(subject: SubjectKey, day: Day): Buffer | null {
    return this.#packBody.get(subject, day) ?? null
  }

  /** The days of a span that have packs, ascending. */
  packedDays(subject: SubjectKey, { from, until }: DayRange): readonly Day[] {
    return this.#packedDays.all(subject, from, until)
  }

  putPack({ subject, day, readings, carry, body }: StoredPack): void {
    this.#putPack.run(subject, day, readings, carry, body)
  }

  putCarry(subject: SubjectKey, day: Day, carry: Buffer): void {
    this.#putCarry.run(carry, subject, day)
  }

  totals(subject: SubjectKey): PackedTotals | null {
    return this.#totals.get(subject) ?? null
  }

  rowCount(): number {
    return Number(this.#db.prepare('select count(*) from log_rows').pluck().get())
  }

  packCount(): number {
    return Number(this.#db.prepare('select count(*) from packs').pluck().get())
  }

  /** Packs in the order of subject and day, behind a given one, at most `limit`. */
  packsAfter(
    last: { readonly subject: SubjectKey; readonly day: Day } | null,
    limit: number,
  ): readonly StoredPack[] {
    const packs = this.#db.prepare<[number, number, number], StoredPack>(
      `select subject, day, readings, carry, body from packs
       where (subject, day) > (?, ?) order by subject, day limit ?`,
    )
    return packs.all(last?.subject ?? Number.NEGATIVE_INFINITY, last?.day ?? 0, limit)
  }

  /** How much every subject should have in packs. */
  allTotals(): ReadonlyMap<SubjectKey, PackedTotals> {
    const totals = this.#db.prepare<[], PackedTotals & { readonly subject: SubjectKey }>(
      'select subject, packs, readings from packed_subjects',
    )
    return new Map(totals.all().map(({ subject, packs, readings }) => [subject, { packs, readings }]))
  }

  /** Adds to how many packs and readings a subject has. */
  addTotals(subject: SubjectKey, packs: number, readings: number): void {
    this.#addTotals.run(subject, packs, readings)
  }

  removeSubject(subject: SubjectKey): void {
    this.#deletePacks.run(subject)
    this.#deleteTotals.run(subject)
  }
}
