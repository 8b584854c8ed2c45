import type { Database } from 'better-sqlite3'
import { unwritableReason } from './refusal.ts'

/** Whether a store can be written, and the reason when it cannot. */
export interface ProbeResult {
  readonly writable: boolean
  readonly reason: string | null
}

/** Finds out by a durable write of one row whether a database can be written. */
export function probeDatabase(db: Database): ProbeResult {
  try {
    db.prepare("update counters set value = value + 1 where name = 'probes'").run()
    return { writable: true, reason: null }
  } catch (error) {
    const reason = unwritableReason(error)
    if (reason === null) throw error
    return { writable: false, reason }
  }
}
