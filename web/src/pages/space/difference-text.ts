import { texts } from '../../texts/texts.ts'

const percent = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 0,
  signDisplay: 'exceptZero',
})
const points = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })

/** A difference with its sign and unit. */
export function differenceText(difference: number, kind: 'relative' | 'points' | 'absolute'): string {
  if (kind === 'relative') return percent.format(difference)
  return kind === 'points'
    ? texts.space.figures.points(points.format(difference * 100))
    : whole.format(difference)
}
