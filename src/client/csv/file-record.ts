/** A row of a file, as it stands there. */
export interface FileRecord {
  /** The line it begins on, from 1. */
  readonly line: number
  /** Its text, without the line end. */
  readonly text: string
}

/** Why a row, or a reading from it, was not taken. */
export interface Problem {
  readonly code: string
  readonly message: string
}

/** Readings of a row, or what is wrong with it. */
export interface ReadRow {
  readonly record: FileRecord
  /** Readings as `POST /api/readings` takes them; none for a row that says nothing. */
  readonly readings: readonly object[]
  readonly problem: Problem | null
  /** How many numbers of people had a fraction, and were rounded. */
  readonly rounded?: number
}
