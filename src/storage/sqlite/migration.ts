import type { Database } from 'better-sqlite3'

/** One step of the schema. Once released it never changes; what comes later is another step. */
export interface Migration {
  /** Steps count from 1 without gaps; the highest one applied is the store's `user_version`. */
  readonly version: number
  /** Runs inside a transaction that it must neither end nor nest. */
  up(db: Database): void
}
