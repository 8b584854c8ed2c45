import type { SlotRun } from '../../domain/occupancy/slots.ts'
import { firstSlotOfMonth, type MonthSpan, monthOfSlot } from './month.ts'

/** The months that ascending runs meet, as the fewest spans. */
export function monthsOfRuns(runs: readonly SlotRun[]): readonly MonthSpan[] {
  const spans: MonthSpan[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const { from, until } of runs) {
    if (until <= end || from >= until) continue
    const first = monthOfSlot(Math.max(from, end))
    const last = monthOfSlot(until - 1)
    end = firstSlotOfMonth(last + 1)
    const previous = spans.at(-1)
    if (previous?.last === first - 1) spans[spans.length - 1] = { first: previous.first, last }
    else spans.push({ first, last })
  }
  return spans
}

/** How many months there are in some spans. */
export function countMonths(spans: readonly MonthSpan[]): number {
  return spans.reduce((count, { first, last }) => count + last - first + 1, 0)
}

/** Remembers the months of each array of runs, which spaces share. */
export class RunMonths {
  readonly #spans = new Map<readonly SlotRun[], readonly MonthSpan[]>()

  of(runs: readonly SlotRun[]): readonly MonthSpan[] {
    const known = this.#spans.get(runs)
    if (known !== undefined) return known
    const spans = monthsOfRuns(runs)
    this.#spans.set(runs, spans)
    return spans
  }
}
