import type { EChartsCoreOption } from 'echarts/core'
import type { MetricsRow, SpaceMetrics } from '../../../../src/client/analytics-wire.ts'
import { labelOf } from '../../charts/axes.ts'
import type { Palette } from '../../charts/palette.ts'
import { tooltipOf } from '../../charts/tooltip.ts'
import { formatFinePercent } from '../../format/numbers.ts'
import { addDays, formatDate, localDate, monthNames, weekdayNames } from '../../format/times.ts'
import { texts } from '../../texts/texts.ts'
import { formatMeasure, heatScale, type Measure, measureOf } from './measure.ts'

/** Days of the calendar, `YYYY-MM-DD`, both inclusive. */
export interface YearSpan {
  readonly from: string
  readonly to: string
}

/** A day of the calendar that the server has a row for. */
interface YearCell {
  readonly date: string
  readonly row: MetricsRow
  readonly value: number | null
}

/** The days with time inside the working hours, each with its value; `null` where nothing was observed. */
export function yearCells({ rows, time_zone }: SpaceMetrics, measure: Measure): readonly YearCell[] {
  return rows.flatMap((row) =>
    row.start === null
      ? []
      : [{ date: localDate(row.start, time_zone), row, value: measureOf(row, measure) }],
  )
}

/** A year in one or, where it is narrow, two stretches. */
export function stretchesOf({ from, to }: YearSpan, isNarrow: boolean): readonly YearSpan[] {
  if (!isNarrow) return [{ from, to }]
  const half = Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000 / 2)
  const middle = addDays(from, half)
  return [
    { from, to: middle },
    { from: addDays(middle, 1), to },
  ]
}

/** A year as a calendar, a column a week: missing days are hatched, days outside the hours are left blank. */
export function yearOption(
  metrics: SpaceMetrics,
  span: YearSpan,
  measure: Measure,
  isNarrow: boolean,
  palette: Palette,
): EChartsCoreOption {
  const cells = yearCells(metrics, measure)
  const stretches = stretchesOf(span, isNarrow)
  const inStretch = stretches.map(({ from, to }) => cells.filter(({ date }) => from <= date && date <= to))
  return {
    animation: false,
    calendar: stretches.map((stretch, index) => calendarOf(stretch, index, palette)),
    visualMap: {
      ...heatScale(
        palette,
        measure,
        cells.map(({ value }) => value),
      ),
      seriesIndex: stretches.map((_, index) => index),
    },
    tooltip: {
      trigger: 'item',
      formatter: ({ seriesIndex, dataIndex }: { readonly seriesIndex: number; readonly dataIndex: number }) =>
        yearTooltip(inStretch[seriesIndex]?.[dataIndex], measure),
    },
    series: inStretch.map((shown, index) => ({
      type: 'heatmap',
      coordinateSystem: 'calendar',
      calendarIndex: index,
      data: shown.map(({ date, value }) =>
        value === null
          ? { value: [date, 0], visualMap: false, itemStyle: { color: palette.hatch } }
          : [date, value],
      ),
      itemStyle: { borderColor: palette.surface, borderWidth: 2, borderRadius: 3 },
      emphasis: { itemStyle: { borderColor: palette.text, borderWidth: 1.5 } },
    })),
  }
}

/** The Monday of the week of a day. */
function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return addDays(date, -((weekday + 6) % 7))
}

function calendarOf({ from, to }: YearSpan, index: number, palette: Palette) {
  const height = palette.fontSize * 9
  return {
    // In full weeks: a week that ends early would be drawn beside the grid.
    range: [mondayOf(from), addDays(mondayOf(to), 6)],
    left: palette.fontSize * 3,
    right: 4,
    top: palette.fontSize * 1.8 + index * (height + palette.fontSize * 2.4),
    height,
    cellSize: ['auto', 'auto'],
    splitLine: { show: true, lineStyle: { color: palette['line'], width: 1 } },
    itemStyle: { color: 'transparent', borderColor: palette['chart-grid'], borderWidth: 0.5 },
    yearLabel: { show: false },
    dayLabel: { ...labelOf(palette), firstDay: 1, nameMap: [...weekdayNames('narrow')] },
    monthLabel: { ...labelOf(palette), nameMap: [...monthNames()] },
  }
}

function yearTooltip(cell: YearCell | undefined, measure: Measure): string {
  if (cell === undefined) return ''
  const { date, row, value } = cell
  return tooltipOf(formatDate(date), [
    [texts.space.measures[measure], value === null ? texts.space.day.unknown : formatMeasure(value, measure)],
    [texts.space.history.upTime, formatFinePercent(row.up_time)],
  ])
}
