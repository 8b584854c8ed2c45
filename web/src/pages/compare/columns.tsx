import { formatDuration } from '../../format/durations.ts'
import { formatAverage, formatCount, formatFinePercent, formatPercent } from '../../format/numbers.ts'
import type { Column } from '../../parts/table.tsx'
import { placeName } from '../../state/place-names.ts'
import { texts } from '../../texts/texts.ts'
import type { Highest } from './figures.ts'
import type { CompareRow } from './rows.ts'
import { Sparkline } from './sparkline.tsx'

/** What the columns of a table of rows need to know besides. */
export interface ColumnContext {
  readonly isGrouped: boolean
  readonly nameOf: (space: string) => string
  readonly placeOf: (row: CompareRow) => string
  readonly hrefOf: (row: CompareRow) => string
  /** Days of the sparklines, ascending. */
  readonly dates: readonly string[]
  readonly isCharted: (id: string) => boolean
  /** Whether another line fits into the chart. */
  readonly fits: boolean
  readonly onChart: (id: string) => void
}

type Key = keyof typeof texts.compare.meanings

/** The columns of the table, each with what it means. */
export function columnsOf(context: ColumnContext): readonly Column<CompareRow>[] {
  const { columns: titles, table } = texts.compare
  return [
    { key: 'chart', title: table.inChart, cell: (row) => <ChartBox row={row} context={context} /> },
    {
      key: 'name',
      title: titles.name,
      cell: (row) => <Name row={row} context={context} />,
      sortBy: ({ name }) => name,
    },
    {
      ...titled('spark', context.isGrouped),
      isSecondary: true,
      cell: (row) =>
        row.daily === null ? (
          <span class="skeleton sparkline-waiting" />
        ) : (
          <Sparkline values={context.dates.map((date) => row.daily?.days.get(date)?.average ?? null)} />
        ),
    },
    ...figureColumns(context),
  ]
}

/** Titles with what they mean, in the order of the table. */
export function meaningsOf(
  isGrouped: boolean,
): readonly { readonly title: string; readonly meaning: string }[] {
  const { columns: titles, meanings, groupMeanings } = texts.compare
  const shown = isGrouped ? groupMeanings : meanings
  return (Object.keys(meanings) as Key[]).map((key) => ({ title: titles[key], meaning: shown[key] }))
}

function titled(key: Key, isGrouped: boolean) {
  const { columns: titles, meanings, groupMeanings } = texts.compare
  return { key, title: titles[key], definition: (isGrouped ? groupMeanings : meanings)[key] }
}

function figureColumns(context: ColumnContext): readonly Column<CompareRow>[] {
  const { isGrouped } = context
  const number = (
    key: Key,
    figureOf: (row: CompareRow) => number | null,
    format: (value: number | null) => string,
    highestOf?: (row: CompareRow) => Highest | null,
  ): Column<CompareRow> => ({
    ...titled(key, isGrouped),
    numeric: true,
    sortBy: figureOf,
    cell: (row) => (
      <>
        {format(figureOf(row))}
        {isGrouped && highestOf && <In highest={highestOf(row)} nameOf={context.nameOf} />}
      </>
    ),
  })
  return [
    number('average', ({ figures }) => figures.average, formatAverage),
    number('peak', peakOf, formatCount, ({ figures }) => figures.peak),
    number('utilization', ({ figures }) => figures.utilization, formatFinePercent),
    number('peakUtilization', peakUtilizationOf, formatPercent, ({ figures }) => figures.peakUtilization),
    number('timeUsed', (row) => row.timeUsedShare, formatFinePercent),
    number('usedADay', ({ daily }) => daily?.usedADayMs ?? null, formatDuration),
    number('daysOver', ({ daily }) => daily?.daysOver ?? null, formatCount),
    number('upTime', ({ figures }) => figures.upTime, formatFinePercent),
  ]
}

function peakOf({ figures }: CompareRow): number | null {
  return figures.peak?.value ?? null
}

function peakUtilizationOf({ figures }: CompareRow): number | null {
  return figures.peakUtilization?.value ?? null
}

function In({ highest, nameOf }: { highest: Highest | null; nameOf: (space: string) => string }) {
  if (highest === null) return null
  return (
    <a class="compare-place" href={`/spaces/${highest.space}`}>
      {texts.compare.table.inSpace(nameOf(highest.space))}
    </a>
  )
}

function Name({ row, context }: { row: CompareRow; context: ColumnContext }) {
  return (
    <div class="compare-name">
      <a href={context.hrefOf(row)}>{row.name}</a>
      <span class="compare-place">{context.placeOf(row)}</span>
    </div>
  )
}

function ChartBox({ row, context }: { row: CompareRow; context: ColumnContext }) {
  const { inChartLabel } = texts.compare.table
  const isCharted = context.isCharted(row.id)
  return (
    <label class="compare-box">
      <input
        type="checkbox"
        aria-label={inChartLabel(row.space === null ? row.name : placeName(row.id))}
        title={!isCharted && !context.fits ? texts.compare.chart.full : undefined}
        checked={isCharted}
        disabled={!isCharted && !context.fits}
        onChange={() => context.onChart(row.id)}
      />
    </label>
  )
}
