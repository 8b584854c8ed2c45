import { locale } from './locale.ts'

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })

const wholePercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
const finePercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })

/** Stands for a number that is not known. */
export const UNKNOWN = '–'

/** A number of people or things. */
export function formatCount(count: number | null | undefined): string {
  return count === null || count === undefined ? UNKNOWN : whole.format(count)
}

/** An average, with one decimal. */
export function formatAverage(average: number | null | undefined): string {
  return average === null || average === undefined ? UNKNOWN : oneDecimal.format(average)
}

/** A share, 0…1 and above, as whole percent. */
export function formatPercent(share: number | null | undefined): string {
  return share === null || share === undefined ? UNKNOWN : wholePercent.format(share)
}

/** A share as percent with one decimal. */
export function formatFinePercent(share: number | null | undefined): string {
  return share === null || share === undefined ? UNKNOWN : finePercent.format(share)
}
