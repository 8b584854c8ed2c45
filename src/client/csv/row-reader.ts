import type { EpochMs } from '../../domain/time/interval.ts'
import { LocalTimes } from '../../domain/time/local-times.ts'
import { parseTimeText } from '../../domain/time/time-text.ts'
import type { Zone } from '../../domain/time/zone.ts'
import type { BoundColumns, BoundSource } from './bound-columns.ts'
import type { CsvRecord } from './csv-records.ts'
import type { Problem, ReadRow } from './file-record.ts'

/** Whose readings a source's are, in the words of a reading. */
export interface Speaker {
  readonly sensor?: string
  readonly doorway_id?: string
  readonly space_id?: string
}

export interface RowReaderOptions {
  readonly columns: BoundColumns
  /** One for each source of the columns. */
  readonly speakers: readonly Speaker[]
  readonly dayFirst: boolean
  /** The zone of times without an offset; `null` when it is not known. */
  readonly timeZone: Zone | null
  /** Whether readings take the place of those with the same identity and other content. */
  readonly replace: boolean
  /** Told each row once it is read; rows whose local time repeats come late. */
  readonly emit: (row: ReadRow) => void
}

/** A reading on its way: its time is filled in once it is known, in place, which is three times as fast as a copy. */
interface UndatedReading extends Speaker {
  readonly type: 'count' | 'crossing' | 'heartbeat'
  readonly count?: number
  readonly capped?: boolean
  readonly direction?: 1 | -1
  readonly n?: number
  at: EpochMs
  replace?: true
}

/** What a field says that was not measured. */
const blanks = new Set(['', 'na', 'n/a', 'nan', 'null', 'none'])
const yes = new Set(['1', 'true', 't', 'yes', 'y', 'capped'])
const no = new Set(['0', 'false', 'f', 'no', 'n'])
const invalid = 'invalid'

/** A time in a file has no offset, and nobody said on which clocks it was read. */
export class UnzonedTime extends Error {
  readonly text: string
  /** From 1. */
  readonly line: number

  constructor(text: string, line: number) {
    super(`${JSON.stringify(text)} (line ${line}) has no offset.`)
    this.name = 'UnzonedTime'
    this.text = text
    this.line = line
  }
}

/** Makes readings of the rows of a CSV file. */
export class RowReader {
  readonly #options: RowReaderOptions
  readonly #times: LocalTimes | null

  constructor(options: RowReaderOptions) {
    this.#options = options
    this.#times = options.timeZone === null ? null : new LocalTimes(options.timeZone)
  }

  /** Reads a row; throws {@link UnzonedTime} when its time has no offset and the zone is not known. */
  read(record: CsvRecord): void {
    const { columns, emit } = this.#options
    const { fields } = record
    const problem = shapeProblem(fields, columns)
    if (fields === null || problem !== null) {
      emit({ record, readings: [], problem })
      return
    }
    const told = this.#told(fields)
    if ('code' in told) emit({ record, readings: [], problem: told })
    else if (told.length === 0) emit({ record, readings: [], problem: null })
    else this.#date(record, fields, told)
  }

  /** Emits what is still held back. */
  end(): void {
    this.#times?.end()
  }

  /** The readings of a row without their time; none for a row without values. */
  #told(fields: readonly string[]): readonly UndatedReading[] | Problem {
    const readings: UndatedReading[] = []
    for (const [index, source] of this.#options.columns.sources.entries()) {
      const speaker = this.#speaker(index, source, fields)
      const problem = 'code' in speaker ? speaker : tell(source, fields, speaker, readings)
      if (problem !== null) return problem
    }
    return readings
  }

  #speaker(index: number, { sensorColumn }: BoundSource, fields: readonly string[]): Speaker | Problem {
    const speaker = this.#options.speakers[index] ?? {}
    if (sensorColumn === null) return speaker
    const sensor = (fields[sensorColumn] ?? '').trim()
    return sensor === '' ? { code: invalid, message: 'The row names no sensor.' } : { ...speaker, sensor }
  }

  #date(record: CsvRecord, fields: readonly string[], told: readonly UndatedReading[]): void {
    const { columns, dayFirst, emit } = this.#options
    const text = columns.time.map((column) => (fields[column] ?? '').trim()).join(' ')
    const moment = parseTimeText(text, dayFirst)
    if (moment === null) {
      emit({
        record,
        readings: [],
        problem: { code: invalid, message: `${JSON.stringify(text)} is not a time.` },
      })
    } else if (moment.kind === 'instant') {
      emit(this.#dated(record, told, moment.at))
    } else {
      if (this.#times === null) {
        throw new UnzonedTime(text, record.line)
      }
      this.#times.resolve(this.#seriesOf(fields), moment.at, (at) =>
        emit(this.#localRow(record, told, text, at)),
      )
    }
  }

  #seriesOf(fields: readonly string[]): string {
    const column = this.#options.columns.sources.find(
      ({ sensorColumn }) => sensorColumn !== null,
    )?.sensorColumn
    return column === undefined || column === null ? '' : (fields[column] ?? '')
  }

  #localRow(record: CsvRecord, told: readonly UndatedReading[], text: string, at: EpochMs | null): ReadRow {
    if (at !== null) return this.#dated(record, told, at)
    const zone = this.#options.timeZone?.name ?? ''
    const message = `${JSON.stringify(text)} was skipped by the clocks of ${zone}.`
    return { record, readings: [], problem: { code: 'skipped_local_time', message } }
  }

  #dated(record: CsvRecord, told: readonly UndatedReading[], at: EpochMs): ReadRow {
    for (const reading of told) {
      reading.at = at
      if (this.#options.replace) reading.replace = true
    }
    return { record, readings: told, problem: null }
  }
}

function shapeProblem(fields: readonly string[] | null, { width, time }: BoundColumns): Problem | null {
  if (fields === null) return { code: invalid, message: 'A quote is never closed.' }
  const isShort = time.some((column) => column >= fields.length)
  if (fields.length <= width && !isShort) return null
  return { code: invalid, message: `The row has ${fields.length} fields, not ${width}.` }
}

function tell(
  source: BoundSource,
  fields: readonly string[],
  speaker: Speaker,
  into: UndatedReading[],
): Problem | null {
  return source.count === null
    ? tellCrossings(source, fields, speaker, into)
    : tellCount(fields[source.count], cappedIn(source, fields), speaker, into)
}

function tellCount(
  field: string | undefined,
  capped: boolean | Problem | null,
  speaker: Speaker,
  into: UndatedReading[],
): Problem | null {
  const count = peopleIn(field)
  if (isProblem(count)) return count
  if (isProblem(capped)) return capped
  if (count !== null) {
    into.push({ type: 'count', at: 0, ...speaker, count, ...(capped === true && { capped }) })
  }
  return null
}

/** Whether a row says that its count is capped; `null` where it says nothing about it. */
function cappedIn({ capped }: BoundSource, fields: readonly string[]): boolean | Problem | null {
  if (capped === null) return null
  const text = (fields[capped] ?? '').trim().toLowerCase()
  if (blanks.has(text)) return null
  if (yes.has(text)) return true
  return no.has(text) ? false : { code: invalid, message: `${JSON.stringify(text)} is neither yes nor no.` }
}

function tellCrossings(
  source: BoundSource,
  fields: readonly string[],
  speaker: Speaker,
  into: UndatedReading[],
): Problem | null {
  const entrances = source.entrances === null ? null : peopleIn(fields[source.entrances])
  const exits = source.exits === null ? null : peopleIn(fields[source.exits])
  if (isProblem(entrances)) return entrances
  if (isProblem(exits)) return exits
  if (entrances !== null && entrances > 0)
    into.push({ type: 'crossing', at: 0, ...speaker, direction: 1, n: entrances })
  if (exits !== null && exits > 0) into.push({ type: 'crossing', at: 0, ...speaker, direction: -1, n: exits })
  // Nobody passed, and the sensor was there to see it.
  if ((entrances ?? exits) !== null && !entrances && !exits && speaker.sensor !== undefined)
    into.push({ type: 'heartbeat', at: 0, sensor: speaker.sensor })
  return null
}

function isProblem(value: number | boolean | Problem | null): value is Problem {
  return typeof value === 'object' && value !== null
}

/** The number of people in a field; `null` when it is blank. */
function peopleIn(field: string | undefined): number | Problem | null {
  const text = (field ?? '').trim()
  if (text.length <= 4 && blanks.has(text.toLowerCase())) return null
  const people = Number(text)
  if (Number.isInteger(people) && people >= 0) return people + 0
  return { code: invalid, message: `${JSON.stringify(text)} is not a number of people.` }
}
