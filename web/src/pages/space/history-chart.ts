import type { EChartsCoreOption } from 'echarts/core'
import type { MetricsRow, SpaceMetrics } from '../../../../src/client/analytics-wire.ts'
import { bucketAxis, dashIcon, gridOf, legendOf, lineIcon, topBelow, valueAxis } from '../../charts/axes.ts'
import { type ChartTable, inHours, type LocalTime, utcText } from '../../charts/chart-table.ts'
import type { Palette } from '../../charts/palette.ts'
import { type TooltipLine, tooltipOf } from '../../charts/tooltip.ts'
import { formatDuration } from '../../format/durations.ts'
import { formatAverage, formatCount, formatFinePercent } from '../../format/numbers.ts'
import { texts } from '../../texts/texts.ts'
import { fullName, shortName } from './bucket-names.ts'
import { missingColumns } from './missing-columns.ts'
import type { HistoryResolution } from './period.ts'

const words = texts.space.history

/** Rows of one resolution with what is known of their space. */
export interface History extends SpaceMetrics {
  readonly resolution: HistoryResolution
}

/** Average and peak of each bucket; where nothing or not everything was seen, that is hatched. */
export function historyOption(history: History, isNarrow: boolean, palette: Palette): EChartsCoreOption {
  const { rows, resolution, time_zone, capacity } = history
  const top = topBelow(
    capacity,
    rows.flatMap(({ occupancy_avg, occupancy_max }) => [occupancy_avg, occupancy_max]),
  )
  const items = legendItems(history, palette)
  const grid = gridOf(palette, isNarrow ? Math.ceil(items.length / 3) : 1)
  const slider = palette.fontSize * 1.4
  return {
    grid: { ...grid, bottom: grid.bottom + slider + 10 },
    legend: {
      ...legendOf(palette, items),
      formatter: (name: string) =>
        name === words.capacity && top !== null ? texts.space.day.capacityAbove(formatCount(capacity)) : name,
    },
    xAxis: bucketAxis(
      palette,
      rows.map((row) => shortName(row, resolution, time_zone)),
    ),
    yAxis: { ...valueAxis(palette, formatAverage), ...(top !== null && { max: top }) },
    dataZoom: zoomOf(palette, slider, grid.bottom),
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (items: readonly { readonly dataIndex: number }[]) =>
        historyTooltip(history, rows[items[0]?.dataIndex ?? -1]),
    },
    series: [
      missingColumns(words.missing, rows, palette),
      capacityLine(rows, capacity, palette),
      {
        name: words.average,
        type: 'bar',
        barMaxWidth: 36,
        barCategoryGap: '28%',
        itemStyle: { color: palette['chart-1'], borderRadius: [3, 3, 0, 0] },
        data: rows.map(({ occupancy_avg }) => occupancy_avg),
      },
      {
        name: words.peak,
        type: 'line',
        lineStyle: { width: 0 },
        symbol: 'rect',
        symbolSize: [rows.length > 120 ? 4 : 12, 3],
        showAllSymbol: true,
        itemStyle: { color: palette['chart-2'] },
        z: 4,
        data: rows.map(({ occupancy_max, is_capped }) =>
          is_capped
            ? {
                value: occupancy_max,
                symbol: 'triangle',
                symbolSize: 9,
                itemStyle: { color: palette['chart-3'] },
              }
            : occupancy_max,
        ),
      },
    ],
  }
}

function legendItems({ rows, capacity }: History, palette: Palette) {
  return [
    words.average,
    { name: words.peak, icon: lineIcon },
    ...(capacity === null ? [] : [{ name: words.capacity, icon: dashIcon }]),
    ...(rows.some(isIncomplete)
      ? [
          {
            name: words.missing,
            icon: 'rect',
            itemStyle: { color: palette.hatch, borderColor: palette.missing, borderWidth: 1 },
          },
        ]
      : []),
  ]
}

function isIncomplete({ up_time, observed_ms }: MetricsRow): boolean {
  return up_time < 1 || observed_ms === 0
}

function zoomOf(palette: Palette, height: number, bottom: number) {
  const look = {
    borderColor: palette['chart-grid'],
    fillerColor: palette['chart-band'],
    handleStyle: { color: palette.surface, borderColor: palette.accent },
    moveHandleStyle: { color: palette.line },
    dataBackground: { lineStyle: { color: palette.line }, areaStyle: { color: palette['chart-grid'] } },
    selectedDataBackground: {
      lineStyle: { color: palette.accent },
      areaStyle: { color: palette['chart-band'] },
    },
    textStyle: { color: palette['text-muted'], fontSize: palette.fontSize },
  }
  return [
    // Without a key held, the wheel scrolls the page.
    { type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, moveOnMouseMove: true },
    {
      type: 'slider',
      height,
      bottom: bottom - 2,
      left: 12,
      right: 20,
      showDetail: false,
      brushSelect: false,
      moveHandleSize: 4,
      ...look,
    },
  ]
}

/** What the space is meant for now, across all buckets. */
function capacityLine(rows: readonly MetricsRow[], capacity: number | null, palette: Palette) {
  return {
    name: words.capacity,
    type: 'line',
    silent: true,
    symbol: 'none',
    lineStyle: { color: palette['chart-limit'], type: [6, 4], width: 1.5 },
    itemStyle: { color: palette['chart-limit'] },
    data: capacity === null ? [] : rows.map(() => capacity),
  }
}

function historyTooltip(history: History, row: MetricsRow | undefined): string {
  if (row === undefined) return ''
  const { resolution, time_zone } = history
  const people = (value: string) => texts.space.people(value)
  const peak = people(formatCount(row.occupancy_max))
  const lines: (TooltipLine | null)[] =
    row.observed_ms === 0
      ? [[words.average, texts.space.day.unknown]]
      : [
          [words.average, people(formatAverage(row.occupancy_avg))],
          [words.peak, row.is_capped ? texts.space.day.atLeast(peak) : peak],
          [
            words.timeUsed,
            `${formatDuration(row.time_used_ms)} (${formatFinePercent(row.time_used_percentage)})`,
          ],
          row.utilization_max === null ? null : [words.utilization, formatFinePercent(row.utilization_max)],
        ]
  return tooltipOf(fullName(row, resolution, time_zone), [
    ...lines,
    row.entrances === undefined
      ? null
      : [words.crossings, `${formatCount(row.entrances)} / ${formatCount(row.exits)}`],
    [words.upTime, formatFinePercent(row.up_time)],
  ])
}

/** Everything the server tells of each bucket, unrounded. */
export function metricsTable({ rows, time_zone }: SpaceMetrics): ChartTable {
  const hasDoorways = rows.some(({ entrances }) => entrances !== undefined)
  const { columns, doorwayColumns, fileColumns } = words
  return {
    columns: [...columns, ...(hasDoorways ? doorwayColumns : []), ...fileColumns],
    inFilesOnly: fileColumns,
    rows: rows.map((row) => [
      row.start === null ? row.key : localCell(row.start, time_zone),
      row.end === null ? null : localCell(row.end, time_zone),
      row.occupancy_avg,
      row.occupancy_max,
      row.occupancy_min,
      inHours(usedMs(row)),
      row.observed_ms === 0 ? null : row.time_used_percentage,
      row.utilization_avg,
      row.utilization_max,
      row.up_time,
      row.is_capped ? texts.space.yes : '',
      ...(hasDoorways ? [row.entrances ?? null, row.exits ?? null] : []),
      usedMs(row),
      ...timeCells(row),
      utcText(row.start),
      utcText(row.end),
    ]),
  }
}

/** How long a bucket was observed and how long it is, in hours and in milliseconds. */
export function timeCells({ observed_ms, length_ms }: MetricsRow): readonly (number | null)[] {
  return [inHours(observed_ms), observed_ms, inHours(length_ms), length_ms]
}

/** The time used of a bucket, which nothing is known of where nothing was observed. */
export function usedMs({ observed_ms, time_used_ms }: MetricsRow): number | null {
  return observed_ms === 0 ? null : time_used_ms
}

function localCell(instant: string, zone: string): LocalTime {
  return { at: Date.parse(instant), zone }
}
