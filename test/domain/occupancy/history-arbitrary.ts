import fc from 'fast-check'
import type { Rollup } from '../../../src/domain/occupancy/rollup.ts'
import type { Flow, Segment, SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import type { EpochMs, Interval } from '../../../src/domain/time/interval.ts'

type State = Pick<Segment, 'count' | 'online' | 'capped'>

/** A count that is often 0 or small, sometimes large, and sometimes unknown. */
const count: fc.Arbitrary<number | null> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 1, arbitrary: fc.integer({ min: 10, max: 100_000 }) },
)

const state: fc.Arbitrary<State> = fc.record({
  count,
  online: fc.integer({ min: 0, max: 4 }),
  capped: fc.boolean(),
})

/** Histories over an interval, of spaces with doorways (crossings) and without (rises and falls). */
export function historyOver({ start, end }: Interval): fc.Arbitrary<SpaceHistory> {
  const change = fc.tuple(fc.integer({ min: start + 1, max: Math.max(start + 1, end - 1) }), state)
  const changes = fc.array(change, { maxLength: 30, size: 'max' })
  const flow = fc.record({
    at: fc.integer({ min: start, max: end - 1 }),
    entrances: fc.nat(9),
    exits: fc.nat(9),
  })
  const crossings = fc.option(fc.array(flow, { maxLength: 30, size: 'max' }))
  return fc.tuple(count, state, changes, crossings).map(([before, first, changed, crossed]) => {
    const segments = segmentsOf({ start, end }, first, changed)
    const flows = crossed === null ? risesAndFalls(before, segments) : inOrder(crossed, ({ at }) => at)
    return { start, end, before, segments, flows }
  })
}

/** An interval of 1 ms to ten days somewhere in 2024. */
export const interval: fc.Arbitrary<Interval> = fc
  .tuple(
    fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2025, 0, 1) }),
    fc.oneof(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 864_000_000 })),
  )
  .map(([start, length]) => ({ start, end: start + length }))

/** Histories over intervals anywhere in 2024. */
export const history: fc.Arbitrary<SpaceHistory> = interval.chain(historyOver)

/** Ascending instants inside an interval, each once. */
export function cutsOf({ start, end }: Interval): fc.Arbitrary<readonly EpochMs[]> {
  return fc
    .array(fc.integer({ min: start, max: end }), { maxLength: 12 })
    .map((cuts) => [...new Set(cuts)].toSorted((a, b) => a - b))
}

/** Rollups that some time could have. */
export const rollup: fc.Arbitrary<Rollup> = fc
  .tuple(
    fc.tuple(fc.boolean(), fc.nat(900_000), fc.nat(900_000), fc.nat(90), fc.nat(90)),
    fc.tuple(fc.nat(99), fc.nat(99), fc.nat(2_000_000), fc.boolean()),
  )
  .map(([[isObserved, a, b, c, d], [entrances, exits, onlineMs, capped]]) => ({
    observedMs: isObserved ? Math.max(a, b) : 0,
    occupiedMs: isObserved ? Math.min(a, b) : 0,
    personMs: isObserved ? Math.min(a, b) * Math.max(c, d) : 0,
    peak: isObserved ? Math.max(c, d) : null,
    low: isObserved ? Math.min(c, d) : null,
    entrances,
    exits,
    onlineMs,
    capped,
  }))

/** The segments that changes of state cut an interval into; the last of several changes at one instant holds. */
function segmentsOf(within: Interval, first: State, changes: readonly [EpochMs, State][]): Segment[] {
  const inside = inOrder(changes, ([at]) => at).filter(([at]) => at < within.end)
  const segments: Segment[] = [{ ...within, ...first }]
  for (const [at, next] of inside) {
    const previous = segments.at(-1)
    if (previous === undefined || isSame(previous, next)) continue
    segments[segments.length - 1] = { ...previous, end: at }
    segments.push({ start: at, end: within.end, ...next })
  }
  return segments
}

function isSame(a: State, b: State): boolean {
  return a.count === b.count && a.online === b.online && a.capped === b.capped
}

/** The flows of a space without doorways. */
export function risesAndFalls(before: number | null, segments: readonly Segment[]): Flow[] {
  return segments.flatMap((segment, index) => {
    const previous = index === 0 ? before : (segments[index - 1]?.count ?? null)
    if (previous === null || segment.count === null || previous === segment.count) return []
    const rise = segment.count - previous
    return [{ at: segment.start, entrances: Math.max(0, rise), exits: Math.max(0, -rise) }]
  })
}

function inOrder<T>(values: readonly T[], at: (value: T) => EpochMs): T[] {
  return [...new Map(values.map((value) => [at(value), value])).values()].toSorted((a, b) => at(a) - at(b))
}
