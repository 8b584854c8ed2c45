import { type CsvHead, readCsvHead } from '../../client/csv/csv-head.ts'
import type { CsvRecord } from '../../client/csv/csv-records.ts'
import { CommandFailed } from '../failures.ts'
import type { ImportPlan } from './import-plan.ts'
import { openTable } from './table-text.ts'

/** Hands the rows of a table on as they are read, once its header is known. Rejects for a file that is empty. */
export async function readCsvFile(
  file: string,
  { format, delimiter }: Pick<ImportPlan, 'format' | 'delimiter'>,
  begin: (head: CsvHead) => (record: CsvRecord) => void,
): Promise<void> {
  const input = await openTable(file, format)
  const pieces = input.text[Symbol.asyncIterator]()
  const head = await readCsvHead(pieces, format === 'csv' ? delimiter : ',')
  if (head.names.length === 0) throw new CommandFailed(`${file} is empty.`)
  const take = begin(head)
  for (const record of head.records) take(record)
  for await (const piece of { [Symbol.asyncIterator]: () => pieces }) {
    for (const record of head.csv.push(piece)) take(record)
  }
  for (const record of head.csv.end()) take(record)
}
