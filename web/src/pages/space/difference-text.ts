import { locale } from '../../format/locale.ts'
import { texts } from '../../texts/texts.ts'

const percent = new Intl.NumberFormat(locale, {
  style: 'percent',
  maximumFractionDigits: 0,
  signDisplay: 'exceptZero',
})
const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })

/** A difference with its sign and unit, such as `−3 points`. */
export function differenceText(difference: number, kind: 'relative' | 'points' | 'absolute'): string {
  // As wide as a plus, and never taken for a hyphen.
  return signed(difference, kind).replace('-', '−')
}

function signed(difference: number, kind: 'relative' | 'points' | 'absolute'): string {
  if (kind === 'relative') return percent.format(difference)
  return kind === 'points'
    ? texts.space.figures.points(points.format(difference * 100))
    : whole.format(difference)
}
