import type { BoundColumns, BoundSource, ColumnIndex } from '../../client/csv/bound-columns.ts'
import type { CsvHead } from '../../client/csv/csv-head.ts'
import { NumberEvidence, type NumberFindings } from '../../client/csv/number-evidence.ts'
import { PlaceEvidence, type PlaceFindings } from '../../client/csv/place-evidence.ts'
import { TimeEvidence, type TimeFindings } from '../../client/csv/time-evidence.ts'
import { UsageError } from '../failures.ts'
import { bindColumns, widen } from './csv-columns.ts'
import { readCsvFile } from './csv-file.ts'
import type { ImportPlan } from './import-plan.ts'

/** What the numbers of one column of a file show. */
export interface ColumnFindings extends NumberFindings {
  readonly name: string
  readonly role: 'count' | 'crossings'
}

/** What a file shows as a whole, before anything of it is kept. */
export interface CsvFindings {
  readonly file: string
  /** With a source for each space of a wide table. */
  readonly plan: ImportPlan
  readonly columns: BoundColumns
  readonly timeNames: readonly string[]
  readonly times: TimeFindings
  readonly numbers: readonly ColumnFindings[]
  /** A column that tells places apart although the file is read as one place's; `null` for none. */
  readonly places: PlaceFindings | null
  /** The names in the column that says which space a row is about. */
  readonly spaces: readonly string[]
}

/** Most spaces that one file may name. */
const MAX_SPACES = 1_000

/**
 * Reads a whole CSV file to learn how its times and numbers are written. Throws `UsageError` for columns that are not
 * there, `CommandFailed` for a file that is empty.
 */
export async function inspectCsv(file: string, plan: ImportPlan): Promise<CsvFindings> {
  const surveys: Survey[] = []
  await readCsvFile(file, plan, (head) => {
    const survey = surveyOf(head, plan)
    surveys.push(survey)
    return ({ fields }) => survey.add(fields)
  })
  const [survey] = surveys
  if (survey === undefined) throw new Error('A file that is read has a header.')
  return { file, ...survey.conclude() }
}

function surveyOf({ names, records }: CsvHead, plan: ImportPlan): Survey {
  const width = records[0]?.fields?.length ?? names.length
  const whole = widen(plan, names)
  return new Survey(
    width === names.length + 1 ? ['', ...names] : names,
    whole,
    bindColumns(whole, names, width),
  )
}

/** Everything that is watched while the rows of a file go by. */
class Survey {
  readonly #names: readonly string[]
  readonly #plan: ImportPlan
  readonly #columns: BoundColumns
  readonly #times = new TimeEvidence()
  readonly #numbers: ReadonlyMap<ColumnIndex, NumberEvidence>
  readonly #places: PlaceEvidence | null
  readonly #spaceColumn: ColumnIndex | null
  readonly #spaces = new Set<string>()

  constructor(names: readonly string[], plan: ImportPlan, columns: BoundColumns) {
    this.#names = names
    this.#plan = plan
    this.#columns = columns
    this.#numbers = new Map(
      columns.sources.flatMap(numbersOf).map((column) => [column, new NumberEvidence()]),
    )
    this.#spaceColumn = columns.sources.find(({ spaceColumn }) => spaceColumn !== null)?.spaceColumn ?? null
    const isOnePlace =
      this.#spaceColumn === null && columns.sources.every(({ sensorColumn }) => sensorColumn === null)
    const read = new Set([...columns.time, ...this.#numbers.keys()])
    this.#places = isOnePlace ? new PlaceEvidence(names, read) : null
  }

  add(fields: readonly string[] | null): void {
    if (fields === null) return
    const time = this.#columns.time.map((column) => (fields[column] ?? '').trim()).join(' ')
    this.#times.add(time)
    for (const [column, evidence] of this.#numbers) evidence.add(fields[column] ?? '')
    this.#places?.add(time, fields)
    if (this.#spaceColumn !== null) this.#addSpace((fields[this.#spaceColumn] ?? '').trim())
  }

  #addSpace(name: string): void {
    if (name !== '') this.#spaces.add(name)
    if (this.#spaces.size <= MAX_SPACES) return
    const column = this.#names[this.#spaceColumn ?? -1]
    throw new UsageError(
      `Column ${column} names more than ${MAX_SPACES} spaces: is it another that names them?`,
    )
  }

  conclude(): Omit<CsvFindings, 'file'> {
    const counts = new Set(this.#columns.sources.map(({ count }) => count))
    return {
      plan: this.#plan,
      columns: this.#columns,
      timeNames: this.#columns.time.map((column) => this.#names[column] ?? ''),
      times: this.#times.conclude(),
      numbers: [...this.#numbers].map(([column, evidence]) => ({
        name: this.#names[column] ?? '',
        role: counts.has(column) ? ('count' as const) : ('crossings' as const),
        ...evidence.conclude(),
      })),
      places: this.#places?.conclude() ?? null,
      spaces: [...this.#spaces],
    }
  }
}

function numbersOf({ count, entrances, exits }: BoundSource): readonly ColumnIndex[] {
  return [count, entrances, exits].filter((column) => column !== null)
}
