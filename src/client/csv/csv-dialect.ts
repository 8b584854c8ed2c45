import { type CsvRecord, CsvRecords } from './csv-records.ts'

/** How a CSV file is written. */
export interface CsvDialect {
  readonly delimiter: string
  /** Rows before the header, such as a title and the date of an export. */
  readonly preamble: number
}

const DELIMITERS = [',', ';', '\t', '|']
/** Rows that tell the dialect: a preamble is shorter. */
const SAMPLE_ROWS = 40

/**
 * Finds how a file is written from its beginning: the delimiter that cuts most of its rows into equally many fields, and
 * the first row of those as its header. A header may lack the name of the first column, as statistics programs write
 * it. A `delimiter` that is given is taken as it is.
 */
export function dialectOf(sample: string, delimiter: string | null): CsvDialect {
  const candidates = (delimiter === null ? DELIMITERS : [delimiter]).map((each) => shapeOf(sample, each))
  return candidates.reduce((best, shape) => (isClearer(shape, best) ? shape : best))
}

interface Shape extends CsvDialect {
  /** Fields of most rows. */
  readonly width: number
  /** Rows that have so many. */
  readonly rows: number
}

function shapeOf(sample: string, delimiter: string): Shape {
  const csv = new CsvRecords(delimiter)
  const records = [...csv.push(sample), ...csv.end()].slice(0, SAMPLE_ROWS)
  const widths = records.map(widthOf)
  const { width, rows } = commonest(widths)
  const first = widths.indexOf(width)
  const isData = records[first]?.fields?.some((field) => /\d/.test(field)) ?? false
  const isUnnamed = first > 0 && width > 2 && widths[first - 1] === width - 1 && isData
  return { delimiter, preamble: width === 1 ? 0 : first - (isUnnamed ? 1 : 0), width, rows }
}

function widthOf({ fields }: CsvRecord): number {
  return fields?.length ?? 0
}

/** The width that most rows have, the larger of equals. */
function commonest(widths: readonly number[]): { readonly width: number; readonly rows: number } {
  const rowsOf = new Map<number, number>()
  for (const width of widths) rowsOf.set(width, (rowsOf.get(width) ?? 0) + 1)
  const [width = 1, rows = 0] =
    [...rowsOf].toSorted(([a, rowsOfA], [b, rowsOfB]) => rowsOfB - rowsOfA || b - a)[0] ?? []
  return { width, rows }
}

function isClearer(shape: Shape, best: Shape): boolean {
  if (shape.width > 1 !== best.width > 1) return shape.width > 1
  return shape.rows > best.rows || (shape.rows === best.rows && shape.width > best.width)
}
