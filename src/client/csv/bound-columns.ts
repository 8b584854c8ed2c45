/** Where in a row something stands, counted from 0. */
export type ColumnIndex = number

/** One thing that every row tells, by the columns that tell it. */
export interface BoundSource {
  readonly count: ColumnIndex | null
  readonly entrances: ColumnIndex | null
  readonly exits: ColumnIndex | null
  /** Whether entrances and exits are running totals; `width` is that of the counter in bits, where it is known. */
  readonly totals?: { readonly width: 16 | 32 | null } | null
  /** Whether the sensor could not count higher. */
  readonly capped: ColumnIndex | null
  readonly sensorColumn: ColumnIndex | null
  /** The column that names the space a row is about; `null` where all rows are about one. */
  readonly spaceColumn?: ColumnIndex | null
}

/** What the columns of a file are. */
export interface BoundColumns {
  readonly time: readonly ColumnIndex[]
  readonly sources: readonly BoundSource[]
  /** How many fields a row has. */
  readonly width: number
}
