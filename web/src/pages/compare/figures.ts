import type { MetricsColumn, MetricsRow } from '../../../../src/client/analytics-wire.ts'

/** A highest value, and the one space that had it. */
export interface Highest {
  readonly value: number
  readonly space: string
}

/** The figures of a space, or of several together, over some time. `null` is unknown. */
export interface Figures {
  /** Spaces with something observed. */
  readonly known: number
  /** People at a time; of several: the sum of their averages. Those that are unknown add nothing. */
  readonly average: number | null
  /** Most people at once in one space. */
  readonly peak: Highest | null
  /** Of several: the mean of theirs, each weighted by how long it was observed. */
  readonly utilization: number | null
  readonly peakUtilization: Highest | null
  readonly timeUsedMs: number
  readonly observedMs: number
  readonly lengthMs: number
  /** Share of the time in which the sensors were online; of several: their mean, weighted by length. */
  readonly upTime: number | null
}

/** What figures are made of: no more is asked for. */
export const figureColumns = [
  'occupancy_avg',
  'occupancy_max',
  'utilization_avg',
  'utilization_max',
  'time_used_ms',
  'observed_ms',
  'length_ms',
  'up_time',
] as const satisfies readonly MetricsColumn[]

/** A bucket of a space with the columns that figures are made of. */
export type FigureRow = Pick<MetricsRow, 'key' | (typeof figureColumns)[number]>

/** The figures of one bucket of one space. */
export function figuresOf(space: string, row: Omit<FigureRow, 'key'>): Figures {
  const isKnown = row.observed_ms > 0
  return {
    known: isKnown ? 1 : 0,
    average: row.occupancy_avg,
    peak: highest(row.occupancy_max, space),
    utilization: row.utilization_avg,
    peakUtilization: highest(row.utilization_max, space),
    timeUsedMs: row.time_used_ms,
    observedMs: row.observed_ms,
    lengthMs: row.length_ms,
    upTime: row.length_ms === 0 ? null : row.up_time,
  }
}

function highest(value: number | null, space: string): Highest | null {
  return value === null ? null : { value, space }
}

/** What several spaces come to together over the same time. Of equal peaks the first counts. */
export function together(figures: readonly Figures[]): Figures {
  return {
    known: sum(figures.map(({ known }) => known)) ?? 0,
    average: sum(figures.map(({ average }) => average)),
    peak: highestOf(figures.map(({ peak }) => peak)),
    utilization: mean(figures.map(({ utilization, observedMs }) => [utilization, observedMs])),
    peakUtilization: highestOf(figures.map(({ peakUtilization }) => peakUtilization)),
    timeUsedMs: sum(figures.map(({ timeUsedMs }) => timeUsedMs)) ?? 0,
    observedMs: sum(figures.map(({ observedMs }) => observedMs)) ?? 0,
    lengthMs: sum(figures.map(({ lengthMs }) => lengthMs)) ?? 0,
    upTime: mean(figures.map(({ upTime, lengthMs }) => [upTime, lengthMs])),
  }
}

/** Time used as a share of all the time, `null` where nothing was observed. */
export function timeUsedShare({ timeUsedMs, lengthMs, observedMs }: Figures): number | null {
  return observedMs === 0 ? null : timeUsedMs / lengthMs
}

/** Time used as a share of the time that was observed. */
export function observedUse({ timeUsedMs, observedMs }: Figures): number | null {
  return observedMs === 0 ? null : timeUsedMs / observedMs
}

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
}

/** The mean of what is known, by weight. */
function mean(values: readonly (readonly [value: number | null, weight: number])[]): number | null {
  let total = 0
  let weights = 0
  for (const [value, weight] of values) {
    if (value === null) continue
    total += value * weight
    weights += weight
  }
  return weights === 0 ? null : total / weights
}

function highestOf(values: readonly (Highest | null)[]): Highest | null {
  return values.reduce(
    (best, value) => (value !== null && value.value > (best?.value ?? -1) ? value : best),
    null,
  )
}
