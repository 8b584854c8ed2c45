import type { AreaSource, Counting, EntrySource } from '../portfolio/counting.ts'
import type { SubjectKey } from '../portfolio/subject.ts'
import type { Interval } from '../time/interval.ts'

/** One sensor that a space's count rests on, and when it does. A doorway without a sensor counts as one. */
export interface SensorWatch {
  readonly subject: SubjectKey
  readonly heartbeatMs: number | null
  /** A waffle sensor counts no further than 3. */
  readonly waffle: boolean
  /** When its word goes for the space: ascending, never touching each other; ends may be infinite. */
  readonly spans: readonly Interval[]
}

const ALWAYS: readonly Interval[] = Object.freeze([{ start: -Infinity, end: Infinity }])

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
    const { subject, heartbeatMs } = source
    if (!('type' in source)) return { subject, heartbeatMs, waffle: false, spans: ALWAYS }
    const spans = [{ start: source.from, end: source.until }]
    return { subject, heartbeatMs, waffle: source.type === 'waffle', spans }
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
