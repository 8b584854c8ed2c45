import type { SpaceKey } from '../portfolio/space.ts'
import { addCivilDays, startOfDay } from '../time/civil.ts'
import type { EpochMs, Interval } from '../time/interval.ts'
import type { WallMs } from '../time/moment.ts'
import type { Zone } from '../time/zone.ts'

/** Why figures of days that were over became others (native.md §6). */
export const causes = [
  'late_reading',
  'replaced_reading',
  'correction',
  'capacity',
  'time_zone',
  'setup',
  'removal',
] as const
export type Cause = (typeof causes)[number]

/** Local days that were over. */
export interface ClosedDays {
  /** Midnight of the first day, as the clocks on the wall show it. */
  readonly from: WallMs
  /** Midnight of the last day, which is inside. */
  readonly to: WallMs
}

/** That closed figures of a space became others than they were. */
export interface Restatement extends ClosedDays {
  readonly space: SpaceKey
  readonly cause: Cause
}

/** A restatement where it stands in its organization's log, and by whom. */
export interface Change extends Restatement {
  /** Position of the row that restated. */
  readonly seq: number
  readonly at: EpochMs
  /** Id and name of who made it, or `null` when that is not known. */
  readonly actor: string | null
}

/** Where a change stands: the position of its row, and its place among what that row restated, from 0. */
export interface ChangePlace {
  readonly seq: number
  readonly place: number
}

export type PlacedChange = Change & ChangePlace

/** The local days that a span meets and that are over at `now`; `null` for none. */
export function closedDays(zone: Zone, { start, end }: Interval, now: EpochMs): ClosedDays | null {
  if (start >= Math.min(end, now)) return null
  const yesterday = addCivilDays(startOfDay(zone.wallOf(now)), -1)
  const from = startOfDay(zone.wallOf(start))
  const to = end >= now ? yesterday : Math.min(yesterday, startOfDay(zone.wallOf(end - 1)))
  return from > to ? null : { from, to }
}

/** Restatements with those of one space and cause joined where their days touch: by space, then by day. */
export function joinRestatements(restatements: readonly Restatement[]): readonly Restatement[] {
  const joined: Restatement[] = []
  for (const next of restatements.toSorted(inOrder)) {
    const last = joined.at(-1)
    const touches =
      last?.space === next.space && last.cause === next.cause && next.from <= addCivilDays(last.to, 1)
    if (last === undefined || !touches) joined.push(next)
    else joined[joined.length - 1] = { ...last, to: Math.max(last.to, next.to) }
  }
  return joined
}

function inOrder(a: Restatement, b: Restatement): number {
  return a.space - b.space || causes.indexOf(a.cause) - causes.indexOf(b.cause) || a.from - b.from
}
