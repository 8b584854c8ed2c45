import { placeName } from '../../state/place-names.ts'
import type { CompareRow } from './rows.ts'

/** Rows whose names say which place they are, for where nothing beside them does: legends, files. */
export function namedApart(rows: readonly CompareRow[]): readonly CompareRow[] {
  return rows.map((row) => (row.space === null ? row : { ...row, name: placeName(row.id) }))
}
