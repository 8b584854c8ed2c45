import type { OrganizationKey } from '../domain/portfolio/space.ts'
import { changesIn, type LogRow } from './log-row.ts'
import type { StopSignal } from './stop-signal.ts'

/** How many changes are kept at hand for those who follow closely, over all organizations. */
const HELD_CHANGES = 50_000
/** How many rows are read at once that are no longer at hand. */
const ROWS_AT_ONCE = 64

/** Where rows are read that are no longer at hand. */
export interface KeptRows {
  /** At most `limit` rows of an organization after a position, ascending; from the oldest that is kept. */
  rowsAfter(organization: OrganizationKey, after: number, limit: number): readonly LogRow[]
}

/** The newest rows of every organization, and who waits for more. */
export class LogTail {
  /** The last rows of each organization, without a gap among them. */
  readonly #rows = new Map<OrganizationKey, LogRow[]>()
  readonly #waiting = new Map<OrganizationKey, Set<() => void>>()
  #followers = 0
  #closed = false
  #held = 0

  /** Takes rows that are durable, in the order of their positions. */
  push(rows: readonly LogRow[]): void {
    if (this.#followers === 0) return
    for (const row of rows) this.#hold(row)
    if (this.#held > HELD_CHANGES) this.#forget()
    for (const organization of new Set(rows.map((row) => row.organization))) {
      const waiting = this.#waiting.get(organization)
      this.#waiting.delete(organization)
      for (const wake of waiting ?? []) wake()
    }
  }

  /** Ends all following. */
  close(): void {
    this.#closed = true
    for (const waiting of this.#waiting.values()) for (const wake of [...waiting]) wake()
  }

  /** Every row after a position as it becomes durable, until the signal; see `ReadingLog.follow`. */
  async *follow(
    kept: KeptRows,
    organization: OrganizationKey,
    after: number,
    signal: StopSignal,
  ): AsyncGenerator<LogRow> {
    this.#followers++
    try {
      let next = after
      while (!(signal.aborted || this.#closed)) {
        const rows = this.#since(organization, next) ?? kept.rowsAfter(organization, next, ROWS_AT_ONCE)
        for (const row of rows) {
          if (signal.aborted || this.#closed) return
          next = row.seq
          yield row
        }
        if (rows.length === 0) await this.#more(organization, signal)
      }
    } finally {
      this.#followers--
      // What comes while nobody follows is not held, and would leave a gap.
      if (this.#followers === 0) this.#forget()
    }
  }

  #hold(row: LogRow): void {
    const held = this.#rows.get(row.organization)
    const last = held?.at(-1)
    if (held !== undefined && last?.seq === row.seq - 1) held.push(row)
    else {
      this.#held -= (held ?? []).reduce((sum, each) => sum + changesIn(each), 0)
      this.#rows.set(row.organization, [row])
    }
    this.#held += changesIn(row)
  }

  #forget(): void {
    this.#rows.clear()
    this.#held = 0
  }

  /** The rows after a position; `null` when not all of them are at hand. */
  #since(organization: OrganizationKey, after: number): readonly LogRow[] | null {
    const held = this.#rows.get(organization)
    const first = held?.[0]?.seq
    if (held === undefined || first === undefined || first > after + 1) return null
    return held.slice(after + 1 - first)
  }

  #more(organization: OrganizationKey, signal: StopSignal): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(organization) ?? new Set()
      const wake = () => {
        signal.removeEventListener('abort', wake)
        waiting.delete(wake)
        resolve()
      }
      waiting.add(wake)
      this.#waiting.set(organization, waiting)
      signal.addEventListener('abort', wake)
    })
  }
}
