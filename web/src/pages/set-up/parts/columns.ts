import type { ComponentChildren } from 'preact'
import { browserZone, formatMoment } from '../../../format/times.ts'
import type { Column } from '../../../parts/table.tsx'
import { texts } from '../../../texts/texts.ts'

/** The column of what can be done to a row, at the end of a table. */
export function actionsColumn<Row>(cell: (row: Row) => ComponentChildren): Column<Row> {
  return { key: 'actions', title: texts.setUp.common.actions, numeric: true, cell }
}

/** The column that says when something was created, on the clocks of whoever looks. */
export function createdColumn<Row extends { readonly created_at: string }>(title: string): Column<Row> {
  return {
    key: 'created',
    isSecondary: true,
    title,
    sortBy: ({ created_at }) => created_at,
    cell: ({ created_at }) => formatMoment(created_at, browserZone),
  }
}
