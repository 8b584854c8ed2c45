import type { ChangePlace, PlacedChange, Restatement } from '../domain/change/restatement.ts'
import type { OrganizationKey } from '../domain/portfolio/space.ts'
import { DAY_MS, type EpochMs } from '../domain/time/interval.ts'

/** For so long it is known which closed figures were restated (native.md §6). */
export const KEPT_CHANGES_MS = 90 * DAY_MS

/** What a row of the log restated. */
export interface RestatedRow {
  readonly seq: number
  readonly at: EpochMs
  readonly actor: string | null
  readonly restated: readonly Restatement[]
}

/** Which closed figures were restated, and why: by organization, in the order of their rows. */
export interface ChangeStore {
  /** Up to which position rows were looked at, and all that they restated is kept; 0 before the first. */
  covered(organization: OrganizationKey): Promise<number>

  /**
   * Keeps what rows restated, and that all up to `covered` were looked at, at once. Keeping a row again changes
   * nothing. Forgets what is from before `expired`.
   */
  keep(
    organization: OrganizationKey,
    rows: readonly RestatedRow[],
    covered: number,
    expired: EpochMs,
  ): Promise<void>

  /** What rows after a position restated, ascending, at most `limit`. */
  list(organization: OrganizationKey, since: ChangePlace, limit: number): Promise<readonly PlacedChange[]>

  /** What rows before a position restated, descending, at most `limit`. */
  listBefore(
    organization: OrganizationKey,
    before: ChangePlace,
    limit: number,
  ): Promise<readonly PlacedChange[]>
}
