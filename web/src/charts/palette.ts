/** What the colours of a chart are called, here and in the style sheet. */
export const colourNames = [
  'text',
  'text-muted',
  'surface',
  'surface-raised',
  'line',
  'accent',
  'chart-1',
  'chart-2',
  'chart-3',
  'chart-4',
  'chart-5',
  'chart-6',
  'chart-band',
  'chart-grid',
  'chart-limit',
  'heat-0',
  'heat-1',
  'heat-2',
  'heat-3',
  'heat-4',
  'missing',
  'state-available',
  'state-over',
  'state-unhealthy',
  'state-unhealthy-soft',
  'state-unknown',
  'warning',
] as const

/** The colours of the style sheet, as a canvas needs them: resolved for the colour scheme in force. */
export type Palette = Readonly<Record<(typeof colourNames)[number], string>> & {
  readonly series: string[]
  readonly heat: string[]
  readonly font: string
  /** Size of small text in px: a wall-sized screen is read from further away. */
  readonly fontSize: number
  /** Fills what is not known. */
  readonly hatch: Fill
  /** Fills what is over capacity, so that it is not told by colour alone. */
  readonly overHatch: Fill
}

/** A colour, or a pattern of one. */
export type Fill = string | { readonly image: HTMLCanvasElement; readonly repeat: 'repeat' }

/** Reads the colours that hold for an element now. */
export function readPalette(element: HTMLElement): Palette {
  const probe = element.appendChild(document.createElement('span'))
  const style = getComputedStyle(probe)
  const colours = Object.fromEntries(
    colourNames.map((name) => {
      probe.style.color = `var(--${name})`
      return [name, style.color]
    }),
  ) as Record<(typeof colourNames)[number], string>
  const font = style.fontFamily
  probe.remove()
  const rootSize = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return {
    ...colours,
    series: [1, 2, 3, 4, 5, 6].map((n) => colours[`chart-${n as 1}`]),
    heat: [0, 1, 2, 3, 4].map((n) => colours[`heat-${n as 0}`]),
    font,
    fontSize: Math.round(rootSize * 0.8),
    hatch: hatched(colours.missing, 'transparent', 2),
    overHatch: hatched(colours['state-over'], colours.surface, 4),
  }
}

/** Slanted lines on a ground. */
export function hatched(line: string, ground: string, width: number): Fill {
  const size = 8
  const image = document.createElement('canvas')
  image.width = size
  image.height = size
  const context = image.getContext('2d')
  if (context === null) return line
  context.fillStyle = ground
  context.fillRect(0, 0, size, size)
  context.strokeStyle = line
  context.lineWidth = width
  context.beginPath()
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift, size)
    context.lineTo(shift + size, 0)
  }
  context.stroke()
  return { image, repeat: 'repeat' }
}
