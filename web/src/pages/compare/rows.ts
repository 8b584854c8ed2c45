import type { Space } from '../../../../src/client/native-wire.ts'
import { type Days, daysOverCapacity, daysTogether, usedADayMs } from './days.ts'
import { type Figures, timeUsedShare, together } from './figures.ts'
import type { Group } from './members.ts'

/** What is compared: a space, or spaces of one label or function. */
export interface CompareRow {
  readonly id: string
  readonly name: string
  /** `null` for a group. */
  readonly space: Space | null
  /** Spaces that count, and so are in the figures. */
  readonly size: number
  readonly figures: Figures
  readonly timeUsedShare: number | null
  /** `null` until the days are there. */
  readonly daily: Daily | null
}

/** What the days of a row come to. */
interface Daily {
  readonly days: Days
  readonly usedADayMs: number | null
  readonly daysOver: number | null
}

/** Figures by space id. */
export type FiguresBySpace = ReadonlyMap<string, Figures>
/** Days by space id. */
export type DaysBySpace = ReadonlyMap<string, Days>

/** A row for each space that counts. */
export function spaceRows(
  spaces: readonly Space[],
  totals: FiguresBySpace,
  days: DaysBySpace | null,
): readonly CompareRow[] {
  return spaces.flatMap((space) => {
    const figures = totals.get(space.id)
    if (figures === undefined) return []
    const daily = days === null ? null : dailyOf(days.get(space.id) ?? new Map())
    return { ...shared(space.id, space.name, figures, daily), space, size: 1 }
  })
}

/** A row for each group with at least one space that counts. */
export function groupRows(
  groups: readonly Group[],
  totals: FiguresBySpace,
  days: DaysBySpace | null,
): readonly CompareRow[] {
  return groups.flatMap(({ id, name, members }) => {
    const counting = members.flatMap((space) => totals.get(space.id) ?? [])
    if (counting.length === 0) return []
    const daily =
      days === null ? null : dailyOf(daysTogether(members.flatMap((space) => days.get(space.id) ?? [])))
    return { ...shared(id, name, together(counting), daily), space: null, size: counting.length }
  })
}

function shared(id: string, name: string, figures: Figures, daily: Daily | null) {
  return { id, name, figures, timeUsedShare: timeUsedShare(figures), daily }
}

function dailyOf(days: Days): Daily {
  return { days, usedADayMs: usedADayMs(days), daysOver: daysOverCapacity(days) }
}
