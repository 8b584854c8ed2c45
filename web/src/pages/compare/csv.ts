import { type Cell, type ChartTable, inHours } from '../../charts/chart-table.ts'
import { texts } from '../../texts/texts.ts'
import type { Figures } from './figures.ts'
import type { CompareRow } from './rows.ts'

interface Naming {
  readonly nameOf: (space: string) => string
  readonly placeOf: (row: CompareRow) => string
}

/** Every figure of every row, exact. Shares are 0…1, times are milliseconds, unknown is empty. */
export function figuresTable(rows: readonly CompareRow[], { nameOf, placeOf }: Naming): ChartTable {
  const titles = texts.compare.columns
  const columns: readonly [string, (row: CompareRow) => Cell][] = [
    [titles.name, ({ name }) => name],
    [titles.place, placeOf],
    [titles.function, ({ space }) => space?.function ?? null],
    [titles.labels, ({ space }) => space?.labels.map(({ name }) => name).join('; ') ?? null],
    [titles.capacity, ({ space }) => space?.capacity ?? null],
    [titles.size, ({ size }) => size],
    [titles.average, ({ figures }) => figures.average],
    [titles.peak, ({ figures }) => figures.peak?.value ?? null],
    [titles.peakIn, ({ figures }) => (figures.peak === null ? null : nameOf(figures.peak.space))],
    [titles.utilization, ({ figures }) => figures.utilization],
    [titles.peakUtilization, ({ figures }) => figures.peakUtilization?.value ?? null],
    [
      titles.peakUtilizationIn,
      ({ figures }) => (figures.peakUtilization === null ? null : nameOf(figures.peakUtilization.space)),
    ],
    [titles.timeUsed, ({ timeUsedShare }) => timeUsedShare],
    [titles.timeUsedHours, ({ figures }) => inHours(usedMs(figures))],
    [titles.timeUsedMs, ({ figures }) => usedMs(figures)],
    [titles.observedHours, ({ figures }) => inHours(figures.observedMs)],
    [titles.observedMs, ({ figures }) => figures.observedMs],
    [titles.lengthHours, ({ figures }) => inHours(figures.lengthMs)],
    [titles.lengthMs, ({ figures }) => figures.lengthMs],
    [titles.usedADayHours, ({ daily }) => inHours(daily?.usedADayMs ?? null)],
    [titles.usedADayMs, ({ daily }) => daily?.usedADayMs ?? null],
    [titles.daysOver, ({ daily }) => daily?.daysOver ?? null],
    [titles.upTime, ({ figures }) => figures.upTime],
  ]
  return {
    columns: columns.map(([title]) => title),
    rows: rows.map((row) => columns.map(([, figureOf]) => figureOf(row))),
  }
}

/** Nothing is known of the use of what was not observed. */
function usedMs({ observedMs, timeUsedMs }: Figures): number | null {
  return observedMs === 0 ? null : timeUsedMs
}

/** The same by day: a line for each row and day. */
export function daysTable(rows: readonly CompareRow[], { placeOf }: Pick<Naming, 'placeOf'>): ChartTable {
  const titles = texts.compare.columns
  return {
    columns: [
      titles.name,
      titles.place,
      titles.date,
      titles.average,
      titles.peak,
      titles.utilization,
      titles.peakUtilization,
      titles.timeUsedHours,
      titles.timeUsedMs,
      titles.observedHours,
      titles.observedMs,
      titles.lengthHours,
      titles.lengthMs,
      titles.upTime,
    ],
    rows: rows.flatMap((row) =>
      [...(row.daily?.days ?? [])].map(([date, figures]) => [
        row.name,
        placeOf(row),
        { day: date },
        figures.average,
        figures.peak?.value ?? null,
        figures.utilization,
        figures.peakUtilization?.value ?? null,
        inHours(usedMs(figures)),
        usedMs(figures),
        inHours(figures.observedMs),
        figures.observedMs,
        inHours(figures.lengthMs),
        figures.lengthMs,
        figures.upTime,
      ]),
    ),
  }
}
