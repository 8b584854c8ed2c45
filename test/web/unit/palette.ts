import { colourNames, type Palette } from '../../../web/src/charts/palette.ts'

const colours = Object.fromEntries(colourNames.map((name) => [name, name])) as Record<
  (typeof colourNames)[number],
  string
>

/** Colours that are their own names, to be found again in what a chart is made of. */
export const palette: Palette = {
  ...colours,
  series: ['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5', 'chart-6'],
  heat: ['heat-0', 'heat-1', 'heat-2', 'heat-3', 'heat-4'],
  font: 'Inter',
  fontSize: 12,
  hatch: 'hatch',
  overHatch: 'over-hatch',
}
