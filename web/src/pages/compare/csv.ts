import type { ChartTable } from '../../charts/chart-table.ts'
import { texts } from '../../texts/texts.ts'
import type { CompareRow } from './rows.ts'

interface Naming {
  readonly nameOf: (space: string) => string
  readonly placeOf: (row: CompareRow) => string
}

/** Every figure of every row, exact. Shares are 0…1, times are milliseconds, unknown is empty. */
export function figuresTable(rows: readonly CompareRow[], { nameOf, placeOf }: Naming): ChartTable {
  const titles = texts.compare.columns
  const columns: readonly [string, (row: CompareRow) => string | number | null][] = [
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
    [titles.timeUsedMs, ({ figures }) => (figures.observedMs === 0 ? null : figures.timeUsedMs)],
    [titles.observedMs, ({ figures }) => figures.observedMs],
    [titles.lengthMs, ({ figures }) => figures.lengthMs],
    [titles.usedADayMs, ({ daily }) => daily?.usedADayMs ?? null],
    [titles.daysOver, ({ daily }) => daily?.daysOver ?? null],
    [titles.upTime, ({ figures }) => figures.upTime],
  ]
  return {
    columns: columns.map(([title]) => title),
    rows: rows.map((row) => columns.map(([, figureOf]) => figureOf(row))),
  }
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
      titles.timeUsedMs,
      titles.observedMs,
      titles.lengthMs,
      titles.upTime,
    ],
    rows: rows.flatMap((row) =>
      [...(row.daily?.days ?? [])].map(([date, figures]) => [
        row.name,
        placeOf(row),
        date,
        figures.average,
        figures.peak?.value ?? null,
        figures.utilization,
        figures.peakUtilization?.value ?? null,
        figures.observedMs === 0 ? null : figures.timeUsedMs,
        figures.observedMs,
        figures.lengthMs,
        figures.upTime,
      ]),
    ),
  }
}
