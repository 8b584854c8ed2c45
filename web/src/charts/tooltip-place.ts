interface TooltipSize {
  readonly contentSize: readonly number[]
  readonly viewSize: readonly number[]
}

/** What the bar at the top of the window covers, in px. */
const BAR = 64
const GAP = 6

/**
 * Where the tooltip of a position on an axis goes, in px from the upper left of the chart: above the chart, or below it
 * where the window ends, so that it hides nothing of what is pointed at. `chartTop` is where the chart is in the window.
 */
export function besideChart(pointX: number, { contentSize, viewSize }: TooltipSize, chartTop: number) {
  const [width = 0, height = 0] = contentSize
  const [viewWidth = 0, viewHeight = 0] = viewSize
  const left = Math.max(0, Math.min(pointX - width / 2, viewWidth - width))
  const hasRoomAbove = chartTop - height - GAP >= BAR
  return [left, hasRoomAbove ? -height - GAP : viewHeight + GAP]
}
