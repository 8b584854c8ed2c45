import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { Ellipsis } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useCallback, useRef, useState } from 'preact/hooks'
import { formatZone } from '../format/times.ts'
import { Card } from '../parts/card.tsx'
import { Menu, MenuItem } from '../parts/menu.tsx'
import { AnswerView, type Nothing } from '../parts/notice.tsx'
import { say } from '../parts/toast.tsx'
import type { Answer } from '../state/answer.ts'
import { hoursText, workingHours } from '../state/working-hours.ts'
import { texts } from '../texts/texts.ts'
import { ChartCanvas } from './chart-canvas.tsx'
import type { ChartTable } from './chart-table.ts'
import { DataTable } from './data-table.tsx'
import { downloadCsv, downloadPng, downloadXlsx } from './downloads.ts'
import type { Palette } from './palette.ts'
import type { LegendItem } from './picture.ts'
import './chart.css'

interface ChartProps<T> {
  title: string
  /** What is shown and how it is reckoned. */
  definition?: string
  /** The zone that its times are in; left out where it has none. */
  zone?: string
  answer: Answer<T>
  /** What to say instead when there is nothing to draw. */
  empty?: (value: T) => Nothing | null
  /** Draws the value. To be kept (`useCallback`) as long as what it closes over stays the same. */
  option: (value: T, palette: Palette) => EChartsCoreOption
  /** The same, exact, as rows. */
  table: (value: T) => ChartTable
  /** What can be seen, in a sentence: for screen readers. */
  summary: (value: T) => string
  height?: number
  /** What files say besides: of which place, of when, in which unit. */
  about?: (value: T) => readonly string[]
  /** Whose each line is, where the footer says so rather than the chart. */
  legend?: (value: T) => readonly LegendItem[]
  /** Name of what is downloaded, without its ending. */
  fileName: string
  /** Controls beside the title. */
  actions?: ComponentChildren
  /** A width of the grid, such as `span-6`. */
  class?: string
  /** Stands under the picture, such as a legend. */
  footer?: (value: T) => ComponentChildren
}

/** A chart with all that belongs to one: its states, its zone, its data as a table, PNG, CSV, and a link to it. */
export function Chart<T>(props: ChartProps<T>) {
  const { title, definition, zone, answer, height = 280, actions } = props
  const chart = useRef<EChartsType | null>(null)
  const [isTable, setTable] = useState(false)
  const { value } = answer
  const menu = value !== undefined && (
    <ChartMenu {...props} value={value} chart={chart} isTable={isTable} onToggle={() => setTable(!isTable)} />
  )
  return (
    <Card
      title={title}
      {...(definition !== undefined && { definition })}
      class={`chart ${props.class ?? ''}`}
      actions={
        <>
          {actions}
          {menu}
        </>
      }
    >
      <AnswerView answer={answer} height={`${height}px`} {...(props.empty && { empty: props.empty })}>
        {(shown) =>
          isTable ? (
            <DataTable caption={title} table={props.table(shown)} />
          ) : (
            <Picture {...props} value={shown} height={height} chart={chart} />
          )
        }
      </AnswerView>
      {zone !== undefined && <p class="chart-zone">{texts.common.chart.zone(formatZone(zone))}</p>}
    </Card>
  )
}

interface ChartMenuProps<T> extends ChartProps<T> {
  value: T
  chart: { readonly current: EChartsType | null }
  isTable: boolean
  onToggle: () => void
}

function ChartMenu<T>(props: ChartMenuProps<T>) {
  const { title, value, chart, isTable, onToggle, fileName } = props
  const words = texts.common.chart
  const picture = { title, lines: aboutLines(props, value), legend: props.legend?.(value) ?? [] }
  return (
    <Menu label={`${title}: ${words.menu}`} icon={Ellipsis}>
      {!isTable && (
        <MenuItem onPress={() => downloadPng(chart.current, picture, fileName)}>{words.png}</MenuItem>
      )}
      <MenuItem onPress={() => downloadCsv(props.table(value), fileName)}>{words.csv}</MenuItem>
      <MenuItem onPress={() => downloadXlsx(title, props.table(value), picture.lines, fileName)}>
        {words.xlsx}
      </MenuItem>
      <MenuItem onPress={copyLink}>{words.link}</MenuItem>
      <MenuItem onPress={onToggle}>{isTable ? words.asChart : words.asTable}</MenuItem>
    </Menu>
  )
}

/** All that a file says of a chart, a line each. */
function aboutLines<T>({ about, definition, zone }: ChartProps<T>, value: T): readonly string[] {
  return [
    ...(about?.(value) ?? []),
    ...(definition === undefined ? [] : [definition]),
    ...(zone === undefined ? [] : [texts.common.chart.zone(formatZone(zone))]),
  ]
}

interface PictureProps<T> extends Pick<ChartProps<T>, 'option' | 'summary' | 'footer'> {
  value: T
  height: number
  chart: { current: EChartsType | null }
}

function Picture<T>({ option, summary, footer, value, height, chart }: PictureProps<T>) {
  const draw = useCallback((palette: Palette) => option(value, palette), [option, value])
  return (
    <>
      <ChartCanvas
        option={draw}
        height={height}
        label={summary(value)}
        onChart={(made) => {
          chart.current = made
        }}
      />
      {footer?.(value)}
    </>
  )
}

/** The address of the page with what it does not say by itself: the working hours. */
async function copyLink(): Promise<void> {
  const url = new URL(location.href)
  url.searchParams.set('hours', hoursText(workingHours.value))
  try {
    await navigator.clipboard.writeText(url.href)
    say(texts.common.chart.linkCopied)
  } catch {
    history.replaceState(null, '', url)
    say(texts.common.chart.linkFailed, 'failed')
  }
}
