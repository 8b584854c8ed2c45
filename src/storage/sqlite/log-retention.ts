import type { EpochMs } from '../../domain/time/interval.ts'
import { KEPT_CHANGES, KEPT_MS } from '../log-row.ts'
import { NO_ORGANIZATION } from './log-row.ts'
import type { LogHead, ReadingTables, RowAge } from './reading-tables.ts'

const ROWS_AT_ONCE = 64

/**
 * Drops log rows of some organizations that packs cover and that no follower is promised any more, in transactions
 * of at most `stepMs`. Yields after each, so that others get their turn.
 */
export function* dropRows(
  tables: ReadingTables,
  heads: Iterable<LogHead>,
  position: number,
  now: EpochMs,
  stepMs: number,
): Generator<void> {
  // Rows from before there were positions are nobody's to follow.
  const old = { organization: NO_ORGANIZATION, seq: 0, total: Infinity, setUp: 0 }
  for (const head of [old, ...heads]) {
    while (dropSome(tables, head, position, now, stepMs)) yield
  }
}

/** Returns whether there may be more to drop. */
function dropSome(
  tables: ReadingTables,
  { organization, total }: LogHead,
  position: number,
  now: EpochMs,
  stepMs: number,
): boolean {
  const isPast = (row: RowAge) =>
    row.sequence <= position && (row.at <= now - KEPT_MS || row.total <= total - KEPT_CHANGES)
  let more = tables.oldestRows(organization, 1).some(isPast)
  if (!more) return false
  tables.atomically(() => {
    const end = performance.now() + stepMs
    do {
      const rows = tables.oldestRows(organization, ROWS_AT_ONCE)
      const past = rows.filter(isPast)
      for (const { sequence } of past) tables.deleteRow(sequence)
      more = past.length === ROWS_AT_ONCE
    } while (more && performance.now() < end)
  })
  return more
}
