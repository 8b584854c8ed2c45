import type { Counting, LeafCounting } from '../portfolio/counting.ts'
import { ReadingKind } from '../reading/reading.ts'
import { type EpochMs, type Interval, intersect } from '../time/interval.ts'
import { crossingsOf } from './crossings.ts'
import { saidIn } from './fold-entry.ts'
import { isIgnored, type ReadingsOf } from './sensor-track.ts'

/**
 * The instants of an interval at which something said how many people are in a space, ascending, each once: counts and presence
 * of its sensors, crossings of its doorways, and what people said it held; of a parent, those of the spaces it adds up.
 * Heartbeats and words on health are none (density-v3.md §4).
 */
export function detectionsOf(
  counting: Counting,
  interval: Interval,
  readingsOf: ReadingsOf,
): readonly EpochMs[] {
  const leaves = counting.kind === 'sum' ? counting.leaves : [counting]
  const instants = new Set(leaves.flatMap((leaf) => leafDetections(leaf, interval, readingsOf)))
  return [...instants].sort((a, b) => a - b)
}

function leafDetections(leaf: LeafCounting, interval: Interval, readingsOf: ReadingsOf): EpochMs[] {
  if (leaf.kind === 'entry') {
    const crossings = crossingsOf(leaf.sources, interval, readingsOf)
    const said = saidIn(leaf, readingsOf(leaf.anchors).readings, interval)
    return [...crossings, ...said].map(({ at }) => at)
  }
  return leaf.sources.flatMap(({ subject, from, until, corrected }) => {
    const spoken = intersect({ start: from, end: until }, interval)
    if (spoken === null) return []
    const { start, end } = spoken
    const counts = readingsOf(subject).readings.filter(
      ({ at, kind, space }) =>
        (kind === ReadingKind.count || kind === ReadingKind.presence) &&
        space === leaf.space &&
        start <= at &&
        at < end &&
        !isIgnored(corrected, at),
    )
    return counts.map(({ at }) => at)
  })
}

/** Spans that ascend and do not overlap, cut at each of some instants inside them, which ascend. */
export function cutAt(spans: readonly Interval[], instants: readonly EpochMs[]): readonly Interval[] {
  const pieces: Interval[] = []
  let next = 0
  for (const { start, end } of spans) {
    let from = start
    for (let at = instants[next] ?? end; at < end; at = instants[++next] ?? end) {
      if (at <= from) continue
      pieces.push({ start: from, end: at })
      from = at
    }
    pieces.push({ start: from, end })
  }
  return pieces
}
