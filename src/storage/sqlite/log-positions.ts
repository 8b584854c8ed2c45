import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import { changesIn, type LogEntry, type LogRow } from '../log-row.ts'
import { LogTail } from '../log-tail.ts'
import type { StopSignal } from '../stop-signal.ts'
import { decodeLogRow, encodeLogRow } from './log-row.ts'
import type { LogHead, LogState, ReadingTables } from './reading-tables.ts'
import { unguarded, type WriteGuard } from './write-guard.ts'

/** Gives every row of the log its position and writes it; the one place where positions come from. */
export class LogPositions {
  readonly #tables: ReadingTables
  readonly #clock: () => EpochMs
  readonly #epoch: number
  readonly #tail = new LogTail()
  readonly #guard: WriteGuard
  #sequence: number
  readonly #heads: Map<OrganizationKey, LogHead>

  constructor(tables: ReadingTables, state: LogState, clock: () => EpochMs, guard: WriteGuard = unguarded) {
    this.#tables = tables
    this.#guard = guard
    this.#clock = clock
    this.#sequence = state.last
    this.#epoch = state.epoch + 1
    this.#heads = new Map(tables.heads().map((head) => [head.organization, head]))
  }

  /** The last sequence that was given out. */
  get sequence(): number {
    return this.#sequence
  }

  heads(): Iterable<LogHead> {
    return this.#heads.values()
  }

  head(organization: OrganizationKey): LogHead {
    return this.#heads.get(organization) ?? { organization, seq: 0, total: 0, setUp: 0 }
  }

  /**
   * Writes rows, and whatever `also` writes beside them, in one transaction: all of it is durable when this returns, and none
   * when it throws. The one exception is `NotAcknowledged`: files vanished during the commit, after which nothing more is
   * written; the rows are there for as long as the process lives.
   */
  write(entries: readonly LogEntry[], also: (rows: readonly LogRow[]) => void = () => {}): void {
    const heads = new Map<OrganizationKey, LogHead>()
    const rows: LogRow[] = []
    let sequence = this.#sequence
    this.#guard.check()
    if (entries.length === 0) return
    this.#tables.atomically(() => {
      for (const entry of entries) {
        const head = nextHead(heads.get(entry.organization) ?? this.head(entry.organization), entry)
        const position = {
          organization: head.organization,
          seq: head.seq,
          epoch: this.#epoch,
          at: this.#clock(),
        }
        sequence++
        this.#tables.insertRow({
          ...position,
          sequence,
          readings: entry.kind === 'readings' ? entry.arrivals.length : 0,
          total: head.total,
          body: encodeLogRow(sequence, position, entry),
        })
        this.#tables.putHead(head)
        heads.set(head.organization, head)
        rows.push({ ...entry, ...position })
      }
      also(rows)
    })
    this.#sequence = sequence
    for (const head of heads.values()) this.#heads.set(head.organization, head)
    this.#guard.note({ sequence, epoch: this.#epoch })
    this.#tail.push(rows)
    this.#guard.confirm()
  }

  /** At most `limit` rows of an organization after a position, from the oldest that is kept. */
  rowsAfter(organization: OrganizationKey, after: number, limit: number): readonly LogRow[] {
    return this.#tables.rowsOf(organization, after, limit).map(decodeLogRow)
  }

  /** Ends all following. */
  close(): void {
    this.#tail.close()
  }

  follow(organization: OrganizationKey, after: number, signal: StopSignal): AsyncIterable<LogRow> {
    return this.#tail.follow(this, organization, after, signal)
  }
}

function nextHead({ organization, seq, total, setUp }: LogHead, entry: LogEntry): LogHead {
  return {
    organization,
    seq: seq + 1,
    total: total + changesIn(entry),
    setUp: entry.kind === 'set-up' ? seq + 1 : setUp,
  }
}
