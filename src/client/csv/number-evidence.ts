import { isBlank, numberIn } from './people-text.ts'

/** What a column of numbers shows as a whole. */
export interface NumberFindings {
  /** How fractions are written; `null` when the fields allow both readings and differ by them. */
  readonly decimal: '.' | ',' | null
  /** A field that could be read both ways. */
  readonly ambiguous: string | null
  readonly values: number
  readonly max: number
  readonly hasPercent: boolean
  readonly fractions: number
  /** Whether it looks like a running total: it rises nearly always, and starts higher than it ever rises. */
  readonly looksCumulative: boolean
  readonly first: number
  readonly last: number
}

const THOUSANDS = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/
const FRACTION = /^\d+([.,])\d+$/
const BOTH = /^\d{1,3}(?:([.,])\d{3})+(?!\1)[.,]\d+$/
/** Falls a running total may have, a counter that starts over, for each so many values. */
const VALUES_A_RESTART = 10
/** So many values that never fall are no accident. */
const ENOUGH_VALUES = 24
/** Of fewer, a total shows by starting this many times higher than it ever rises. */
const CLEAR_START = 10
/** A counter that starts over falls below this share of what it said. */
const RESTART_SHARE = 4

/** Looks at every number of a column before any of them is kept. */
export class NumberEvidence {
  #points = 0
  #commas = 0
  #ambiguous: { readonly text: string; readonly mark: string } | null = null
  #percents = 0
  readonly #series = new Series()
  readonly #fractional = { '.': 0, ',': 0 }

  add(field: string): void {
    const trimmed = field.trim()
    if (isBlank(trimmed)) return
    const isPercent = trimmed.endsWith('%')
    const text = isPercent ? trimmed.slice(0, -1).trimEnd() : trimmed
    if (isPercent) this.#percents++
    if (/^\d+$/.test(text)) this.#series.add(Number(text))
    else this.#addMarked(text)
  }

  conclude(): NumberFindings {
    const decimal = this.#decimal()
    return {
      decimal,
      ambiguous: decimal === null ? (this.#ambiguous?.text ?? null) : null,
      hasPercent: this.#percents > 0,
      fractions: decimal === null ? 0 : this.#fractional[decimal],
      ...this.#series.conclude(),
    }
  }

  #addMarked(text: string): void {
    const both = BOTH.exec(text)
    const fraction = FRACTION.exec(text)
    if (both !== null) this.#sawDecimal(both[1] === ',' ? '.' : ',')
    else if (THOUSANDS.test(text)) this.#sawThousands(text)
    else if (fraction !== null) this.#sawDecimal(fraction[1] === ',' ? ',' : '.')
    const value = numberIn(text, { decimal: this.#decimal() ?? '.', isPercent: false })
    if (value !== null) this.#series.add(value)
  }

  /** Such as `1,204`: a group of thousands or three decimals; two groups can only be the former. */
  #sawThousands(text: string): void {
    const mark = text.includes(',') ? ',' : '.'
    if (text.split(mark).length > 2) this.#sawDecimal(mark === ',' ? '.' : ',', false)
    else this.#ambiguous ??= { text, mark }
    if (mark === '.') this.#fractional['.']++
    else this.#fractional[',']++
  }

  #sawDecimal(mark: '.' | ',', isFraction = true): void {
    if (mark === '.') this.#points++
    else this.#commas++
    if (isFraction) this.#fractional[mark]++
  }

  /** A comma before three digits is a group of thousands unless other fields say that commas are decimal. */
  #decimal(): '.' | ',' | null {
    if (this.#commas > 0 && this.#points > 0) return null
    if (this.#commas > 0) return ','
    if (this.#points > 0 || this.#ambiguous === null) return '.'
    return this.#ambiguous.mark === ',' ? '.' : null
  }
}

/** The values of a column, one after the other. */
class Series {
  #values = 0
  #first = 0
  #last = 0
  #max = 0
  /** As a total would go in time order, and in the reverse order of files that have the newest row first. */
  readonly #forward = new TotalWatch()
  readonly #backward = new TotalWatch()

  add(value: number): void {
    if (this.#values === 0) this.#first = value
    else {
      this.#forward.step(this.#last, value)
      this.#backward.step(value, this.#last)
    }
    this.#last = value
    this.#max = Math.max(this.#max, value)
    this.#values++
  }

  conclude(): Pick<NumberFindings, 'values' | 'max' | 'first' | 'last' | 'looksCumulative'> {
    return {
      values: this.#values,
      max: this.#max,
      first: this.#first,
      last: this.#last,
      looksCumulative:
        this.#forward.looksCumulative(this.#values, this.#first) ||
        this.#backward.looksCumulative(this.#values, this.#last),
    }
  }
}

/** Whether steps could be those of a running total, which falls only where it starts over. */
class TotalWatch {
  #rises = 0
  #restarts = 0
  #otherFalls = 0
  #largestRise = 0

  step(before: number, after: number): void {
    if (after > before) {
      this.#rises++
      this.#largestRise = Math.max(this.#largestRise, after - before)
    } else if (after < before) {
      if (after * RESTART_SHARE < before) this.#restarts++
      else this.#otherFalls++
    }
  }

  looksCumulative(values: number, start: number): boolean {
    if (this.#rises === 0 || this.#otherFalls > 0) return false
    if (this.#restarts > Math.max(1, values / VALUES_A_RESTART)) return false
    return values >= ENOUGH_VALUES || start > this.#largestRise * CLEAR_START
  }
}
