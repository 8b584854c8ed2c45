import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import './table.css'

/** A column of a table. */
export interface Column<Row> {
  readonly key: string
  readonly title: string
  /** What it means, where the title does not say. */
  readonly definition?: string
  readonly numeric?: boolean
  /** Left out on narrow screens, where what it shows is a press away. */
  readonly isSecondary?: boolean
  /** What the cell shows. */
  readonly cell: (row: Row) => ComponentChildren
  /** What the column is sorted by; without it, it is not sortable. `null` comes last either way. */
  readonly sortBy?: (row: Row) => string | number | null
}

/** What a table shows, and how it is sorted. */
export interface TableProps<Row> {
  /** What the table is of, for who cannot see it. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The column it is sorted by at first, with `-` in front for descending. */
  initialSort?: string
  /** For rows that come sorted, such as a page of them: by which column, and who hears that another was chosen. */
  sorted?: { readonly by: string; readonly onSort: (sort: string) => void }
}

const collator = new Intl.Collator(undefined, { numeric: true })

/** A table whose columns can be sorted by their headings. It scrolls sideways where it is too wide. */
export function Table<Row>({ caption, columns, rows, rowKey, initialSort = '', sorted }: TableProps<Row>) {
  const [ownSort, setSort] = useState(initialSort)
  const sort = sorted?.by ?? ownSort
  const shown = sorted === undefined ? sortRows(rows, columns, sort) : rows
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse must be able to scroll it.
    <section class="table-scroll" aria-label={caption} tabIndex={0}>
      <table class="table">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={sorted?.onSort ?? setSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} class={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Rows in the order of a column, with `-` in front for descending; as they come where it cannot be sorted by. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Pick<Column<Row>, 'key' | 'sortBy'>[],
  sort: string,
): readonly Row[] {
  const sortKey = sort.replace(/^-/, '')
  const sortBy = columns.find(({ key }) => key === sortKey)?.sortBy
  if (sortBy === undefined) return rows
  return rows.toSorted((a, b) => compare(sortBy(a), sortBy(b), sort.startsWith('-')))
}

interface HeaderCellProps<Row> {
  column: Column<Row>
  sort: string
  onSort: (sort: string) => void
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const { key, title, definition, sortBy } = column
  const order = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined
  return (
    <th scope="col" class={classOf(column)} title={definition} aria-sort={order}>
      {sortBy === undefined ? (
        title
      ) : (
        <button
          type="button"
          class="table-sort"
          onClick={() => onSort(order === 'ascending' ? `-${key}` : key)}
        >
          {title}
          <span aria-hidden="true">{order === undefined ? '' : order === 'ascending' ? ' ↑' : ' ↓'}</span>
        </button>
      )}
    </th>
  )
}

function classOf({
  numeric = false,
  isSecondary = false,
}: Pick<Column<never>, 'numeric' | 'isSecondary'>): string {
  return [numeric ? 'numeric' : '', isSecondary ? 'table-secondary' : ''].join(' ').trim()
}

function compare(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
  return descending ? -order : order
}
