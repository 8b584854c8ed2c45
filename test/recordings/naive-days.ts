/** One row of a recording: how many people there were at an instant. */
export interface Sample {
  readonly at: number
  readonly count: number
}

/** What a day amounts to, worked out millisecond by millisecond from the rows. */
export interface NaiveDay {
  readonly personMs: number
  readonly observedMs: number
  readonly occupiedMs: number
  readonly peak: number | null
  readonly low: number | null
  readonly rises: number
}

/**
 * A day's figures straight from the rows: each count holds until the next row, and for `holdMs` at the most. The
 * rows ascend.
 */
export function naiveDay(samples: readonly Sample[], start: number, end: number, holdMs: number): NaiveDay {
  let [personMs, observedMs, occupiedMs, rises] = [0, 0, 0, 0]
  const seen: number[] = []
  samples.forEach(({ at, count }, index) => {
    const next = samples[index + 1]?.at ?? Number.POSITIVE_INFINITY
    const previous = samples[index - 1]
    const isHeld = previous !== undefined && at - previous.at <= holdMs
    if (at >= start && at < end && isHeld) rises += Math.max(0, count - previous.count)
    const durationMs = Math.min(next, at + holdMs, end) - Math.max(at, start)
    if (durationMs <= 0) return
    observedMs += durationMs
    personMs += count * durationMs
    if (count > 0) occupiedMs += durationMs
    seen.push(count)
  })
  return {
    personMs,
    observedMs,
    occupiedMs,
    peak: seen.length === 0 ? null : Math.max(...seen),
    low: seen.length === 0 ? null : Math.min(...seen),
    rises,
  }
}
