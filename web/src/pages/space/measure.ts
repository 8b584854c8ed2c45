import type { MetricsRow } from '../../../../src/client/analytics-wire.ts'
import type { Palette } from '../../charts/palette.ts'
import { formatAverage, formatCount, formatFinePercent, formatPercent } from '../../format/numbers.ts'
import { texts } from '../../texts/texts.ts'

/** What a heatmap can show. */
export const measures = ['average', 'peak', 'used'] as const
export type Measure = (typeof measures)[number]

/** The measure that an address names, the average unless it names another. */
export function measureIn(text: string | undefined): Measure {
  return measures.find((measure) => measure === text) ?? 'average'
}

/** A row's value; `null` where nothing was observed, since a time used of 0 is then no finding. */
export function measureOf(row: MetricsRow, measure: Measure): number | null {
  if (row.observed_ms === 0) return null
  switch (measure) {
    case 'average':
      return row.occupancy_avg
    case 'peak':
      return row.occupancy_max
    case 'used':
      return row.time_used_percentage
  }
}

/** A value with its unit. */
export function formatMeasure(value: number, measure: Measure): string {
  switch (measure) {
    case 'average':
      return texts.space.people(formatAverage(value))
    case 'peak':
      return texts.space.people(formatCount(value))
    case 'used':
      return formatFinePercent(value)
  }
}

/** The scale of colours from nothing to the highest value; time used ends at all of the time. */
export function heatScale(palette: Palette, measure: Measure, values: readonly (number | null)[]) {
  const highest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0)
  const short = (value: number) => (measure === 'used' ? formatPercent(value) : formatAverage(value))
  const max = highest === 0 ? 1 : highest
  return {
    type: 'continuous',
    min: 0,
    max,
    calculable: false,
    orient: 'horizontal',
    left: 0,
    bottom: 0,
    itemWidth: palette.fontSize,
    itemHeight: 140,
    text: [short(max), short(0)],
    textStyle: { color: palette['text-muted'], fontSize: palette.fontSize },
    inRange: { color: palette.heat },
    seriesIndex: 0,
  }
}
