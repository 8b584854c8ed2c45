/** Where in a row something stands, counted from 0. */
export type ColumnIndex = number

/** One thing that every row tells, by the columns that tell it. */
export interface BoundSource {
  readonly count: ColumnIndex | null
  readonly entrances: ColumnIndex | null
  readonly exits: ColumnIndex | null
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
