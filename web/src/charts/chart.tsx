import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { Ellipsis } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useCallback, useRef, useState } from 'preact/hooks'
import { formatZone } from '../format/times.ts'
import { Card } from '../parts/card.tsx'
import { Menu, MenuItem } from '../parts/menu.tsx'
import { AnswerView } from '../parts/notice.tsx'
import { say } from '../parts/toast.tsx'
import type { Answer } from '../state/answer.ts'
import { hoursText, workingHours } from '../state/working-hours.ts'
import { texts } from '../texts/texts.ts'
import { ChartCanvas } from './chart-canvas.tsx'
import { type ChartTable, toCsv } from './chart-table.ts'
import { DataTable } from './data-table.tsx'
import { download } from './download.ts'
import type { Palette } from './palette.ts'
import './chart.css'

interface ChartProps<T> {
  title: string
  /** What is shown and how it is reckoned. */
  definition?: string
  /** The zone that its times are in; left out where it has none. */
  zone?: string
  answer: Answer<T>
  /** What to say instead when there is nothing to draw. */
  empty?: (value: T) => string | null
  /** Draws the value. To be kept (`useCallback`) as long as what it closes over stays the same. */
  option: (value: T, palette: Palette) => EChartsCoreOption
  /** The same, exact, as rows. */
  table: (value: T) => ChartTable
  /** What can be seen, in a sentence: for screen readers. */
  summary: (value: T) => string
  height?: number
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
  const { title, definition, zone, answer, height = 280, fileName, actions } = props
  const chart = useRef<EChartsType | null>(null)
  const [isTable, setTable] = useState(false)
  const { value } = answer
  const menu = value !== undefined && (
    <Menu label={`${title}: ${texts.common.chart.menu}`} icon={Ellipsis}>
      {!isTable && (
        <MenuItem onPress={() => downloadPng(chart.current, fileName)}>{texts.common.chart.png}</MenuItem>
      )}
      <MenuItem onPress={() => downloadCsv(props.table(value), fileName)}>{texts.common.chart.csv}</MenuItem>
      <MenuItem onPress={copyLink}>{texts.common.chart.link}</MenuItem>
      <MenuItem onPress={() => setTable(!isTable)}>
        {isTable ? texts.common.chart.asChart : texts.common.chart.asTable}
      </MenuItem>
    </Menu>
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

function downloadPng(chart: EChartsType | null, fileName: string): void {
  if (chart === null) return
  const backgroundColor = getComputedStyle(chart.getDom()).getPropertyValue('background-color')
  download(`${fileName}.png`, chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor }))
}

function downloadCsv(table: ChartTable, fileName: string): void {
  download(`${fileName}.csv`, new Blob([toCsv(table)], { type: 'text/csv' }))
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
