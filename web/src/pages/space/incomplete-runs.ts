import type { MetricsRow } from '../../../../src/client/analytics-wire.ts'
import { localDate } from '../../format/times.ts'
import type { Period } from './period.ts'

/** Neighbouring days none of which was observed throughout. */
interface IncompleteRun extends Pick<Period, 'from' | 'to'> {
  /** How long they were not observed, all together: no gap in them is longer. */
  readonly unknownMs: number
}

/** The runs of days that were not observed throughout, the ones that lack most first. */
export function incompleteRuns(rows: readonly MetricsRow[], zone: string): readonly IncompleteRun[] {
  const runs: { from: string; to: string; unknownMs: number }[] = []
  let isOpen = false
  for (const { start, observed_ms, length_ms } of rows) {
    const unknownMs = length_ms - observed_ms
    if (start === null || unknownMs === 0) {
      isOpen = false
      continue
    }
    const date = localDate(start, zone)
    const last = isOpen ? runs.at(-1) : undefined
    if (last === undefined) runs.push({ from: date, to: date, unknownMs })
    else {
      last.to = date
      last.unknownMs += unknownMs
    }
    isOpen = true
  }
  return runs.toSorted((a, b) => b.unknownMs - a.unknownMs)
}
