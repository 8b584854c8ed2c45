import { z } from 'zod'
import { UsageError } from '../failures.ts'
import { describeIssues, readStructuredFile } from '../structured-file.ts'

/** Whose readings a row holds; at most one of them is given, besides a space with a sensor that covers several. */
export interface Whose {
  readonly space?: string | undefined
  readonly sensor?: string | undefined
  /** Column with the serial number. */
  readonly sensor_column?: string | undefined
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
  /** Columns that make up the time, in order; empty to go by the usual names. */
  readonly time: readonly string[]
  readonly timeZone: string | null
  readonly dayFirst: boolean
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
  readonly timeZone?: string
  readonly timeColumn?: readonly string[]
  readonly countColumn?: string
  readonly entrancesColumn?: string
  readonly exitsColumn?: string
  readonly dayFirst?: boolean
  readonly delimiter?: string
}

const column = z.string().min(1)
const source = z.strictObject({
  space: z.string().optional(),
  sensor: z.string().optional(),
  sensor_column: column.optional(),
  doorway: z.string().optional(),
  count: column.optional(),
  entrances: column.optional(),
  exits: column.optional(),
})

const mapFile = source.extend({
  time: z.union([column.transform((name) => [name]), z.array(column).min(1)]).optional(),
  time_zone: z.string().optional(),
  day_first: z.boolean().optional(),
  delimiter: z.string().min(1).max(1).optional(),
  readings: z.array(source).min(1).optional(),
})

/** The plan that a map file and flags make together; a flag goes before the same word of the file. */
export async function readImportPlan(flags: ImportFlags): Promise<ImportPlan> {
  const map = flags.map === undefined ? {} : await readMap(flags.map)
  const { time, time_zone, day_first, delimiter, readings, ...top } = map
  const given: SourcePlan = {
    space: flags.space,
    sensor: flags.sensor,
    sensor_column: flags.sensorColumn,
    doorway: flags.doorway,
    count: flags.countColumn,
    entrances: flags.entrancesColumn,
    exits: flags.exitsColumn,
  }
  const shared = { ...top, ...withoutAbsent(given) }
  const sources = (readings ?? [{}]).map((each) => ({ ...shared, ...each }))
  for (const each of sources) refuseContradiction(each)
  return {
    time: flags.timeColumn ?? time ?? [],
    timeZone: flags.timeZone ?? time_zone ?? null,
    dayFirst: flags.dayFirst ?? day_first ?? false,
    delimiter: flags.delimiter === '\\t' ? '\t' : (flags.delimiter ?? delimiter ?? null),
    sources,
  }
}

/** Whether a source tells of crossings rather than counts. */
export function tellsCrossings({ entrances, exits }: SourcePlan): boolean {
  return entrances !== undefined || exits !== undefined
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
  const named = [source.sensor, source.sensor_column, source.doorway].filter((name) => name !== undefined)
  if (named.length > 1 || (source.doorway !== undefined && source.space !== undefined)) {
    throw new UsageError(
      'Say whose readings these are in one way: by sensor, sensor column, doorway or space.',
    )
  }
  if (source.doorway !== undefined && !tellsCrossings(source)) {
    throw new UsageError('A doorway is crossed: name the columns of entrances or exits.')
  }
}

function withoutAbsent(source: SourcePlan): SourcePlan {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined))
}
