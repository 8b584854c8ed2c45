import type { ComponentChildren } from 'preact'
import { formatZonedMoment } from '../../../format/times.ts'
import type { Column } from '../../../parts/table.tsx'
import { commonZone } from '../../../state/common-zone.ts'
import { texts } from '../../../texts/texts.ts'

/** The column of what can be done to a row, at the end of a table. */
export function actionsColumn<Row>(cell: (row: Row) => ComponentChildren): Column<Row> {
  return { key: 'actions', title: texts.setUp.common.actions, numeric: true, cell }
}

/** The column that says when something was created, in the zone that all spaces share. */
export function createdColumn<Row extends { readonly created_at: string }>(title: string): Column<Row> {
  return {
    key: 'created',
    isSecondary: true,
    title,
    sortBy: ({ created_at }) => created_at,
    cell: ({ created_at }) => formatZonedMoment(created_at, commonZone.value),
  }
}
