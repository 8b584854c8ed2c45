import type { EpochMs } from '../time/interval.ts'

/** Who changed what. Holds no secrets. */
export interface AuditEntry {
  readonly at: EpochMs
  /** Id and name of the token or client that did it, or `system`. */
  readonly actor: string
  /** Verb and object, such as `space.create`. */
  readonly action: string
  /** Public id of what was changed. */
  readonly target: string
  /** What it was, as JSON text; `null` when it is new. */
  readonly before: string | null
  /** What it is now, as JSON text; `null` when it is gone. */
  readonly after: string | null
}
