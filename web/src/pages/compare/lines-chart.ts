import type { EChartsCoreOption } from 'echarts/core'
import { bucketAxis, labelOf, roundTop, valueAxis } from '../../charts/axes.ts'
import type { ChartTable } from '../../charts/chart-table.ts'
import type { Palette } from '../../charts/palette.ts'
import type { LegendItem } from '../../charts/picture.ts'
import { tooltipOf } from '../../charts/tooltip.ts'
import {
  formatAverage,
  formatCount,
  formatFinePercent,
  formatPercent,
  UNKNOWN,
} from '../../format/numbers.ts'
import { formatDate, formatShortDay } from '../../format/times.ts'
import { texts } from '../../texts/texts.ts'
import { endShifts, type Line, type Lines } from './lines.ts'
import type { ChartMetric } from './view.ts'

/** How lines are broken: told apart without colour. The first is unbroken. */
export const dashes: readonly (readonly number[])[] = [
  [],
  [7, 4],
  [2, 3],
  [10, 3, 2, 3],
  [14, 5],
  [5, 2, 1, 2, 1, 2],
]

/** Height of the picture. */
export const LINES_HEIGHT = 300

/** The letter that stands at the end of a line and before its name. */
export function letterOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index)
}

/** A value with its unit. */
function formatValue(value: number | null, metric: ChartMetric): string {
  if (value === null) return UNKNOWN
  if (metric === 'average') return texts.compare.chart.people(formatAverage(value))
  return metric === 'peak' ? texts.compare.chart.people(formatCount(value)) : formatFinePercent(value)
}

/** Lines over days. */
export function linesChart({ dates, lines, metric }: Lines, palette: Palette): EChartsCoreOption {
  const isShare = metric === 'utilization' || metric === 'timeUsed'
  const top = roundTop(Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0))))
  // Above the picture is the room of a line of text, and below it that of the dates.
  const shifts = endShifts(lines, top, LINES_HEIGHT - palette.fontSize * 3, palette.fontSize * 1.3)
  return {
    grid: {
      left: 4,
      right: palette.fontSize * 2,
      top: palette.fontSize,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { ...bucketAxis(palette, dates.map(shortDate)), boundaryGap: false },
    yAxis: { ...valueAxis(palette, isShare ? formatPercent : formatAverage), max: top },
    tooltip: {
      trigger: 'axis',
      formatter: (points: readonly { readonly dataIndex: number }[]) => {
        const at = points[0]?.dataIndex ?? 0
        return tooltipOf(
          formatDate(dates[at] ?? ''),
          lines.map(({ name, values }, index) => [
            `${letterOf(index)} ${name}`,
            formatValue(values[at] ?? null, metric),
          ]),
        )
      },
    },
    series: lines.map((line, index) => seriesOf(line, index, shifts[index] ?? 0, palette)),
  }
}

function seriesOf({ name, values }: Line, index: number, shift: number, palette: Palette) {
  const colour = palette.series[index] ?? palette.text
  return {
    type: 'line',
    name,
    data: values,
    itemStyle: { color: colour },
    lineStyle: { color: colour, width: 2.2, type: dashes[index]?.length ? dashes[index] : 'solid' },
    symbol: 'circle',
    showAllSymbol: true,
    // A day between two unknown ones has no line to be on.
    symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => (isAlone(values, dataIndex) ? 6 : 0),
    endLabel: {
      ...labelOf(palette),
      show: true,
      formatter: letterOf(index),
      color: colour,
      fontWeight: 700,
      offset: [0, shift],
    },
    emphasis: { disabled: true },
  }
}

function isAlone(values: readonly (number | null)[], index: number): boolean {
  return (
    values[index] !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null
  )
}

function shortDate(date: string): string {
  return formatShortDay(`${date}T00:00:00Z`, 'UTC')
}

/** Whose each line is, for a picture that stands alone. */
export function linesLegend({ lines }: Lines): readonly LegendItem[] {
  return lines.map(({ name }, index) => ({
    name: `${letterOf(index)} ${name}`,
    colour: (palette) => palette.series[index] ?? palette.text,
    dash: dashes[index] ?? [],
  }))
}

/** The same as rows, exact. */
export function linesTable({ dates, lines, metric }: Lines): ChartTable {
  const { column, metrics } = texts.compare.chart
  return {
    columns: [texts.compare.columns.date, ...lines.map(({ name }) => column(name, metrics[metric]))],
    rows: dates.map((date, index) => [{ day: date }, ...lines.map(({ values }) => values[index] ?? null)]),
  }
}
