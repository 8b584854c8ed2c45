import type { EChartsCoreOption } from 'echarts/core'
import { dashIcon, gridOf, labelOf, legendOf, lineIcon, topBelow, valueAxis } from '../../charts/axes.ts'
import type { Palette } from '../../charts/palette.ts'
import { type TooltipLine, tooltipOf } from '../../charts/tooltip.ts'
import { formatAverage, formatCount } from '../../format/numbers.ts'
import { formatExactTime, formatHourMark, formatTime } from '../../format/times.ts'
import { hourTicks } from '../../format/wall-clock.ts'
import { texts } from '../../texts/texts.ts'
import { correctionNotes, correctionSeries } from './day-corrections.ts'
import { type DayStep, type DayView, gapsOf, linePoints, peakOf, stepAt } from './day-steps.ts'

const words = texts.space.day
const MINUTE_MS = 60_000

/** How a day is shown. */
interface DayLook {
  /** Whether there is only the width of a phone. */
  readonly isNarrow: boolean
  /** Where now is, when it is on this day. */
  readonly now: number | null
}

/** A local day over real time: what was counted as an exact step line, over what is usual then. */
export function dayOption(day: DayView, { isNarrow, now }: DayLook, palette: Palette): EChartsCoreOption {
  const ticks = hourTicks(day.start, day.end, day.zone, isNarrow ? 6 : 3)
  const items = legendItems(day, palette)
  const top = topOf(day)
  return {
    animation: false,
    grid: gridOf(palette, isNarrow ? Math.ceil(items.length / 2) : 1),
    legend: { ...legendOf(palette, items), formatter: (name: string) => legendName(name, day, top) },
    xAxis: {
      type: 'value',
      min: day.start,
      max: day.end,
      axisLabel: {
        ...labelOf(palette),
        customValues: ticks,
        formatter: (at: number) => formatHourMark(at, day.zone),
        alignMinLabel: 'left',
        alignMaxLabel: 'right',
      },
      axisTick: { customValues: ticks },
      axisLine: { onZero: false, lineStyle: { color: palette['chart-grid'] } },
      splitLine: { show: false },
    },
    yAxis: { ...valueAxis(palette, formatCount), minInterval: 1, ...(top !== null && { max: top }) },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'line', snap: false, lineStyle: { color: palette['text-muted'] } },
      formatter: (items: readonly { readonly axisValue: number }[]) =>
        dayTooltip(day, items[0]?.axisValue, isNarrow ? 30 * MINUTE_MS : 10 * MINUTE_MS),
    },
    series: [
      ...usualSeries(day, palette),
      capacitySeries(day, palette),
      countSeries(day, now, palette),
      cappedSeries(day, palette),
      peakSeries(day, palette),
      correctionSeries(day.corrections, palette),
    ],
  }
}

function highestCapacity({ capacities }: DayView): number | null {
  const known = capacities.flatMap(({ capacity }) => capacity ?? [])
  return known.length === 0 ? null : Math.max(...known)
}

/** Where the axis ends when the capacity is far above everything; `null` where it may end by itself. */
function topOf(day: DayView): number | null {
  const values = [
    ...day.steps.map(({ count }) => count),
    ...day.usual.flatMap(({ p90, median }) => [p90, median]),
  ]
  return topBelow(highestCapacity(day), values)
}

/** Says the capacity in words where it is not on the picture. */
function legendName(name: string, day: DayView, top: number | null): string {
  if (name !== words.capacity || top === null) return name
  return words.capacityAbove(formatCount(highestCapacity(day)))
}

function legendItems({ steps, usual, capacities, corrections }: DayView, palette: Palette) {
  const hasUsual = usual.some(({ median }) => median !== null)
  return [
    ...(steps.length > 0 ? [{ name: words.count, icon: lineIcon }] : []),
    ...(hasUsual
      ? [
          { name: words.median, icon: dashIcon },
          { name: words.band, icon: 'rect' },
        ]
      : []),
    ...(capacities.some(({ capacity }) => capacity !== null)
      ? [{ name: words.capacity, icon: dashIcon }]
      : []),
    ...(steps.some(({ isCapped }) => isCapped) ? [{ name: words.capped, icon: 'rect' }] : []),
    ...(gapsOf(steps).length > 0
      ? [
          {
            name: words.unknown,
            icon: 'rect',
            itemStyle: { color: palette.hatch, borderColor: palette.missing, borderWidth: 1 },
          },
        ]
      : []),
    ...(corrections.length > 0 ? [{ name: words.correction, icon: 'diamond' }] : []),
  ]
}

function countSeries(day: DayView, now: number | null, palette: Palette) {
  return {
    name: words.count,
    type: 'line',
    step: 'end',
    data: linePoints(day.steps),
    showSymbol: false,
    symbol: 'none',
    z: 4,
    lineStyle: { width: 2, color: palette['chart-1'] },
    itemStyle: { color: palette['chart-1'] },
    ...(now !== null && {
      markLine: {
        silent: true,
        symbol: 'none',
        lineStyle: { color: palette['text-muted'], type: 'solid', width: 1 },
        label: {
          formatter: words.now,
          color: palette.text,
          fontSize: palette.fontSize,
          distance: 2,
          backgroundColor: palette.surface,
          padding: [0, 3],
        },
        data: [{ xAxis: now }],
      },
    }),
  }
}

function usualSeries({ usual }: DayView, palette: Palette) {
  const middle = ({ start, end }: { start: number; end: number }) => (start + end) / 2
  const line = { type: 'line', showSymbol: false, symbol: 'none', silent: true }
  const hidden = { ...line, stack: 'band', stackStrategy: 'all', lineStyle: { width: 0 } }
  return [
    { ...hidden, name: 'p10', data: usual.map((quarter) => [middle(quarter), quarter.p10]) },
    {
      ...hidden,
      name: words.band,
      data: usual.map((quarter) => [
        middle(quarter),
        quarter.p90 === null || quarter.p10 === null ? null : quarter.p90 - quarter.p10,
      ]),
      areaStyle: { color: palette['chart-band'], opacity: 1 },
      itemStyle: { color: palette['chart-band'] },
    },
    {
      ...line,
      name: words.median,
      data: usual.map((quarter) => [middle(quarter), quarter.median]),
      lineStyle: { width: 1.5, type: 'dashed', color: palette['text-muted'] },
      itemStyle: { color: palette['text-muted'] },
      z: 3,
    },
  ]
}

function capacitySeries({ capacities, end }: DayView, palette: Palette) {
  const steps = capacities.map(({ start, capacity }, index) => ({
    start,
    end: capacities[index + 1]?.start ?? end,
    count: capacity,
    isCapped: false,
  }))
  return {
    name: words.capacity,
    type: 'line',
    step: 'end',
    data: linePoints(steps),
    showSymbol: false,
    symbol: 'none',
    silent: true,
    lineStyle: { width: 1.5, type: [6, 4], color: palette['chart-limit'] },
    itemStyle: { color: palette['chart-limit'] },
    z: 3,
  }
}

/** Lies over the line where the sensor's ceiling was reached; and holds what is drawn for unknown time. */
function cappedSeries({ steps }: DayView, palette: Palette) {
  const capped = steps.map((step): DayStep => (step.isCapped ? step : { ...step, count: null }))
  return {
    name: words.capped,
    type: 'line',
    step: 'end',
    data: linePoints(capped),
    showSymbol: false,
    symbol: 'none',
    silent: true,
    lineStyle: { width: 5, type: [2, 3], color: palette['chart-3'] },
    itemStyle: { color: palette['chart-3'] },
    z: 5,
  }
}

function peakSeries({ steps }: DayView, palette: Palette) {
  const peak = peakOf(steps)
  return {
    name: words.unknown,
    type: 'line',
    silent: true,
    symbol: 'circle',
    symbolSize: 9,
    z: 6,
    data: peak === null || peak.count === 0 ? [] : [[peak.at, peak.count]],
    itemStyle: { color: palette.surface, borderColor: palette['chart-1'], borderWidth: 2 },
    label: {
      show: true,
      position: 'top',
      formatter: peak === null ? '' : words.peakMark(formatCount(peak.count)),
      color: palette.text,
      fontSize: palette.fontSize,
      fontWeight: 600,
      textBorderColor: palette.surface,
      textBorderWidth: 3,
    },
    markArea: {
      silent: true,
      itemStyle: { color: palette.hatch },
      data: gapsOf(steps).map(({ start, end }) => [{ xAxis: start }, { xAxis: end }]),
    },
  }
}

/** What is at an instant of a day; a correction within `nearMs` of it is pointed at too. */
function dayTooltip(day: DayView, at: number | undefined, nearMs: number): string {
  if (at === undefined) return ''
  const step = stepAt(day.steps, at)
  const capacity = day.capacities.findLast(({ start }) => start <= at)?.capacity ?? null
  const usual = day.usual.find(({ start, end }) => start <= at && at < end)
  const people = (count: number | null) =>
    count === null ? words.unknown : texts.space.people(formatCount(count))
  const lines: (TooltipLine | null)[] = [
    step === undefined
      ? null
      : [words.count, step.isCapped ? words.atLeast(people(step.count)) : people(step.count)],
    step === undefined
      ? null
      : [words.since, `${formatExactTime(step.start, day.zone)} – ${formatExactTime(step.end, day.zone)}`],
    capacity === null ? null : [words.capacity, people(capacity)],
    usual === undefined || usual.median === null ? null : [words.median, formatAverage(usual.median)],
    usual === undefined || usual.p10 === null
      ? null
      : [words.band, `${formatAverage(usual.p10)} – ${formatAverage(usual.p90)}`],
    usual === undefined ? null : [words.daysSeen, formatCount(usual.days)],
  ]
  const notes = correctionNotes(day.corrections, at, nearMs, day.zone)
  return tooltipOf(formatTime(at, day.zone), lines, ...notes)
}
