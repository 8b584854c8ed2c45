import type { EChartsCoreOption } from 'echarts/core'
import type { Distribution } from '../../../../src/client/analytics-wire.ts'
import { bucketAxis, gridOf, labelOf, legendOf, valueAxis } from '../../charts/axes.ts'
import { type ChartTable, inHours } from '../../charts/chart-table.ts'
import type { Palette } from '../../charts/palette.ts'
import { tooltipOf } from '../../charts/tooltip.ts'
import { formatDuration } from '../../format/durations.ts'
import { formatCount, formatFinePercent, formatPercent } from '../../format/numbers.ts'
import { texts } from '../../texts/texts.ts'

const words = texts.space.distribution
/** More bars than this cannot be told apart: neighbouring counts are then drawn together. */
const MOST_BARS = 60

/** A bar: the counts from `from` to `to`, both included, with the time there were so many people. */
interface Bar {
  readonly from: number
  readonly to: number
  readonly durationMs: number
  readonly share: number
  /** Share of the observed time with at most `to` people. */
  readonly cumulative: number
}

/** The bars from 0 to the highest count; no bar holds counts both within and over the capacity. */
export function barsOf({ counts, observed_ms }: Distribution, capacity: number | null): readonly Bar[] {
  const highest = counts.at(-1)?.count
  if (highest === undefined || observed_ms === 0) return []
  const width = Math.ceil((highest + 1) / MOST_BARS)
  const durations = new Map(counts.map(({ count, duration_ms }) => [count, duration_ms]))
  const bars: Bar[] = []
  let passed = 0
  for (let from = 0; from <= highest; ) {
    const wide = Math.min(from + width - 1, highest)
    const to = capacity !== null && from <= capacity && capacity < wide ? capacity : wide
    let durationMs = 0
    for (let count = from; count <= to; count++) durationMs += durations.get(count) ?? 0
    passed += durationMs
    bars.push({ from, to, durationMs, share: durationMs / observed_ms, cumulative: passed / observed_ms })
    from = to + 1
  }
  return bars
}

/** Share of the observed time at each count; what is over the capacity is hatched in the colour of that. */
export function distributionOption(
  distribution: Distribution,
  capacity: number | null,
  palette: Palette,
): EChartsCoreOption {
  const bars = barsOf(distribution, capacity)
  const isOver = ({ from }: Bar) => capacity !== null && from > capacity
  const over = { color: palette.overHatch, borderColor: palette['state-over'], borderWidth: 1 }
  const usual = capacity === null ? words.withoutCapacity : words.within
  const series = { type: 'bar', stack: 'share', barCategoryGap: '18%', barMaxWidth: 36 }
  return {
    grid: { ...gridOf(palette, 1), bottom: palette.fontSize * 4 },
    legend: legendOf(palette, [
      usual,
      ...(bars.some(isOver) ? [{ name: words.over, icon: 'rect', itemStyle: over }] : []),
    ]),
    xAxis: {
      ...bucketAxis(palette, bars.map(barName)),
      name: words.axis,
      nameLocation: 'middle',
      nameGap: palette.fontSize * 2,
      nameTextStyle: labelOf(palette),
    },
    yAxis: { ...valueAxis(palette, formatPercent), minInterval: 0.01 },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (items: readonly { readonly dataIndex: number }[]) =>
        barTooltip(bars[items[0]?.dataIndex ?? -1]),
    },
    series: [
      {
        ...series,
        name: usual,
        itemStyle: { color: palette['chart-1'], borderRadius: [3, 3, 0, 0] },
        data: bars.map((bar) => (isOver(bar) ? null : bar.share)),
      },
      {
        ...series,
        name: words.over,
        itemStyle: over,
        data: bars.map((bar) => (isOver(bar) ? bar.share : null)),
      },
    ],
  }
}

/** The counts of a bar. */
function barName({ from, to }: Pick<Bar, 'from' | 'to'>): string {
  return from === to ? formatCount(from) : `${formatCount(from)}–${formatCount(to)}`
}

function barTooltip(bar: Bar | undefined): string {
  if (bar === undefined) return ''
  return tooltipOf(
    texts.space.people(barName(bar)),
    [
      [words.share, formatFinePercent(bar.share)],
      [words.time, formatDuration(bar.durationMs)],
    ],
    words.atMost(formatCount(bar.to), formatFinePercent(bar.cumulative)),
  )
}

/** Every count with its exact time. */
export function distributionTable({ counts, observed_ms }: Distribution): ChartTable {
  let passed = 0
  return {
    columns: [...words.columns, ...words.fileColumns],
    inFilesOnly: words.fileColumns,
    rows: counts.map(({ count, duration_ms }) => {
      passed += duration_ms
      return [count, inHours(duration_ms), duration_ms / observed_ms, passed / observed_ms, duration_ms]
    }),
  }
}
