import type { SensorCorrections } from '../../../src/domain/portfolio/correction.ts'
import type { Counting, LeafCounting } from '../../../src/domain/portfolio/counting.ts'
import { type Reading, ReadingKind } from '../../../src/domain/reading/reading.ts'
import type { EpochMs, Interval } from '../../../src/domain/time/interval.ts'
import { crossers } from './naive-fold.ts'

/** The instants at which a reading or a person said how many are in a space, by definition: each reading asked by itself. */
export function naiveDetections(
  counting: Counting,
  { start, end }: Interval,
  readings: readonly Reading[],
): readonly EpochMs[] {
  const leaves = counting.kind === 'sum' ? counting.leaves : [counting]
  const read = readings.filter((reading) => leaves.some((leaf) => isDetection(leaf, reading, readings)))
  const said = leaves.flatMap((leaf) => (leaf.kind === 'entry' ? (leaf.corrected ?? []) : []))
  const instants = new Set([...read, ...said].map(({ at }) => at))
  return [...instants].filter((at) => start <= at && at < end).sort((a, b) => a - b)
}

/** The parts of some spans between the instants inside them: every two neighbors among all ends and instants that lie in one span. */
export function naiveParts(spans: readonly Interval[], instants: readonly EpochMs[]): readonly Interval[] {
  const all = [...new Set([...spans.flatMap(({ start, end }) => [start, end]), ...instants])]
  const ascending = all.sort((a, b) => a - b)
  return ascending.slice(1).flatMap((end, index) => {
    const start = ascending[index] ?? end
    return spans.some((span) => span.start <= start && end <= span.end) ? [{ start, end }] : []
  })
}

function isDetection(leaf: LeafCounting, reading: Reading, readings: readonly Reading[]): boolean {
  const { subject, kind, space, at } = reading
  if (leaf.kind === 'entry') {
    const isWord = subject === leaf.anchors && kind === ReadingKind.reset
    return isWord || crossers(leaf.sources, at, readings).length > 0
  }
  if (!(kind === ReadingKind.count || kind === ReadingKind.presence) || space !== leaf.space) return false
  return leaf.sources.some(
    (source) =>
      source.subject === subject &&
      source.from <= at &&
      at < source.until &&
      !isIgnored(source.corrected, at),
  )
}

function isIgnored(corrected: SensorCorrections | undefined, at: EpochMs): boolean {
  return corrected?.ignored.some(({ start, end }) => start <= at && at < end) === true
}
