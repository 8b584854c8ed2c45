import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { useEffect, useRef, useState } from 'preact/hooks'
import { UnloadedNotice } from '../parts/unloaded-notice.tsx'
import { colourScheme } from '../state/theme.ts'
import { type Palette, readPalette } from './palette.ts'
import { besideChart } from './tooltip-place.ts'

interface ChartCanvasProps {
  option: (palette: Palette) => EChartsCoreOption
  /** In px of an ordinary screen; it grows with the text on larger ones. */
  height: number
  /** What the picture shows, in a sentence. */
  label: string
  /** Hears of the chart when it is there, and of `null` when it has gone. */
  onChart?: (chart: EChartsType | null) => void
}

const still = matchMedia('(prefers-reduced-motion: reduce)')

/** A chart drawn by ECharts, in the colours of the page, as wide as its place. */
export function ChartCanvas({ option, height, label, onChart }: ChartCanvasProps) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const [isUnloaded, setUnloaded] = useState(false)
  const latest = useRef(option)
  latest.current = option
  const scheme = colourScheme.value

  const draw = useRef((element: HTMLElement) => {
    const palette = readPalette(element)
    chart.current?.setOption(withBase(latest.current(palette), palette, element), { notMerge: true })
  }).current

  useEffect(() => {
    const element = place.current
    if (element === null) return
    let isGone = false
    const resized = new ResizeObserver(() => chart.current?.resize())
    const begin = ({ init }: typeof import('./echarts.ts')) => {
      if (isGone) return
      chart.current = init(element)
      draw(element)
      resized.observe(element)
      onChart?.(chart.current)
    }
    void import('./echarts.ts').then(begin, () => setUnloaded(true))
    return () => {
      isGone = true
      resized.disconnect()
      onChart?.(null)
      if (chart.current !== null) dispose(chart.current)
      chart.current = null
    }
  }, [])

  useEffect(() => {
    if (place.current !== null) draw(place.current)
  }, [option, scheme])

  if (isUnloaded) return <UnloadedNotice />
  return (
    <div
      ref={place}
      class="chart-canvas"
      style={{ height: `${height / 15}rem` }}
      role="img"
      aria-label={label}
    />
  )
}

/** A picture drawn piece by piece would go on after its chart is gone, had not another one been begun: an empty one. */
function dispose(chart: EChartsType): void {
  chart.clear()
  chart.getZr().refreshImmediately()
  chart.dispose()
}

interface WithTooltip {
  readonly tooltip?: { readonly trigger?: 'axis' | 'item' }
}

/** An option with what all charts have in common. */
function withBase(option: EChartsCoreOption, palette: Palette, element: HTMLElement): EChartsCoreOption {
  const { tooltip } = option as WithTooltip
  const isOfAxis = tooltip?.trigger === 'axis'
  return {
    ...baseOption(palette),
    ...option,
    tooltip: {
      ...tooltipLook(palette),
      ...(isOfAxis && { confine: false, position: placed(element) }),
      ...tooltip,
    },
  }
}

function placed(element: HTMLElement) {
  return (
    [x]: [number, number],
    _: unknown,
    __: unknown,
    ___: unknown,
    size: { contentSize: number[]; viewSize: number[] },
  ) => besideChart(x, size, element.getBoundingClientRect().top)
}

function tooltipLook(palette: Palette) {
  return {
    confine: true,
    backgroundColor: palette['surface-raised'],
    borderColor: palette.line,
    textStyle: { color: palette.text, fontSize: palette.fontSize + 1 },
  }
}

function baseOption(palette: Palette): EChartsCoreOption {
  return {
    animation: !still.matches,
    animationDuration: 300,
    color: palette.series,
    textStyle: { fontFamily: palette.font, color: palette.text },
  }
}
