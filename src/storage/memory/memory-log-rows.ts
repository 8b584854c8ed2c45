import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import { changesIn, KEPT_CHANGES, type LogEntry, type LogRow } from '../log-row.ts'
import { LogTail } from '../log-tail.ts'
import type { StopSignal } from '../stop-signal.ts'

/** The rows of every organization's log, in memory. */
export class MemoryLogRows {
  readonly #clock: () => EpochMs
  readonly #tail = new LogTail()
  readonly #logs = new Map<OrganizationKey, { seq: number; setUp: number; changes: number; rows: LogRow[] }>()

  constructor(clock: () => EpochMs = Date.now) {
    this.#clock = clock
  }

  /** The position of the last row; 0 before the first. */
  position(organization: OrganizationKey): number {
    return this.#logs.get(organization)?.seq ?? 0
  }

  /** The position of the last change of the set-up; 0 before the first. */
  setUp(organization: OrganizationKey): number {
    return this.#logs.get(organization)?.setUp ?? 0
  }

  add(entry: LogEntry): LogRow {
    const log = this.#logs.get(entry.organization) ?? { seq: 0, setUp: 0, changes: 0, rows: [] }
    this.#logs.set(entry.organization, log)
    log.seq++
    if (entry.kind === 'set-up') log.setUp = log.seq
    const row: LogRow = { ...entry, seq: log.seq, epoch: 1, at: this.#clock() }
    log.rows.push(row)
    log.changes += changesIn(entry)
    if (log.changes > 2 * KEPT_CHANGES) this.#drop(log)
    this.#tail.push([row])
    return row
  }

  rowsAfter(organization: OrganizationKey, after: number, limit: number): readonly LogRow[] {
    const rows = this.#logs.get(organization)?.rows ?? []
    const first = rows[0]?.seq ?? 1
    const start = Math.max(0, after + 1 - first)
    return rows.slice(start, start + limit)
  }

  follow(organization: OrganizationKey, after: number, signal: StopSignal): AsyncIterable<LogRow> {
    return this.#tail.follow(this, organization, after, signal)
  }

  /** In strokes: taking one from the front of a long list each time would move all the others. */
  #drop(log: { changes: number; rows: LogRow[] }): void {
    let dropped = 0
    for (const row of log.rows) {
      if (log.changes - changesIn(row) < KEPT_CHANGES) break
      log.changes -= changesIn(row)
      dropped++
    }
    log.rows = log.rows.slice(dropped)
  }
}
