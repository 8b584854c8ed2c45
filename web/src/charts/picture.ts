import type { EChartsType } from 'echarts/core'
import type { Palette } from './palette.ts'

/** A line or a bar of a chart with its name, where the chart itself does not say it. */
export interface LegendItem {
  readonly name: string
  readonly colour: (palette: Palette) => string
  /** Lengths of dashes and gaps; none for an unbroken line. */
  readonly dash: readonly number[]
}

/** What a picture says around its chart. */
export interface PictureWords {
  readonly title: string
  readonly lines: readonly string[]
  readonly legend: readonly LegendItem[]
}

const SCALE = 2
const PADDING = 20
const TITLE = 20
const TEXT = 13
const LINE = 19

/** A chart as a picture that stands alone: with its title, what it is about, and whose each line is. */
export function pictureOf(chart: EChartsType, words: PictureWords, palette: Palette): HTMLCanvasElement {
  const width = chart.getWidth() + 2 * PADDING
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (context === null) return canvas
  context.font = `${TEXT}px ${palette.font}`
  const lines = words.lines.flatMap((line) => wrapped(context, line, width - 2 * PADDING))
  const top = PADDING + TITLE + 10 + lines.length * LINE + 8
  const bottom = top + chart.getHeight()
  canvas.width = width * SCALE
  canvas.height = (bottom + words.legend.length * LINE + PADDING) * SCALE
  context.scale(SCALE, SCALE)
  context.fillStyle = palette.surface
  context.fillRect(0, 0, width, canvas.height)
  writeHead(context, words.title, lines, palette)
  const drawn = chart.renderToCanvas({ pixelRatio: SCALE, backgroundColor: palette.surface })
  context.drawImage(drawn, PADDING, top, chart.getWidth(), chart.getHeight())
  for (const [index, item] of words.legend.entries()) {
    writeLegend(context, item, bottom + (index + 1) * LINE, palette)
  }
  return canvas
}

function writeHead(
  context: CanvasRenderingContext2D,
  title: string,
  lines: readonly string[],
  palette: Palette,
): void {
  context.fillStyle = palette.text
  context.font = `600 ${TITLE}px ${palette.font}`
  context.fillText(title, PADDING, PADDING + TITLE)
  context.font = `${TEXT}px ${palette.font}`
  context.fillStyle = palette['text-muted']
  for (const [index, line] of lines.entries()) {
    context.fillText(line, PADDING, PADDING + TITLE + 10 + (index + 1) * LINE)
  }
}

function writeLegend(
  context: CanvasRenderingContext2D,
  { name, colour, dash }: LegendItem,
  y: number,
  palette: Palette,
): void {
  context.strokeStyle = colour(palette)
  context.lineWidth = 2.2
  context.setLineDash([...dash])
  context.beginPath()
  context.moveTo(PADDING, y - 4)
  context.lineTo(PADDING + 36, y - 4)
  context.stroke()
  context.setLineDash([])
  context.fillStyle = palette.text
  context.font = `${TEXT}px ${palette.font}`
  context.fillText(name, PADDING + 46, y)
}

/** A text in lines that are no wider than allowed. */
export function wrapped(
  measure: Pick<CanvasRenderingContext2D, 'measureText'>,
  text: string,
  width: number,
): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && measure.measureText(longer).width > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line === '' ? lines : [...lines, line]
}
