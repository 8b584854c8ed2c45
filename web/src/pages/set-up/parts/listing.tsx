import { Table, type TableProps } from '../../../parts/table.tsx'

interface ListingProps<Row> extends TableProps<Row> {
  /** Said where there are no rows. */
  none: string
}

/** Everything of one kind in a table, or a word about there being nothing. */
export function Listing<Row>({ none, ...table }: ListingProps<Row>) {
  return table.rows.length === 0 ? <p class="set-up-nothing">{none}</p> : <Table {...table} />
}
