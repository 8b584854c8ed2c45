import type { EpochMs, Interval } from '../time/interval.ts'

/** Whether a span has an instant in it. */
export function holdsAt({ start, end }: Interval, at: EpochMs): boolean {
  return start <= at && at < end
}

/** The instants inside an interval, its start excluded, at which one of some spans begins or ends; ascending. */
export function cutsInside(spans: readonly Interval[], { start, end }: Interval): readonly EpochMs[] {
  const cuts = spans.flatMap((span) => [span.start, span.end]).filter((at) => at > start && at < end)
  return [...new Set(cuts)].sort((a, b) => a - b)
}

/** The next instant after `now` at which one of some spans begins or ends; `Infinity` for none. */
export function nextCut(spans: readonly Interval[], now: EpochMs): EpochMs {
  return cutsInside(spans, { start: now, end: Infinity })[0] ?? Infinity
}
