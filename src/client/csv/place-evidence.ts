import type { ColumnIndex } from './bound-columns.ts'

/** A column that tells places apart. */
export interface PlaceFindings {
  readonly column: string
  readonly places: readonly string[]
}

/** Rows that are looked at, from the first on. */
const MAX_ROWS = 5_000
/** A column with more values than this names something else than places. */
const MAX_PLACES = 500
/** One row in so many has the time of another: more than an hour that clocks repeat explains. */
const ROWS_A_REPEAT = 4

/** Finds out whether rows that are read as one place's are of several: their times repeat, and a column tells them apart. */
export class PlaceEvidence {
  readonly #columns: readonly {
    readonly name: string
    readonly index: number
    readonly values: Set<string>
  }[]
  readonly #times = new Map<string, string>()
  #rows = 0
  #repeats = 0

  /** `read` are the columns that have another meaning. */
  constructor(names: readonly string[], read: ReadonlySet<ColumnIndex>) {
    this.#columns = names
      .map((name, index) => ({ name, index, values: new Set<string>() }))
      .filter(({ name, index }) => name.trim() !== '' && !read.has(index))
  }

  add(time: string, fields: readonly string[]): void {
    if (this.#columns.length === 0 || this.#rows >= MAX_ROWS) return
    this.#rows++
    const rest = this.#columns.map(({ index }) => fields[index] ?? '').join('\u0000')
    const before = this.#times.get(time)
    if (before !== undefined && before !== rest) this.#repeats++
    this.#times.set(time, rest)
    for (const { index, values } of this.#columns) {
      if (values.size <= MAX_PLACES) values.add((fields[index] ?? '').trim())
    }
  }

  conclude(): PlaceFindings | null {
    if (this.#repeats * ROWS_A_REPEAT < this.#rows || this.#rows === 0) return null
    const named = this.#columns
      .map(({ name, values }) => ({ column: name, places: [...values].filter((value) => value !== '') }))
      .filter(({ places }) => places.length > 1 && places.length <= MAX_PLACES && places.some(isName))
    return named.toSorted((a, b) => a.places.length - b.places.length)[0] ?? null
  }
}

function isName(text: string): boolean {
  return /\p{L}/u.test(text)
}
