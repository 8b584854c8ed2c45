import type { SpaceMetrics } from '../../../../src/client/analytics-wire.ts'
import type { OperatingHours } from '../../../../src/client/density-wire.ts'
import { askColumns } from '../../api/metrics.ts'
import { localDate } from '../../format/times.ts'
import { datesOf, daysIn, type Period } from '../space/period.ts'
import { type BatchProgress, batchesOf, inBatches } from './batches.ts'
import { type Days, daysOf } from './days.ts'
import { type FigureRow, type Figures, figureColumns, figuresOf } from './figures.ts'
import type { DaysBySpace, FiguresBySpace } from './rows.ts'

/** Rows asked for in one go: a few megabytes, so that a year of a thousand spaces comes in pieces. */
const ROWS_A_BATCH = 30_000
/** Ids that the server takes in one go. */
const MOST_IDS = 1_000

/** What is asked about spaces. */
export interface Question {
  readonly ids: readonly string[]
  readonly period: Period
  readonly hours: OperatingHours | null
}

/** The figures of each space over the whole period. Spaces that do not count are left out. */
export async function askTotals(question: Question, signal: AbortSignal): Promise<FiguresBySpace> {
  const totals = new Map<string, Figures>()
  for (const ids of batchesOf(question.ids, MOST_IDS)) {
    for (const [id, { rows }] of await askBatch(question, ids, 'total', signal)) {
      const [row] = rows
      if (row !== undefined) totals.set(id, figuresOf(id, row))
    }
  }
  return totals
}

/** The figures of each space by local day; `onProgress` hears for how many spaces they have come. */
export async function askDays(
  question: Question,
  signal: AbortSignal,
  onProgress: (progress: BatchProgress) => void,
): Promise<DaysBySpace> {
  const days = new Map<string, Days>()
  const size = Math.min(MOST_IDS, Math.max(1, Math.floor(ROWS_A_BATCH / daysIn(question.period))))
  const dates = new Map<string, string>()
  const ask = async (ids: readonly string[]) => {
    for (const [id, { rows, time_zone }] of await askBatch(question, ids, 'day', signal)) {
      days.set(
        id,
        daysOf(id, rows, (start) => dateOf(dates, start, time_zone)),
      )
    }
  }
  await inBatches(question.ids, size, ask, onProgress)
  return days
}

async function askBatch(
  { period, hours }: Question,
  ids: readonly string[],
  resolution: 'total' | 'day',
  signal: AbortSignal,
): Promise<readonly [string, SpaceMetrics<FigureRow>][]> {
  const answer = await askColumns(
    {
      space_ids: ids,
      flatten: false,
      ...datesOf(period),
      time_resolution: resolution,
      columns: figureColumns,
      ...(hours !== null && { operating_hours: hours }),
    },
    signal,
  )
  return Object.entries(answer.spaces)
}

/** Spaces of one zone have the same days: each is put into words once. */
function dateOf(known: Map<string, string>, start: string, zone: string): string {
  const key = `${start} ${zone}`
  const date = known.get(key) ?? localDate(start, zone)
  known.set(key, date)
  return date
}
