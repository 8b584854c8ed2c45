import type { Segment, Segments, TypicalDay, TypicalQuarter } from '../../../../src/client/analytics-wire.ts'
import type { Correction } from '../../../../src/client/correction-wire.ts'
import { serverNow } from '../../state/server-clock.ts'
import { correctionsOn, type DayCorrection } from './day-corrections.ts'

/** A stretch of one count, in epoch milliseconds; `null` while unknown. */
export interface DayStep {
  readonly start: number
  readonly end: number
  readonly count: number | null
  readonly isCapped: boolean
}

/** A quarter of an hour and what is usual in it. */
interface UsualQuarter extends Pick<TypicalQuarter, 'days' | 'median' | 'p10' | 'p90'> {
  readonly start: number
  readonly end: number
}

/** A local day of a space: what was counted, what it is meant for, and what is usual. */
export interface DayView {
  readonly zone: string
  readonly start: number
  readonly end: number
  readonly steps: readonly DayStep[]
  readonly capacities: readonly { readonly start: number; readonly capacity: number | null }[]
  readonly usual: readonly UsualQuarter[]
  /** What people corrected of it. */
  readonly corrections: readonly DayCorrection[]
  readonly weeks: number
}

/** A count that arrived after the day was asked for. */
export interface Arrival {
  readonly at: number
  readonly count: number | null
  readonly isCapped: boolean
}

const QUARTER_MS = 900_000

/** A day as charts take it. */
export function dayViewOf(
  segments: Segments,
  typical: TypicalDay,
  corrections: readonly Correction[] = [],
  now = serverNow(),
): DayView {
  const [start, end] = [Date.parse(segments.start), Date.parse(segments.end)]
  const starts = typical.points.map(({ start }) => Date.parse(start))
  return {
    zone: segments.time_zone,
    start,
    end,
    corrections: correctionsOn(corrections, { start, end }, now),
    steps: segments.segments.map(stepOf),
    capacities: segments.capacities.map(({ start, capacity }) => ({ start: Date.parse(start), capacity })),
    usual: typical.points.map(({ days, median, p10, p90 }, index) => {
      const start = starts[index] ?? 0
      // Beside a clock change a quarter can be longer or shorter than it says.
      return { start, end: Math.min(starts[index + 1] ?? end, start + QUARTER_MS), days, median, p10, p90 }
    }),
    weeks: typical.weeks,
  }
}

/** A segment in epoch milliseconds. */
export function stepOf({ start, end, count, is_capped }: Segment): DayStep {
  return { start: Date.parse(start), end: Date.parse(end), count, isCapped: is_capped }
}

/**
 * The steps up to `now`, with what has arrived since they were asked for. An arrival rules from its instant on, or from
 * where the steps end when it is told of late; the last one holds until now.
 */
export function extendSteps(
  steps: readonly DayStep[],
  arrivals: readonly Arrival[],
  now: number,
): readonly DayStep[] {
  const last = steps.at(-1)
  if (last === undefined) return steps
  const extended = [...steps]
  let open: DayStep = extended.pop() ?? last
  for (const { at, count, isCapped } of arrivals) {
    if (count === open.count && isCapped === open.isCapped) continue
    const from = Math.max(at, open.end)
    extended.push({ ...open, end: from })
    open = { start: from, end: from, count, isCapped }
  }
  extended.push({ ...open, end: Math.max(open.end, now) })
  return extended.filter(({ start, end }) => end > start)
}

/** The step that holds at an instant. */
export function stepAt(steps: readonly DayStep[], at: number): DayStep | undefined {
  return steps.find(({ start, end }) => start <= at && at < end)
}

/** The highest count with the first instant it was reached; `null` where nothing is known. */
export function peakOf(steps: readonly DayStep[]): { readonly at: number; readonly count: number } | null {
  let peak: { at: number; count: number } | null = null
  for (const { start, count } of steps) {
    if (count !== null && (peak === null || count > peak.count)) peak = { at: start, count }
  }
  return peak
}

/** The quarter of an hour in which most people are usual; `null` where nothing is. */
export function busiestOf(usual: DayView['usual']): DayView['usual'][number] | null {
  const known = usual.filter(({ median }) => median !== null)
  return known.toSorted((a, b) => (b.median ?? 0) - (a.median ?? 0))[0] ?? null
}

/** The people-weighted mean over the known time; `null` where nothing is known. */
export function averageOf(steps: readonly DayStep[]): number | null {
  let people = 0
  let known = 0
  for (const { start, end, count } of steps) {
    if (count === null) continue
    people += count * (end - start)
    known += end - start
  }
  return known === 0 ? null : people / known
}

/** The unknown stretches, neighbours drawn together. */
export function gapsOf(
  steps: readonly DayStep[],
): readonly { readonly start: number; readonly end: number }[] {
  const gaps: { start: number; end: number }[] = []
  for (const { start, end, count } of steps) {
    const last = gaps.at(-1)
    if (count !== null) continue
    if (last?.end === start) last.end = end
    else gaps.push({ start, end })
  }
  return gaps
}

/** The longest unknown stretch in milliseconds; 0 for none. */
export function longestGapMs(steps: readonly DayStep[]): number {
  return gapsOf(steps).reduce((longest, { start, end }) => Math.max(longest, end - start), 0)
}

/** Points of a line with `step: 'end'`: a value holds until the next point, and `null` breaks the line. */
export function linePoints(steps: readonly DayStep[]): readonly (readonly [number, number | null])[] {
  const points: (readonly [number, number | null])[] = []
  for (const [index, { start, end, count }] of steps.entries()) {
    if (count === null) continue
    points.push([start, count])
    if (steps[index + 1]?.start === end && steps[index + 1]?.count !== null) continue
    points.push([end, count], [end, null])
  }
  return points
}
