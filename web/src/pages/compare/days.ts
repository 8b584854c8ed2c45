import { type FigureRow, type Figures, figuresOf, together } from './figures.ts'

/** Figures by local day `YYYY-MM-DD`: days with no time inside the working hours are missing. */
export type Days = ReadonlyMap<string, Figures>

/** The days of one space. `dateOf` answers the local day that an instant is on. */
export function daysOf(space: string, rows: readonly FigureRow[], dateOf: (start: string) => string): Days {
  return new Map(rows.map((row) => [dateOf(row.key), figuresOf(space, row)]))
}

/** The days of several spaces together. */
export function daysTogether(members: readonly Days[]): Days {
  const dates = datesIn(members)
  return new Map(
    dates.map((date) => [date, together(members.flatMap((days) => days.get(date) ?? []))] as const),
  )
}

/** Every day that any of them has, ascending. */
export function datesIn(members: readonly Days[]): readonly string[] {
  return [...new Set(members.flatMap((days) => [...days.keys()]))].toSorted()
}

/** Days on which the peak of a space was above its capacity; `null` where no day has both a count and a capacity. */
export function daysOverCapacity(days: Days): number | null {
  const peaks = [...days.values()].flatMap(({ peakUtilization }) => peakUtilization ?? [])
  return peaks.length === 0 ? null : peaks.filter(({ value }) => value > 1).length
}

/**
 * Time used, in milliseconds, of a day and a space on average: over the days on which the space was observed. `null`
 * where there was none.
 */
export function usedADayMs(days: Days): number | null {
  let usedMs = 0
  let spaceDays = 0
  for (const { timeUsedMs, known } of days.values()) {
    usedMs += timeUsedMs
    spaceDays += known
  }
  return spaceDays === 0 ? null : usedMs / spaceDays
}
