/** What a column of times shows as a whole. */
export interface TimeFindings {
  /** Whether the day comes first in `1/2/2024`; `null` when no row tells. */
  readonly dayFirst: boolean | null
  /** A date that could be read both ways, where that matters and nothing settles it. */
  readonly ambiguous: string | null
  /** A date that only fits with the day first and one that only fits with the month first, where the column has both. */
  readonly contradiction: readonly [string, string] | null
  /** Whether the column holds a spreadsheet's serial dates. */
  readonly serialDates: boolean
}

const NUMERIC_DATE = /^(\d{1,2})([-/])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)/
const HALF_DAY = /\d ?[ap]\.?m\b/i
const SERIAL = /^\d{5}(?:\.\d{1,15})?$/
/** Serial dates from 1954 to 2119: what a recording can be of. */
const SERIAL_RANGE = [20_000, 80_000] as const

/** Looks at every time of a column before any of them is read. */
export class TimeEvidence {
  #dayLed: string | null = null
  #monthLed: string | null = null
  #open: string | null = null
  #halfDays = 0
  #serials = 0
  #others = 0

  add(field: string): void {
    const text = field.trim()
    if (text === '') return
    if (isSerial(text)) this.#serials++
    else this.#others++
    const match = NUMERIC_DATE.exec(text)
    if (match !== null) this.#addDate(text, Number(match[1]), Number(match[3]))
  }

  conclude(): TimeFindings {
    const isMixed = this.#dayLed !== null && this.#monthLed !== null
    const dayFirst = isMixed ? null : this.#dayFirst()
    return {
      dayFirst,
      ambiguous: dayFirst === null && !isMixed ? this.#open : null,
      contradiction: this.#dayLed !== null && this.#monthLed !== null ? [this.#dayLed, this.#monthLed] : null,
      serialDates: this.#serials > 0 && this.#others === 0,
    }
  }

  #addDate(text: string, first: number, second: number): void {
    if (HALF_DAY.test(text.slice(0, 40))) this.#halfDays++
    if (first > 12 && second <= 12) this.#dayLed ??= text
    else if (second > 12 && first <= 12) this.#monthLed ??= text
    else if (first !== second) this.#open ??= text
  }

  /** Clocks with AM and PM go with dates that have the month first. */
  #dayFirst(): boolean | null {
    if (this.#dayLed !== null) return true
    if (this.#monthLed !== null || this.#halfDays > 0) return false
    return null
  }
}

function isSerial(text: string): boolean {
  const [least, greatest] = SERIAL_RANGE
  return SERIAL.test(text) && Number(text) >= least && Number(text) <= greatest
}
