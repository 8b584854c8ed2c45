import { Table } from '../parts/table.tsx'
import { type Cell, type ChartTable, cellText } from './chart-table.ts'

/** The data of a chart, exact, as a table. */
export function DataTable({ caption, table }: { caption: string; table: ChartTable }) {
  const rows = table.rows.map((cells, index) => ({ cells, index }))
  const columns = shownColumns(table).map((column) => ({
    key: String(column),
    title: table.columns[column] ?? '',
    numeric: typeof table.rows.find((row) => row[column] !== null)?.[column] === 'number',
    cell: (row: (typeof rows)[number]) => cellText(row.cells[column] ?? null),
    sortBy: (row: (typeof rows)[number]) => sortedBy(row.cells[column] ?? null),
  }))
  return (
    <div class="data-table">
      <Table caption={caption} columns={columns} rows={rows} rowKey={({ index }) => String(index)} />
    </div>
  )
}

/** The columns that have something to show on a page: not those that are empty throughout. */
export function shownColumns({ columns, rows, inFilesOnly = [] }: ChartTable): readonly number[] {
  return columns.flatMap((title, column) => {
    const isEmpty = rows.every((row) => cellText(row[column] ?? null) === '')
    return isEmpty || inFilesOnly.includes(title) ? [] : [column]
  })
}

function sortedBy(cell: Cell): string | number | null {
  if (typeof cell !== 'object' || cell === null) return cell
  return 'day' in cell ? cell.day : cell.at
}
