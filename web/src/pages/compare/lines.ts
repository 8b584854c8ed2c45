import { type Figures, timeUsedShare } from './figures.ts'
import type { CompareRow } from './rows.ts'
import { type ChartMetric, MOST_LINES } from './view.ts'

/** A line of the chart: a value for each day, `null` where it is unknown. */
export interface Line {
  readonly id: string
  readonly name: string
  readonly values: readonly (number | null)[]
}

/** What the chart shows: a metric of some rows over some days, the days ascending. */
export interface Lines {
  readonly metric: ChartMetric
  readonly dates: readonly string[]
  readonly lines: readonly Line[]
}

/** Some rows over some days. */
export function linesOf(rows: readonly CompareRow[], dates: readonly string[], metric: ChartMetric): Lines {
  const lines = rows.slice(0, MOST_LINES).map(({ id, name, daily }) => ({
    id,
    name,
    values: dates.map((date) => {
      const figures = daily?.days.get(date)
      return figures === undefined ? null : figureOf(figures, metric)
    }),
  }))
  return { metric, dates, lines }
}

function figureOf(figures: Figures, metric: ChartMetric): number | null {
  switch (metric) {
    case 'average':
      return figures.average
    case 'peak':
      return figures.peak?.value ?? null
    case 'utilization':
      return figures.utilization
    case 'timeUsed':
      return timeUsedShare(figures)
  }
}

/** What the chart shows unless told otherwise: the three with the most people on average. */
export function usuallyCharted(rows: readonly CompareRow[]): readonly string[] {
  return rows
    .toSorted((a, b) => (b.figures.average ?? -1) - (a.figures.average ?? -1))
    .slice(0, 3)
    .map(({ id }) => id)
}

/**
 * How far to move the names at the ends of lines, in px downward, so that they are at least `gap` apart in a picture
 * `height` px high with an axis from 0 to `top`. The highest stays where it is.
 */
export function endShifts(
  lines: readonly Pick<Line, 'values'>[],
  top: number,
  height: number,
  gap: number,
): readonly number[] {
  const ends = lines.map(({ values }, index) => {
    const last = values.findLast((value) => value !== null) ?? 0
    return { index, y: height * (1 - last / top) }
  })
  const shifts = lines.map(() => 0)
  let free = Number.NEGATIVE_INFINITY
  for (const { index, y } of ends.toSorted((a, b) => a.y - b.y)) {
    const place = Math.max(y, free)
    shifts[index] = place - y
    free = place + gap
  }
  return shifts
}
