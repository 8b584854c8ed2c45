import { z } from 'zod'
import { UsageError } from '../failures.ts'
import { describeIssues, readStructuredFile } from '../structured-file.ts'
import type { TableFormat } from './table-text.ts'

/** Whose readings a row holds; at most one of them is given, besides a space with a sensor that covers several. */
export interface Whose {
  readonly space?: string | undefined
  readonly sensor?: string | undefined
  /** Column with the serial number. */
  readonly sensor_column?: string | undefined
  /** Column with the name or id of the space. */
  readonly space_column?: string | undefined
  /** Id of a doorway. */
  readonly doorway?: string | undefined
}

/** One thing that every row tells: a count, or how many went in and out. Members are names of columns. */
export interface SourcePlan extends Whose {
  readonly count?: string | undefined
  readonly entrances?: string | undefined
  readonly exits?: string | undefined
}

/** How a CSV file is to be read. */
export interface ImportPlan {
  readonly format: TableFormat
  /** Columns that make up the time, in order; empty to go by the usual names. */
  readonly time: readonly string[]
  readonly timeZone: string | null
  /** `null` to go by the rows. */
  readonly dayFirst: boolean | null
  /** What separates the fraction of a number; `null` to go by the rows. */
  readonly decimal: '.' | ',' | null
  /** Whether numbers are percent of the capacity, also without a `%`. */
  readonly isPercent: boolean
  /** Whether each column besides the time is a space of that name. */
  readonly isWide: boolean
  /** Whether a file may hold columns that tell several places apart and still be about one. */
  readonly isOnePlace: boolean
  /** Whether entrances and exits that look like running totals are counts of people all the same. */
  readonly areIncrements: boolean
  /** Whether entrances and exits are running totals. */
  readonly areTotals: boolean
  /** Bits of the counter that totals are of; `null` where it is not known. */
  readonly counterWidth: 16 | 32 | null
  /** `null` to go by the header. */
  readonly delimiter: string | null
  readonly sources: readonly SourcePlan[]
}

/** Column flags of `headcount import csv`. */
export interface ImportFlags {
  readonly map?: string
  readonly space?: string
  readonly sensor?: string
  readonly doorway?: string
  readonly sensorColumn?: string
  readonly spaceColumn?: string
  readonly spaceColumns?: boolean
  readonly timeZone?: string
  readonly timeColumn?: readonly string[]
  readonly countColumn?: string
  readonly entrancesColumn?: string
  readonly exitsColumn?: string
  readonly dayFirst?: boolean
  readonly monthFirst?: boolean
  readonly decimal?: '.' | ','
  readonly percent?: boolean
  readonly onePlace?: boolean
  readonly increments?: boolean
  readonly totals?: boolean
  readonly counterWidth?: '16' | '32'
  readonly delimiter?: string
}

const column = z.string().min(1)
const source = z.strictObject({
  space: z.string().optional(),
  sensor: z.string().optional(),
  sensor_column: column.optional(),
  space_column: column.optional(),
  doorway: z.string().optional(),
  count: column.optional(),
  entrances: column.optional(),
  exits: column.optional(),
})

const mapFile = source.extend({
  time: z.union([column.transform((name) => [name]), z.array(column).min(1)]).optional(),
  time_zone: z.string().optional(),
  day_first: z.boolean().optional(),
  decimal: z.enum(['.', ',']).optional(),
  percent: z.boolean().optional(),
  one_place: z.boolean().optional(),
  space_columns: z.boolean().optional(),
  increments: z.boolean().optional(),
  totals: z.boolean().optional(),
  counter_width: z.union([z.literal(16), z.literal(32)]).optional(),
  delimiter: z.string().min(1).max(1).optional(),
  readings: z.array(source).min(1).optional(),
})

/** The plan that a map file and flags make together; a flag goes before the same word of the file. */
export async function readImportPlan(format: TableFormat, flags: ImportFlags): Promise<ImportPlan> {
  const map = flags.map === undefined ? {} : await readMap(flags.map)
  const {
    time,
    time_zone,
    day_first,
    decimal,
    percent,
    one_place,
    space_columns,
    increments,
    totals,
    counter_width,
    delimiter,
    readings,
    ...top
  } = map
  const given: SourcePlan = {
    space: flags.space,
    sensor: flags.sensor,
    sensor_column: flags.sensorColumn,
    space_column: flags.spaceColumn,
    doorway: flags.doorway,
    count: flags.countColumn,
    entrances: flags.entrancesColumn,
    exits: flags.exitsColumn,
  }
  const shared = { ...top, ...withoutAbsent(given) }
  const sources = (readings ?? [{}]).map((each) => ({ ...shared, ...each }))
  for (const each of sources) refuseContradiction(each)
  return {
    format,
    time: flags.timeColumn ?? time ?? [],
    timeZone: oneZone(flags.timeZone, time_zone),
    dayFirst: dayOrder(flags) ?? day_first ?? null,
    decimal: flags.decimal ?? decimal ?? null,
    isPercent: flags.percent ?? percent ?? false,
    isWide: flags.spaceColumns ?? space_columns ?? false,
    isOnePlace: flags.onePlace ?? one_place ?? false,
    areIncrements: flags.increments ?? increments ?? false,
    areTotals: flags.totals ?? totals ?? false,
    counterWidth: widthOf(flags.counterWidth) ?? counter_width ?? null,
    delimiter: flags.delimiter === '\\t' ? '\t' : (flags.delimiter ?? delimiter ?? null),
    sources,
  }
}

/** Whether a source tells of crossings rather than counts. */
export function tellsCrossings({ entrances, exits }: SourcePlan): boolean {
  return entrances !== undefined || exits !== undefined
}

/** The zone that times without an offset are of; a map and a flag that disagree would both be right for somebody. */
function oneZone(flag: string | undefined, map: string | undefined): string | null {
  if (flag !== undefined && map !== undefined && flag !== map) {
    throw new UsageError(
      `The map says that times are of ${map}, --time-zone says ${flag}: give one. The zone of a space to create is --space-time-zone.`,
    )
  }
  return flag ?? map ?? null
}

function widthOf(text: '16' | '32' | undefined): 16 | 32 | null {
  if (text === undefined) return null
  return text === '16' ? 16 : 32
}

function dayOrder({ dayFirst, monthFirst }: ImportFlags): boolean | undefined {
  if (dayFirst === true && monthFirst === true)
    throw new UsageError('Give --day-first or --month-first, not both.')
  return monthFirst === true ? false : dayFirst
}

async function readMap(file: string): Promise<z.infer<typeof mapFile>> {
  const result = mapFile.safeParse(await readStructuredFile(file))
  if (result.success) return result.data
  throw new UsageError(`The map ${file} cannot be used: ${describeIssues(result.error.issues)}`)
}

function refuseContradiction(source: SourcePlan): void {
  if (source.count !== undefined && tellsCrossings(source)) {
    throw new UsageError(
      'A column of counts and columns of entrances or exits are two readings: give either.',
    )
  }
  const named = [source.sensor, source.sensor_column, source.space_column, source.doorway].filter(
    (name) => name !== undefined,
  )
  if (named.length > 1 || (source.doorway !== undefined && source.space !== undefined)) {
    throw new UsageError(
      'Say whose readings these are in one way: by sensor, sensor column, space column, doorway or space.',
    )
  }
  if (source.doorway !== undefined && !tellsCrossings(source)) {
    throw new UsageError('A doorway is crossed: name the columns of entrances or exits.')
  }
}

function withoutAbsent(source: SourcePlan): SourcePlan {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined))
}
