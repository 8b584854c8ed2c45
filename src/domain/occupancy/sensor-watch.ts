import type { SensorCorrections } from '../portfolio/correction.ts'
import type { AreaSource, Counting, EntrySource } from '../portfolio/counting.ts'
import type { SubjectKey } from '../portfolio/subject.ts'
import type { Interval } from '../time/interval.ts'

/** One sensor that a space's count rests on, and when it does. A doorway counts as one while no sensor is on it. */
export interface SensorWatch {
  readonly subject: SubjectKey
  readonly heartbeatMs: number | null
  /** A waffle sensor counts no further than 3. */
  readonly waffle: boolean
  /** When its word goes for the space: ascending, never touching each other; ends may be infinite. */
  readonly spans: readonly Interval[]
  /** How people corrected what it says; left out when nobody did. */
  readonly corrected?: SensorCorrections
}

/**
 * The distinct sensors that a count rests on, in the order of their first mention. Of a parent: those of all
 * spaces it adds up, each one once, however many of them it serves.
 */
export function watchesOf(counting: Counting): readonly SensorWatch[] {
  if (counting.kind !== 'sum') return distinct(leafWatches(counting.sources))
  return distinct(counting.leaves.flatMap((leaf) => leafWatches(leaf.sources)))
}

function leafWatches(sources: readonly (AreaSource | EntrySource)[]): SensorWatch[] {
  return sources.map((source) => {
    const { subject, heartbeatMs, from, until } = source
    const waffle = 'type' in source && source.type === 'waffle'
    const watch = { subject, heartbeatMs, waffle, spans: [{ start: from, end: until }] }
    return source.corrected === undefined ? watch : { ...watch, corrected: source.corrected }
  })
}

function distinct(watches: readonly SensorWatch[]): readonly SensorWatch[] {
  if (watches.length <= 1) return watches
  const bySubject = new Map<SubjectKey, SensorWatch>()
  for (const watch of watches) {
    const other = bySubject.get(watch.subject)
    if (other === undefined) bySubject.set(watch.subject, watch)
    else bySubject.set(watch.subject, { ...other, spans: union([...other.spans, ...watch.spans]) })
  }
  return [...bySubject.values()]
}

function union(spans: readonly Interval[]): readonly Interval[] {
  const joined: Interval[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last === undefined || last.end < span.start) joined.push(span)
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) }
  }
  return joined
}
