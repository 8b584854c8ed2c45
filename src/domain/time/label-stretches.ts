import type { EpochMs, Interval } from './interval.ts'
import type { WallMs } from './moment.ts'
import type { Zone } from './zone.ts'

/** A stretch of time, `[start, end)`, during which the wall clock stayed inside one label at one UTC offset. */
export interface LabelStretch {
  readonly start: EpochMs
  readonly end: EpochMs
  /** Where the label begins on the wall clock, which may be before the stretch does. */
  readonly label: WallMs
}

/**
 * Cuts an interval into the maximal stretches that have one local label and one UTC offset (density-v3.md §10).
 * Labels are `widthMs` wide and counted from midnight, so the width has to divide a day. The stretches are
 * ascending and tile the interval: a repeated hour comes twice, a skipped one not at all.
 */
export function* labelStretches(zone: Zone, interval: Interval, widthMs: number): Generator<LabelStretch> {
  let at = interval.start
  while (at < interval.end) {
    const { until: change, offsetMs } = zone.offsetSpanAt(at)
    const until = Math.min(change, interval.end)
    let label = Math.floor((at + offsetMs) / widthMs) * widthMs
    while (at < until) {
      const end = Math.min(until, label + widthMs - offsetMs)
      yield { start: at, end, label }
      at = end
      label += widthMs
    }
  }
}
