import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import { KEPT_CHANGES, KEPT_MS } from '../log-row.ts'
import { NO_ORGANIZATION } from './log-row.ts'
import type { LogHead, ReadingTables, RowAge } from './reading-tables.ts'

const ROWS_AT_ONCE = 64

/** What rows of the log may go. */
export interface Retention {
  readonly heads: Iterable<LogHead>
  /** The last row of the store that packs cover. */
  readonly position: number
  /** Rows of an organization after its position here stay, whatever their age. */
  readonly lookedAt: ReadonlyMap<OrganizationKey, number>
  readonly now: EpochMs
  /** How long one transaction may take. */
  readonly stepMs: number
}

/**
 * Drops log rows of some organizations that packs cover and that no follower is promised any more, oldest first and without
 * leaving a gap. Yields after each transaction, so that others get their turn.
 */
export function* dropRows(tables: ReadingTables, retention: Retention): Generator<void> {
  // Rows from before there were positions are nobody's to follow.
  const old = { organization: NO_ORGANIZATION, seq: 0, total: Infinity, setUp: 0 }
  for (const head of [old, ...retention.heads]) {
    while (dropSome(tables, head, retention)) yield
  }
}

/** Returns whether there may be more to drop. */
function dropSome(
  tables: ReadingTables,
  { organization, total }: LogHead,
  { position, lookedAt, now, stepMs }: Retention,
): boolean {
  const looked = lookedAt.get(organization) ?? Infinity
  const isPast = (row: RowAge) =>
    row.sequence <= position &&
    row.seq <= looked &&
    (row.at <= now - KEPT_MS || row.total <= total - KEPT_CHANGES)
  let more = tables.oldestRows(organization, 1).some(isPast)
  if (!more) return false
  tables.atomically(() => {
    const end = performance.now() + stepMs
    do {
      const rows = tables.oldestRows(organization, ROWS_AT_ONCE)
      const kept = rows.findIndex((row) => !isPast(row))
      const past = kept === -1 ? rows : rows.slice(0, kept)
      for (const { sequence } of past) tables.deleteRow(sequence)
      more = past.length === ROWS_AT_ONCE
    } while (more && performance.now() < end)
  })
  return more
}
