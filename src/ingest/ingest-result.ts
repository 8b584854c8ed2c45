/** Most readings that are taken as one. */
export const BATCH_LIMIT = 10_000

/** A reading that was not taken; `index` is its place among the readings that were sent, from 0. */
export interface RejectedReading {
  readonly index: number
  readonly code: string
  readonly message: string
}

/** What became of the readings that were sent. */
export interface IngestResult {
  readonly accepted: number
  readonly duplicates: number
  /** Ascending by `index`. */
  readonly rejected: readonly RejectedReading[]
  /** The organization's position in its log that what was accepted is in (native.md §6). */
  readonly seq: number
}

/** What became of a stream of readings. */
export interface StreamResult extends IngestResult {
  /** How many more were rejected than `rejected` tells of: it holds the first 10,000, to bound memory. */
  readonly rejectedTruncated: number
}
