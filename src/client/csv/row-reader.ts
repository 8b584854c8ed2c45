import type { EpochMs } from '../../domain/time/interval.ts'
import { LocalTimes } from '../../domain/time/local-times.ts'
import { parseTimeText, type TimeTextOptions } from '../../domain/time/time-text.ts'
import type { Zone } from '../../domain/time/zone.ts'
import type { BoundColumns, BoundSource } from './bound-columns.ts'
import type { CsvRecord } from './csv-records.ts'
import type { Problem, ReadRow } from './file-record.ts'
import { isBlank, type NumberStyle, readPeople } from './people-text.ts'

/** Whose readings a source's are, in the words of a reading. */
export interface Speaker {
  readonly sensor?: string
  readonly doorway_id?: string
  readonly space_id?: string
}

/** Whose readings a row holds, and the capacity that percentages in it are shares of; `null` where none is known. */
export interface Voice {
  readonly speaker: Speaker
  readonly capacity: number | null
}

export interface RowReaderOptions {
  readonly columns: BoundColumns
  /** One for each source of the columns. */
  readonly speakers: readonly Voice[]
  /** The spaces that a column names, by name. */
  readonly places?: ReadonlyMap<string, Voice>
  readonly times: TimeTextOptions
  readonly numbers: NumberStyle
  /** The zone of times without an offset; `null` when it is not known. */
  readonly timeZone: Zone | null
  /** Whether readings take the place of those with the same identity and other content. */
  readonly replace: boolean
  /** Told each row once it is read; rows whose local time repeats come late. */
  readonly emit: (row: ReadRow) => void
}

/** A reading on its way: its time is filled in once it is known, in place, which is three times as fast as a copy. */
interface UndatedReading extends Speaker {
  readonly type: 'count' | 'crossing' | 'counter' | 'heartbeat'
  readonly count?: number
  readonly capped?: boolean
  readonly direction?: 1 | -1
  readonly n?: number
  readonly in_total?: number
  readonly out_total?: number
  readonly width?: 16 | 32
  at: EpochMs
  replace?: true
}

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
    else if (told.readings.length === 0) emit({ record, readings: [], problem: null })
    else this.#date(record, fields, told)
  }

  /** Emits what is still held back. */
  end(): void {
    this.#times?.end()
  }

  /** What a row says without its time; no readings for a row without values. */
  #told(fields: readonly string[]): Told | Problem {
    const { columns, numbers } = this.#options
    const told: Told = { readings: [], rounded: 0 }
    for (const [index, source] of columns.sources.entries()) {
      const voice = this.#voice(index, source, fields)
      if ('code' in voice) return voice
      const problem = tell(source, { fields, numbers, capacity: voice.capacity }, voice.speaker, told)
      if (problem !== null) return problem
    }
    return told
  }

  #voice(
    index: number,
    { sensorColumn, spaceColumn }: BoundSource,
    fields: readonly string[],
  ): Voice | Problem {
    if (spaceColumn !== undefined && spaceColumn !== null)
      return this.#place((fields[spaceColumn] ?? '').trim())
    const voice = this.#options.speakers[index] ?? { speaker: {}, capacity: null }
    if (sensorColumn === null) return voice
    const sensor = (fields[sensorColumn] ?? '').trim()
    return sensor === ''
      ? { code: invalid, message: 'The row names no sensor.' }
      : { ...voice, speaker: { ...voice.speaker, sensor } }
  }

  #place(name: string): Voice | Problem {
    if (name === '') return { code: invalid, message: 'The row names no space.' }
    return (
      this.#options.places?.get(name) ?? {
        code: invalid,
        message: `There is no space ${JSON.stringify(name)}.`,
      }
    )
  }

  #date(record: CsvRecord, fields: readonly string[], told: Told): void {
    const { columns, times, emit } = this.#options
    const text = columns.time.map((column) => (fields[column] ?? '').trim()).join(' ')
    const moment = parseTimeText(text, times)
    if (moment === null) {
      emit({
        record,
        readings: [],
        problem: { code: invalid, message: notATime(text) },
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
    for (const { sensorColumn, spaceColumn } of this.#options.columns.sources) {
      const column = spaceColumn ?? sensorColumn
      if (column !== null) return fields[column] ?? ''
    }
    return ''
  }

  #localRow(record: CsvRecord, told: Told, text: string, at: EpochMs | null): ReadRow {
    if (at !== null) return this.#dated(record, told, at)
    const zone = this.#options.timeZone?.name ?? ''
    const message = `${JSON.stringify(text)} was skipped by the clocks of ${zone}.`
    return { record, readings: [], problem: { code: 'skipped_local_time', message } }
  }

  #dated(record: CsvRecord, told: Told, at: EpochMs): ReadRow {
    for (const reading of told.readings) {
      reading.at = at
      if (this.#options.replace) reading.replace = true
    }
    return { record, readings: told.readings, problem: null, rounded: told.rounded }
  }
}

function notATime(text: string): string {
  const forms = '2024-05-14 09:00, 5/14/2024 9:00 AM, 14.05.2024 09:00, 14 May 2024, 1715677200'
  return `${JSON.stringify(text)} is not a time. Expected such as ${forms}.`
}

function shapeProblem(fields: readonly string[] | null, { width, time }: BoundColumns): Problem | null {
  if (fields === null) return { code: invalid, message: 'A quote is never closed.' }
  const isShort = time.some((column) => column >= fields.length)
  if (fields.length <= width && !isShort) return null
  return { code: invalid, message: `The row has ${fields.length} fields, not ${width}.` }
}

/** The fields of a row, and how to read them. */
interface Row {
  readonly fields: readonly string[]
  readonly numbers: NumberStyle
  readonly capacity: number | null
}

/** What a row says, as it is put together. */
interface Told {
  readonly readings: UndatedReading[]
  /** Numbers of people that had a fraction. */
  rounded: number
}

function tell(source: BoundSource, row: Row, speaker: Speaker, told: Told): Problem | null {
  return source.count === null
    ? tellCrossings(source, row, speaker, told)
    : tellCount(source.count, cappedIn(source, row.fields), { row, speaker, told })
}

function tellCount(
  column: number,
  capped: boolean | Problem | null,
  { row, speaker, told }: { readonly row: Row; readonly speaker: Speaker; readonly told: Told },
): Problem | null {
  const count = peopleIn(column, row, told)
  if (isProblem(count)) return count
  if (isProblem(capped)) return capped
  if (count !== null) {
    told.readings.push({ type: 'count', at: 0, ...speaker, count, ...(capped === true && { capped }) })
  }
  return null
}

/** Whether a row says that its count is capped; `null` where it says nothing about it. */
function cappedIn({ capped }: BoundSource, fields: readonly string[]): boolean | Problem | null {
  if (capped === null) return null
  const text = (fields[capped] ?? '').trim().toLowerCase()
  if (isBlank(text)) return null
  if (yes.has(text)) return true
  return no.has(text) ? false : { code: invalid, message: `${JSON.stringify(text)} is neither yes nor no.` }
}

function tellCrossings(source: BoundSource, row: Row, speaker: Speaker, told: Told): Problem | null {
  const entrances = source.entrances === null ? null : peopleIn(source.entrances, row, told)
  const exits = source.exits === null ? null : peopleIn(source.exits, row, told)
  if (isProblem(entrances)) return entrances
  if (isProblem(exits)) return exits
  if (source.totals !== undefined && source.totals !== null) {
    tellTotals({ entrances, exits, width: source.totals.width }, speaker, told)
    return null
  }
  if (entrances !== null && entrances > 0)
    told.readings.push({ type: 'crossing', at: 0, ...speaker, direction: 1, n: entrances })
  if (exits !== null && exits > 0)
    told.readings.push({ type: 'crossing', at: 0, ...speaker, direction: -1, n: exits })
  // Nobody passed, and the sensor was there to see it.
  if ((entrances ?? exits) !== null && !entrances && !exits && speaker.sensor !== undefined)
    told.readings.push({ type: 'heartbeat', at: 0, sensor: speaker.sensor })
  return null
}

/** Totals as they stand: what was passed since the last one is for the server to tell (native.md §3). */
function tellTotals(
  { entrances, exits, width }: { entrances: number | null; exits: number | null; width: 16 | 32 | null },
  speaker: Speaker,
  told: Told,
): void {
  if (entrances === null && exits === null) return
  told.readings.push({
    type: 'counter',
    at: 0,
    ...speaker,
    ...(entrances === null ? {} : { in_total: entrances }),
    ...(exits === null ? {} : { out_total: exits }),
    ...(width === null ? {} : { width }),
  })
}

function isProblem(value: number | boolean | Problem | null): value is Problem {
  return typeof value === 'object' && value !== null
}

/** The number of people in a field; `null` when it is blank. */
function peopleIn(column: number, { fields, numbers, capacity }: Row, told: Told): number | Problem | null {
  const field = fields[column] ?? ''
  const read = readPeople(field, numbers, capacity)
  if (read.kind === 'blank') return null
  if (read.kind === 'people') {
    if (read.isRounded) told.rounded++
    return read.people
  }
  const text = JSON.stringify(field.trim())
  const message =
    read.kind === 'share'
      ? `${text} is a share of a capacity that is not set.`
      : `${text} is not a number of people. Expected such as 12, 1,204, 4.4, or 45%.`
  return { code: invalid, message }
}
