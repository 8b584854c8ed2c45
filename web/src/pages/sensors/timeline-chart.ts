import type { EChartsCoreOption } from 'echarts/core'
import type { HealthStatus } from '../../api/sensors.ts'
import { labelOf } from '../../charts/axes.ts'
import { type Fill, hatched, type Palette } from '../../charts/palette.ts'
import { tooltipOf } from '../../charts/tooltip.ts'
import { formatDuration } from '../../format/durations.ts'
import { formatCount } from '../../format/numbers.ts'
import { formatExactMoment, formatShortDay, formatZone } from '../../format/times.ts'
import { texts } from '../../texts/texts.ts'
import { type Strip, stripsOf } from './health.ts'
import { dayStarts, type Timeline, type TimelineRow } from './timeline.ts'

/** A strip narrower than this share of the picture cannot be told apart from the next. */
const LEAST_SHARE = 1 / 800
const ROW_HEIGHT = 28
/** Pixels for a serial number, most of which are far shorter; the tooltip has it whole. */
const LABEL_WIDTH = 160

/** Height of the picture of so many rows. */
export function heightOf(rows: number): number {
  return rows * ROW_HEIGHT + 44
}

interface StripDatum {
  readonly value: readonly [start: number, row: number, end: number]
  readonly strip: Strip
}

/** A row of strips for each sensor, with the days of the first one's zone below. */
export function timelineChart(timeline: Timeline, palette: Palette): EChartsCoreOption {
  const { start, end, rows } = timeline
  const data = rows.flatMap(({ spans }, row) =>
    stripsOf(spans, (end - start) * LEAST_SHARE).map(
      (strip): StripDatum => ({ value: [strip.start, row, strip.end], strip }),
    ),
  )
  return {
    grid: { left: 8, right: 12, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: dayAxis(timeline, palette),
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ serial }) => serial),
      // One sensor alone is named by its heading.
      axisLabel: {
        ...labelOf(palette),
        interval: 0,
        show: rows.length > 1,
        width: LABEL_WIDTH,
        overflow: 'truncate',
      },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    tooltip: {
      trigger: 'item',
      formatter: ({ data: { value, strip } }: { data: StripDatum }) => {
        const row = rows[value[1]]
        return row === undefined ? '' : tooltipText(row, strip)
      },
    },
    series: [stripSeries(data, palette)],
  }
}

function dayAxis({ start, end, rows }: Timeline, palette: Palette) {
  const zone = rows[0]?.zone ?? 'UTC'
  const days = dayStarts(start, end, zone)
  return {
    type: 'value',
    min: start,
    max: end,
    axisLabel: {
      ...labelOf(palette),
      customValues: days,
      hideOverlap: true,
      formatter: (at: number) => formatShortDay(at, zone),
    },
    axisTick: { show: true, customValues: days, lineStyle: { color: palette.line } },
    axisLine: { show: true, lineStyle: { color: palette['chart-grid'] } },
    splitLine: { show: false },
  }
}

/** What a custom series gets to draw with; ECharts types it more loosely. */
interface DrawApi {
  value(dimension: number): number
  coord(point: readonly [number, number]): [number, number]
  size(size: readonly [number, number]): [number, number]
}

function stripSeries(data: readonly StripDatum[], palette: Palette) {
  const fills = fillsOf(palette)
  return {
    type: 'custom',
    data,
    dimensions: ['start', 'row', 'end'],
    encode: { x: ['start', 'end'], y: 'row' },
    renderItem: ({ dataIndex }: { dataIndex: number }, api: DrawApi) => {
      const [x, y] = api.coord([api.value(0), api.value(1)])
      const [right] = api.coord([api.value(2), api.value(1)])
      const height = api.size([0, 1])[1] * 0.62
      const status = data[dataIndex]?.strip.status ?? 'unknown'
      return {
        type: 'rect',
        shape: { x, y: y - height / 2, width: Math.max(1, right - x), height },
        style: { fill: fills[status], stroke: palette.surface, lineWidth: status === 'healthy' ? 0 : 0.5 },
      }
    },
  }
}

/** Each status with a colour and a pattern: plain, broad stripes, narrow stripes on a tint, hatching on nothing. */
function fillsOf(palette: Palette): Readonly<Record<HealthStatus, Fill>> {
  return {
    healthy: palette['state-available'],
    degraded: hatched(palette.warning, palette.surface, 4),
    offline: hatched(palette['state-unhealthy'], palette['state-unhealthy-soft'], 3),
    unknown: palette.hatch,
  }
}

function tooltipText({ serial, zone }: TimelineRow, { status, start, end, size }: Strip): string {
  const { timeline, health } = texts.sensors
  return tooltipOf(
    serial,
    [
      [timeline.status, health[status]],
      [timeline.from, formatExactMoment(start, zone)],
      [timeline.to, formatExactMoment(end, zone)],
      [timeline.lasted, formatDuration(end - start)],
    ],
    size === 1 ? formatZone(zone, start) : timeline.several(formatCount(size)),
  )
}
