import type { Palette } from './palette.ts'

/** Space around the drawing that labels and the rows of a legend take. */
export function gridOf(palette: Palette, legendRows: number) {
  const row = palette.fontSize * 1.2 + 10
  return {
    left: 4,
    right: 12,
    top: palette.fontSize + 4,
    bottom: legendRows === 0 ? 4 : legendRows * row + 8,
    outerBoundsMode: 'same',
    outerBoundsContain: 'axisLabel',
  }
}

/** What stands for a line in a legend. */
export const lineIcon = 'path://M0 0H16V3H0Z'
/** What stands for a line of dashes. */
export const dashIcon = 'path://M0 0H6V3H0ZM10 0H16V3H10Z'

/** A legend along the lower edge. */
export function legendOf(palette: Palette, data: readonly unknown[]) {
  return {
    bottom: 0,
    left: 0,
    itemWidth: 16,
    itemHeight: 10,
    itemGap: 14,
    data,
    textStyle: { color: palette['text-muted'], fontSize: palette.fontSize },
    inactiveColor: palette.line,
  }
}

/** How the words beside an axis look. */
export function labelOf(palette: Palette) {
  return { color: palette['text-muted'], fontSize: palette.fontSize }
}

/** An upright axis of numbers with quiet lines across. */
export function valueAxis(palette: Palette, format: (value: number) => string) {
  return {
    type: 'value',
    min: 0,
    axisLabel: { ...labelOf(palette), formatter: format },
    splitLine: { lineStyle: { color: palette['chart-grid'] } },
    axisLine: { show: false },
    axisTick: { show: false },
  }
}

/**
 * The end of an axis from 0 for values with a limit far above them: the limit would flatten them, and is left outside.
 * `null` where the limit is near enough to be drawn, or there is none; the axis then ends where it may.
 */
export function topBelow(limit: number | null, values: readonly (number | null)[]): number | null {
  const most = values.reduce<number>((highest, value) => Math.max(highest, value ?? 0), 0)
  return limit === null || most === 0 || limit <= 2 * most ? null : roundTop(most)
}

/** A round number somewhat above the highest value, where an axis from 0 can end; 1 for nothing. */
export function roundTop(most: number): number {
  if (most === 0) return 1
  const step = 10 ** Math.floor(Math.log10(most))
  return (
    [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((times) => times * step).find((top) => top >= most * 1.05) ?? 20 * step
  )
}

/** A lying axis of buckets, each with a name. */
export function bucketAxis(palette: Palette, names: readonly string[]) {
  return {
    type: 'category',
    data: names,
    axisLabel: { ...labelOf(palette), hideOverlap: true },
    axisLine: { lineStyle: { color: palette['chart-grid'] } },
    axisTick: { show: false },
  }
}
