import type { Database } from 'better-sqlite3'
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
  readonly #rows: ReturnType<typeof rowStatements>
  readonly #packs: ReturnType<typeof packStatements>

  constructor(db: Database) {
    this.#db = db
    this.#rows = rowStatements(db)
    this.#packs = packStatements(db)
  }

  /** Runs `work` in one transaction: all of it is durable when this returns, or none when it throws. */
  atomically(work: () => void): void {
    this.#db.transaction(work).immediate()
  }

  /** `null` when the row that holds it is gone. */
  state(): LogState | null {
    return this.#rows.state.get() ?? null
  }

  insertRow(row: StoredRow): void {
    this.#rows.insertRow.run(row)
    this.#rows.setLast.run(row.sequence, row.epoch)
  }

  putHead(head: LogHead): void {
    this.#rows.putHead.run(head)
  }

  /** The last position of every organization that has any. */
  heads(): readonly LogHead[] {
    const heads = this.#db.prepare<[], LogHead>(
      'select organization, seq, total, set_up as "setUp" from log_heads order by organization',
    )
    return heads.all()
  }

  setPacked(sequence: number): void {
    this.#rows.setPacked.run(sequence)
  }

  /** Log rows after a sequence, ascending, at most `limit`. */
  rowsAfter(sequence: number, limit: number): readonly StoredRow[] {
    return this.#rows.rowsAfter.all(sequence, limit)
  }

  /** Log rows of an organization after a position, ascending, at most `limit`. */
  rowsOf(organization: OrganizationKey, after: number, limit: number): readonly StoredRow[] {
    return this.#rows.rowsOf.all(organization, after, limit)
  }

  /** The log rows of an organization that were written first, ascending, at most `limit`. */
  oldestRows(organization: OrganizationKey, limit: number): readonly RowAge[] {
    return this.#rows.oldestRows.all(organization, limit)
  }

  deleteRow(sequence: number): void {
    this.#rows.deleteRow.run(sequence)
  }

  /** The last packed day before `day`. */
  packBefore(subject: SubjectKey, day: Day): PackedDay | null {
    return this.#packs.packBefore.get(subject, day) ?? null
  }

  /** The first packed day from `day` on. */
  packFrom(subject: SubjectKey, day: Day): PackedDay | null {
    return this.#packs.packFrom.get(subject, day) ?? null
  }

  packOn(subject: SubjectKey, day: Day): PackedDay | null {
    return this.#packs.packDay.get(subject, day) ?? null
  }

  packBody(subject: SubjectKey, day: Day): Buffer | null {
    return this.#packs.packBody.get(subject, day) ?? null
  }

  /** The days of a span that have packs, ascending. */
  packedDays(subject: SubjectKey, { from, until }: DayRange): readonly Day[] {
    return this.#packs.packedDays.all(subject, from, until)
  }

  putPack({ subject, day, readings, carry, body }: StoredPack): void {
    this.#packs.putPack.run(subject, day, readings, carry, body)
  }

  putCarry(subject: SubjectKey, day: Day, carry: Buffer): void {
    this.#packs.putCarry.run(carry, subject, day)
  }

  totals(subject: SubjectKey): PackedTotals | null {
    return this.#packs.totals.get(subject) ?? null
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
    this.#packs.addTotals.run(subject, packs, readings)
  }

  removeSubject(subject: SubjectKey): void {
    this.#packs.deletePacks.run(subject)
    this.#packs.deleteTotals.run(subject)
  }
}

/** What is asked of the rows of the log, and of where each organization stands. */
function rowStatements(db: Database) {
  const row = 'sequence, organization, seq, epoch, at, readings, total, body'
  return {
    state: db.prepare<[], LogState>('select packed, last, epoch from log_state'),
    insertRow: db.prepare<[StoredRow]>(
      `insert into log_rows (${row}) values (@sequence, @organization, @seq, @epoch, @at, @readings, @total, @body)`,
    ),
    setLast: db.prepare<[number, number]>('update log_state set last = ?, epoch = ?'),
    putHead: db.prepare<[LogHead]>(
      `insert into log_heads (organization, seq, total, set_up) values (@organization, @seq, @total, @setUp)
       on conflict do update set seq = excluded.seq, total = excluded.total, set_up = excluded.set_up`,
    ),
    setPacked: db.prepare<[number]>('update log_state set packed = ?'),
    rowsAfter: db.prepare<[number, number], StoredRow>(
      `select ${row} from log_rows where sequence > ? order by sequence limit ?`,
    ),
    rowsOf: db.prepare<[OrganizationKey, number, number], StoredRow>(
      `select ${row} from log_rows where organization = ? and seq > ? order by seq limit ?`,
    ),
    oldestRows: db.prepare<[OrganizationKey, number], RowAge>(
      'select sequence, seq, at, total from log_rows where organization = ? order by seq limit ?',
    ),
    deleteRow: db.prepare<[number]>('delete from log_rows where sequence = ?'),
  }
}

/** What is asked of packs. */
function packStatements(db: Database) {
  const packed = 'select day, readings, carry from packs where subject = ? and day'
  return {
    packBefore: db.prepare<[SubjectKey, Day], PackedDay>(`${packed} < ? order by day desc limit 1`),
    packFrom: db.prepare<[SubjectKey, Day], PackedDay>(`${packed} >= ? order by day limit 1`),
    packDay: db.prepare<[SubjectKey, Day], PackedDay>(`${packed} = ?`),
    packBody: db
      .prepare<[SubjectKey, Day], Buffer>('select body from packs where subject = ? and day = ?')
      .pluck(),
    packedDays: db
      .prepare<[SubjectKey, Day, Day], Day>(
        'select day from packs where subject = ? and day >= ? and day < ? order by day',
      )
      .pluck(),
    putPack: db.prepare<[SubjectKey, Day, number, Buffer, Buffer]>(
      `insert into packs (subject, day, readings, carry, body) values (?, ?, ?, ?, ?)
       on conflict (subject, day) do update
       set readings = excluded.readings, carry = excluded.carry, body = excluded.body`,
    ),
    putCarry: db.prepare<[Buffer, SubjectKey, Day]>(
      'update packs set carry = ? where subject = ? and day = ?',
    ),
    totals: db.prepare<[SubjectKey], PackedTotals>(
      'select packs, readings from packed_subjects where subject = ?',
    ),
    addTotals: db.prepare<[SubjectKey, number, number]>(
      `insert into packed_subjects (subject, packs, readings) values (?, ?, ?)
       on conflict (subject) do update
       set packs = packs + excluded.packs, readings = readings + excluded.readings`,
    ),
    deletePacks: db.prepare<[SubjectKey]>('delete from packs where subject = ?'),
    deleteTotals: db.prepare<[SubjectKey]>('delete from packed_subjects where subject = ?'),
  }
}
