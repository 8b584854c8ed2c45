import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Distribution } from '../../../src/domain/occupancy/distribution.ts'
import { rollUpSpans } from '../../../src/domain/occupancy/roll-up.ts'
import type { SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import type { Interval } from '../../../src/domain/time/interval.ts'
import { cutsOf, history } from './history-arbitrary.ts'

function distributionOf(told: SpaceHistory, spans: readonly Interval[]): Distribution {
  const distribution = new Distribution()
  distribution.add(told, spans)
  return distribution
}

test('counts ascend by number, and unknown time is none of them', () => {
  const changes = [
    [0, 10],
    [10, null],
    [20, 2],
    [50, 10],
    [60, 0],
  ] as const
  const segments = changes.map(([start, count], index) => ({
    start,
    end: changes[index + 1]?.[0] ?? 100,
    count,
    online: 1,
    capped: false,
  }))
  const told = { start: 0, end: 100, before: null, segments, flows: [] }
  const whole = distributionOf(told, [told])
  const parts = distributionOf(told, [
    { start: 5, end: 25 },
    { start: 95, end: 100 },
  ])

  expect(whole.counts).toEqual([
    { count: 0, durationMs: 40 },
    { count: 2, durationMs: 30 },
    { count: 10, durationMs: 20 },
  ])
  expect(whole.observedMs).toBe(90)
  expect(parts.counts).toEqual([
    { count: 0, durationMs: 5 },
    { count: 2, durationMs: 5 },
    { count: 10, durationMs: 5 },
  ])
})

test('of no time at all there is nothing', () => {
  expect(new Distribution().counts).toEqual([])
  expect(new Distribution().observedMs).toBe(0)
})

/** A history and some spans inside it that do not overlap. */
const spanned = history.chain((told) =>
  cutsOf(told).map((cuts) => ({
    told,
    spans: cuts.flatMap((start, index) => {
      const end = cuts[index + 1]
      return index % 2 > 0 || end === undefined ? [] : [{ start, end }]
    }),
  })),
)

test('durations fold to the rollup of the same spans', () => {
  fc.assert(
    fc.property(spanned, ({ told, spans }) => {
      const { counts, observedMs } = distributionOf(told, spans)
      const rollup = rollUpSpans(told, spans)
      const sum = (of: (each: { count: number; durationMs: number }) => number) =>
        counts.reduce((total, each) => total + of(each), 0)

      expect(observedMs).toBe(rollup.observedMs)
      expect(sum(({ count, durationMs }) => (count > 0 ? durationMs : 0))).toBe(rollup.occupiedMs)
      expect(sum(({ count, durationMs }) => count * durationMs)).toBe(rollup.personMs)
      expect(counts.at(-1)?.count ?? null).toBe(rollup.peak)
      expect(counts[0]?.count ?? null).toBe(rollup.low)
      expect(counts.every(({ durationMs }) => durationMs > 0)).toBe(true)
    }),
  )
})

test('adding spans one by one gives the same as adding them together', () => {
  fc.assert(
    fc.property(spanned, ({ told, spans }) => {
      const distribution = new Distribution()
      for (const span of spans.toReversed()) distribution.add(told, [span])

      expect(distribution.counts).toEqual(distributionOf(told, spans).counts)
    }),
  )
})
