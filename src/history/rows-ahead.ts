import type { OrganizationKey } from '../domain/portfolio/space.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import { type Arrival, changesIn, type LogRow } from '../storage/log-row.ts'
import type { ReadingLog } from '../storage/reading-log.ts'

/** Arrivals that are remembered of rows that are yet to be looked at. */
const MAX_REMEMBERED = 100_000
const ROWS_AT_ONCE = 64

interface LaterArrival {
  readonly seq: number
  readonly arrival: Arrival
}

/**
 * What came after a row of an organization's log that is being looked at: whoever looks at rows after they came sees readings
 * in the log that were not there when the row was.
 */
export class RowsAhead {
  readonly #log: Pick<ReadingLog, 'position' | 'rowsAfter'>
  readonly #organization: OrganizationKey
  readonly #bySubject = new Map<SubjectKey, LaterArrival[]>()
  /** The position up to which rows were read. */
  #read = 0
  #remembered = 0

  constructor(log: Pick<ReadingLog, 'position' | 'rowsAfter'>, organization: OrganizationKey) {
    this.#log = log
    this.#organization = organization
  }

  /** What rows after a position brought of a subject until now; `null` when they are too many to tell. */
  async of(subject: SubjectKey, after: number): Promise<readonly Arrival[] | null> {
    this.#read = Math.max(this.#read, after)
    while (this.#read < this.#log.position(this.#organization)) {
      if (this.#remembered > MAX_REMEMBERED) return null
      const rows = await this.#log.rowsAfter(this.#organization, this.#read, ROWS_AT_ONCE)
      if (rows.length === 0) break
      for (const row of rows) this.#remember(row)
    }
    const later = this.#bySubject.get(subject) ?? []
    return later.filter(({ seq }) => seq > after).map(({ arrival }) => arrival)
  }

  /** Forgets a row that was looked at. */
  passed(row: LogRow): void {
    if (row.kind !== 'readings') return
    for (const subject of new Set(row.arrivals.map(({ reading }) => reading.subject))) {
      const known = this.#bySubject.get(subject) ?? []
      const later = known.filter(({ seq }) => seq > row.seq)
      this.#remembered -= known.length - later.length
      if (later.length > 0) this.#bySubject.set(subject, later)
      else this.#bySubject.delete(subject)
    }
  }

  #remember(row: LogRow): void {
    this.#read = row.seq
    if (row.kind !== 'readings') return
    this.#remembered += changesIn(row)
    for (const arrival of row.arrivals) {
      const { subject } = arrival.reading
      const known = this.#bySubject.get(subject)
      if (known === undefined) this.#bySubject.set(subject, [{ seq: row.seq, arrival }])
      else known.push({ seq: row.seq, arrival })
    }
  }
}
