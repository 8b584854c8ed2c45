/** The ends of a span as stored: `null` for the beginning or the end of time, which SQL has no integer for. */
export interface StoredEnds {
  readonly from: number | null
  readonly until: number | null
}

/** The ends of a span; `-Infinity` and `Infinity` for the beginning and the end of time. */
export interface Ends {
  readonly from: number
  readonly until: number
}

/** A list of spans as it is stored. */
export function storedSpans<T extends Ends>(
  spans: readonly T[],
): readonly (Omit<T, keyof Ends> & StoredEnds)[] {
  return spans.map(({ from, until, ...rest }) => ({
    ...rest,
    from: from === Number.NEGATIVE_INFINITY ? null : from,
    until: until === Number.POSITIVE_INFINITY ? null : until,
  }))
}

/** A stored list of spans; `undefined`, where an item has none, is an empty one. */
export function spansOf<T extends StoredEnds>(
  rows: readonly T[] | undefined,
): readonly (Omit<T, keyof Ends> & Ends)[] {
  // Replaced by the spread, not added behind it, as in `ItemTable`: that keeps all spans of one hidden class.
  return (rows ?? []).map((row) => ({
    ...row,
    from: row.from ?? Number.NEGATIVE_INFINITY,
    until: row.until ?? Number.POSITIVE_INFINITY,
  }))
}
