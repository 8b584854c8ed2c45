import { Table } from '../parts/table.tsx'
import type { ChartTable } from './chart-table.ts'

/** The data of a chart, exact, as a table. */
export function DataTable({ caption, table }: { caption: string; table: ChartTable }) {
  const rows = table.rows.map((cells, index) => ({ cells, index }))
  const columns = table.columns.map((title, column) => ({
    key: String(column),
    title,
    numeric: typeof table.rows.find((row) => row[column] !== null)?.[column] === 'number',
    cell: (row: (typeof rows)[number]) => row.cells[column] ?? '',
    sortBy: (row: (typeof rows)[number]) => row.cells[column] ?? null,
  }))
  return (
    <div class="data-table">
      <Table caption={caption} columns={columns} rows={rows} rowKey={({ index }) => String(index)} />
    </div>
  )
}
