import type { EChartsCoreOption } from 'echarts/core'
import type { MetricsRow, SpaceMetrics } from '../../../../src/client/analytics-wire.ts'
import type { OperatingHours } from '../../../../src/client/density-wire.ts'
import { gridOf, labelOf } from '../../charts/axes.ts'
import { type ChartTable, inHours } from '../../charts/chart-table.ts'
import type { Palette } from '../../charts/palette.ts'
import { tooltipOf } from '../../charts/tooltip.ts'
import { formatHour } from '../../format/hours.ts'
import { formatFinePercent } from '../../format/numbers.ts'
import { formatHourMark, weekdayNames } from '../../format/times.ts'
import { texts } from '../../texts/texts.ts'
import { timeCells, usedMs } from './history-chart.ts'
import { formatMeasure, heatScale, type Measure, measureOf } from './measure.ts'

const words = texts.space.week
/** Weeks are read from Monday, though they are counted from Sunday. */
const shownDays = [1, 2, 3, 4, 5, 6, 0]

/** An hour of the week: its place, counted from Monday midnight, its row, and `null` where nothing was observed. */
interface WeekCell {
  readonly hour: number
  readonly line: number
  readonly row: MetricsRow
  readonly value: number | null
}

/** The hours of the week that the period has time in, Monday first. */
export function weekCells(rows: readonly MetricsRow[], measure: Measure): readonly WeekCell[] {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return shownDays.flatMap((day, line) =>
    Array.from({ length: 24 }, (_, hour) => {
      const row = byKey.get(String(day * 24 + hour))
      return row === undefined ? [] : [{ hour, line, row, value: measureOf(row, measure) }]
    }).flat(),
  )
}

/** A box of the week: from an hour to an hour, from a line to a line, the ends not included. */
interface HoursBox {
  readonly from: number
  readonly to: number
  readonly first: number
  readonly last: number
}

/** The working hours as boxes over neighbouring days. */
export function hoursBoxes(hours: OperatingHours | null): readonly HoursBox[] {
  if (hours === null) return []
  const boxes: { from: number; to: number; first: number; last: number }[] = []
  for (const [line, day] of shownDays.entries()) {
    if (!hours.days.includes(day)) continue
    const last = boxes.at(-1)
    if (last?.last === line) last.last = line + 1
    else boxes.push({ from: hours.start_hour, to: hours.end_hour || 24, first: line, last: line + 1 })
  }
  return boxes
}

/** Weekday by hour, the darker the fuller; working hours outlined, what was never observed hatched. */
export function weekOption(
  metrics: SpaceMetrics,
  measure: Measure,
  hours: OperatingHours | null,
  isNarrow: boolean,
  palette: Palette,
): EChartsCoreOption {
  const cells = weekCells(metrics.rows, measure)
  const names = weekdayNames('short')
  const grid = gridOf(palette, 1)
  const axis = {
    type: 'category',
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: labelOf(palette),
  }
  return {
    animation: false,
    grid: { ...grid, bottom: grid.bottom + 6 },
    xAxis: {
      ...axis,
      data: Array.from({ length: 24 }, (_, hour) => formatHourMark(Date.UTC(2023, 0, 1, hour), 'UTC')),
      axisLabel: { ...labelOf(palette), interval: isNarrow ? 5 : 2 },
    },
    yAxis: { ...axis, inverse: true, data: shownDays.map((day) => names[day]) },
    visualMap: heatScale(
      palette,
      measure,
      cells.map(({ value }) => value),
    ),
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => weekTooltip(cells[dataIndex], measure),
    },
    series: [
      {
        type: 'heatmap',
        data: cells.map(({ hour, line, value }) =>
          value === null
            ? { value: [hour, line, 0], visualMap: false, itemStyle: { color: palette.hatch } }
            : [hour, line, value],
        ),
        itemStyle: { borderColor: palette.surface, borderWidth: 2, borderRadius: 3 },
        emphasis: { itemStyle: { borderColor: palette.text, borderWidth: 1.5 } },
      },
      outlineSeries(hoursBoxes(hours), palette),
    ],
  }
}

interface DrawApi {
  value(dimension: number): number
  coord(at: readonly number[]): number[]
  size(of: readonly number[]): number[]
}

function outlineSeries(boxes: readonly HoursBox[], palette: Palette) {
  return {
    type: 'custom',
    silent: true,
    z: 5,
    encode: { x: 0, y: 2 },
    data: boxes.map(({ from, to, first, last }) => [from, to, first, last]),
    renderItem: (_: unknown, api: DrawApi) => {
      const [width = 0, height = 0] = api.size([1, 1])
      const [x = 0, y = 0] = api.coord([api.value(0), api.value(2)])
      return {
        type: 'rect',
        shape: {
          x: x - width / 2,
          y: y - height / 2,
          width: width * (api.value(1) - api.value(0)),
          height: height * (api.value(3) - api.value(2)),
          r: 4,
        },
        style: { fill: 'none', stroke: palette.text, lineWidth: 1.5 },
      }
    },
  }
}

function weekTooltip(cell: WeekCell | undefined, measure: Measure): string {
  if (cell === undefined) return ''
  const { hour, line, row, value } = cell
  const day = weekdayNames('long')[shownDays[line] ?? 0] ?? ''
  return tooltipOf(`${day}, ${formatHour(hour)} – ${formatHour(hour + 1)}`, [
    [texts.space.measures[measure], value === null ? texts.space.day.unknown : formatMeasure(value, measure)],
    [texts.space.history.upTime, formatFinePercent(row.up_time)],
  ])
}

/** The hours of the week as rows, Sunday first as the server has them. */
export function weekTable({ rows }: SpaceMetrics): ChartTable {
  const names = weekdayNames('long')
  return {
    columns: [...words.columns, ...words.fileColumns],
    inFilesOnly: words.fileColumns,
    rows: rows.map((row) => [
      names[Math.floor(Number(row.key) / 24)] ?? '',
      Number(row.key) % 24,
      row.occupancy_avg,
      row.occupancy_max,
      row.observed_ms === 0 ? null : row.time_used_percentage,
      inHours(usedMs(row)),
      row.up_time,
      usedMs(row),
      ...timeCells(row),
    ]),
  }
}
