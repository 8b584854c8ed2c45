import type { Carry } from '../../domain/reading/carry.ts'
import type { Day } from '../../domain/time/day.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import type { OpenDay } from './open-day.ts'

/** All that changes about a subject between checkpoints. Replaced, never changed in place. */
export interface SubjectState {
  readonly count: number
  readonly firstDay: Day
  readonly lastDay: Day
  readonly lastAt: EpochMs
  /** The carry after every reading but those of `unsettled` days that came since. */
  readonly head: Carry
  /** Days that differ from their packs, ascending. */
  readonly open: readonly OpenDay[]
  /** Open days with readings that no carry accounts for yet: the last ones, ascending. */
  readonly unsettled: readonly OpenDay[]
}
