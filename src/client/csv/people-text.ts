/** How the numbers of a column are written. */
export interface NumberStyle {
  readonly decimal: '.' | ','
  /** Whether numbers without a `%` are percent of the capacity as well. */
  readonly isPercent: boolean
}

/** What a field says about a number of people. */
export type PeopleText =
  | { readonly kind: 'blank' }
  | { readonly kind: 'people'; readonly people: number; readonly isRounded: boolean }
  /** A share of a capacity that is not known. */
  | { readonly kind: 'share' }
  | { readonly kind: 'invalid' }

/** What a field says that was not measured. */
const blanks = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '–'])
const BLANK: PeopleText = { kind: 'blank' }
const INVALID: PeopleText = { kind: 'invalid' }
const SHARE: PeopleText = { kind: 'share' }

const MAX_LENGTH = 40
/** Digits, in groups of three where something separates them: a comma or point, a space, an apostrophe. */
const withPoint = /^(\d{1,3}(?:[, '’\u00a0\u202f]\d{3})+|\d+)(?:\.(\d*))?$/
const withComma = /^(\d{1,3}(?:[. '’\u00a0\u202f]\d{3})+|\d+)(?:,(\d*))?$/

/** Whether a field was left out, in one of the ways in which files say so. */
export function isBlank(text: string): boolean {
  return text.length <= 4 && blanks.has(text.toLowerCase())
}

/**
 * The number of people in a field, whole: a fraction is rounded to the nearest, halves up, and says so. A percentage is
 * one of `capacity`, in people.
 */
export function readPeople(field: string, style: NumberStyle, capacity: number | null): PeopleText {
  const text = field.trim()
  if (isBlank(text)) return BLANK
  const isPercent = text.endsWith('%')
  const value = isPercent ? numberIn(text.slice(0, -1).trimEnd(), style) : numberIn(text, style)
  if (value === null) return INVALID
  if (!isPercent && !style.isPercent) return peopleOf(value)
  return capacity === null ? SHARE : peopleOf((value * capacity) / 100)
}

/** A number that is not negative; `null` for any other text. */
export function numberIn(text: string, { decimal }: NumberStyle): number | null {
  const plain = Number(text)
  if (Number.isInteger(plain) && plain >= 0 && text !== '') return plain + 0
  if (text.length > MAX_LENGTH) return null
  const match = (decimal === '.' ? withPoint : withComma).exec(text)
  if (match === null) return null
  const [, whole = '', fraction = ''] = match
  return Number(`${whole.replaceAll(/\D/g, '')}.${fraction || '0'}`)
}

function peopleOf(value: number): PeopleText {
  const people = Math.round(value)
  return { kind: 'people', people, isRounded: people !== value }
}
