import type { BoundColumns, BoundSource, ColumnIndex } from '../../client/csv/bound-columns.ts'
import { UsageError } from '../failures.ts'
import { type ImportPlan, type SourcePlan, tellsCrossings } from './import-plan.ts'

/** Names that say what a column is, when nobody else does: the first group that the header has. */
const usualTimes = [['at'], ['timestamp'], ['datetime'], ['date_time'], ['date', 'time'], ['time'], ['date']]
const usualCounts = [['count'], ['occupancy'], ['current_count'], ['people'], ['occupancy_count']]

/**
 * Finds the columns of a plan in a header. Rows with one field more than the header have an index column in front
 * that it does not name, as statistics programs write it. Throws `UsageError` for a column that is not there.
 */
export function bindColumns(
  plan: ImportPlan,
  header: readonly string[],
  firstRowWidth: number,
): BoundColumns {
  const names = header.map((name) => name.trim())
  const columns = firstRowWidth === names.length + 1 ? ['', ...names] : names
  const time = timeColumns(plan, columns)
  return {
    time: time.map((name) => find(name, columns)),
    sources: plan.sources.map((source) => ({
      ...bindSource(source, columns),
      totals: plan.areTotals && tellsCrossings(source) ? { width: plan.counterWidth } : null,
    })),
    width: columns.length,
  }
}

/**
 * The plan of a wide table, in which each column besides the time is a space of that name; any other plan as it is.
 * Throws `UsageError` where no column is left.
 */
export function widen(plan: ImportPlan, header: readonly string[]): ImportPlan {
  if (!plan.isWide) return plan
  const columns = header.map((name) => name.trim())
  const time = new Set(timeColumns(plan, columns).map((name) => find(name, columns)))
  const spaces = columns.filter((name, index) => name !== '' && !time.has(index))
  if (spaces.length === 0) throw new UsageError(`No column is left for a space. ${listOf(columns)}`)
  return { ...plan, sources: spaces.map((name) => ({ space: name, count: name })) }
}

function timeColumns(plan: ImportPlan, columns: readonly string[]): readonly string[] {
  return plan.time.length > 0 ? plan.time : usual(usualTimes, columns, 'time', '--time-column')
}

function bindSource(source: SourcePlan, columns: readonly string[]): BoundSource {
  const optional = (name: string | undefined) => (name === undefined ? null : find(name, columns))
  const counts = tellsCrossings(source)
    ? undefined
    : (source.count ?? usual(usualCounts, columns, 'count', '--count-column')[0])
  return {
    count: optional(counts),
    entrances: optional(source.entrances),
    exits: optional(source.exits),
    capped: null,
    sensorColumn: optional(source.sensor_column),
    spaceColumn: optional(source.space_column),
  }
}

function usual(
  groups: readonly string[][],
  columns: readonly string[],
  what: string,
  flag: string,
): readonly string[] {
  const known = new Set(columns.map((name) => name.toLowerCase()))
  const found = groups.find((group) => group.every((name) => known.has(name)))
  if (found !== undefined) return found
  throw new UsageError(`Which column holds the ${what}? Name it with ${flag}. ${listOf(columns)}`)
}

function find(name: string, columns: readonly string[]): ColumnIndex {
  const exact = columns.indexOf(name)
  if (exact !== -1) return exact
  const loose = columns.findIndex((column) => column.toLowerCase() === name.trim().toLowerCase())
  if (loose !== -1) return loose
  throw new UsageError(`There is no column ${JSON.stringify(name)}. ${listOf(columns)}`)
}

function listOf(columns: readonly string[]): string {
  return `The columns are: ${columns.filter((name) => name !== '').join(', ')}.`
}
