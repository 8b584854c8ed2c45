import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clipHistory } from '../../../src/domain/occupancy/clip.ts'
import type { SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import type { CapacityHistory } from '../../../src/domain/portfolio/capacity.ts'
import { sizingFigures, smallestSize, usesFitting } from '../../../src/domain/sizing/figures.ts'
import { mergeSpaceUses, noUse, SpaceUseCollector } from '../../../src/domain/sizing/space-use.ts'
import type { Interval } from '../../../src/domain/time/interval.ts'
import { cutsOf, history } from '../occupancy/history-arbitrary.ts'
import { naiveUse } from './naive-use.ts'

/** A history, spans inside it that do not overlap but may touch, and a capacity that changed. */
const scene = history.chain((told) =>
  fc.record({
    told: fc.constant(told),
    spans: cutsOf(told).chain((cuts) =>
      fc.array(fc.boolean(), { minLength: cuts.length, maxLength: cuts.length }).map((kept) =>
        cuts.flatMap((start, index) => {
          const end = cuts[index + 1]
          return kept[index] === true && end !== undefined && start < end ? [{ start, end }] : []
        }),
      ),
    ),
    capacities: capacitiesIn(told),
    shortestMs: fc.constantFrom(0, 1, 60_000, 3_600_000),
  }),
)

function capacitiesIn({ start, end }: Interval): fc.Arbitrary<CapacityHistory> {
  return fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: start, max: end }), { maxLength: 3 }),
      fc.array(fc.constantFrom(null, 0, 1, 2, 3, 5), { minLength: 4, maxLength: 4 }),
    )
    .map(([changes, values]) => {
      const starts = [Number.NEGATIVE_INFINITY, ...changes.toSorted((a, b) => a - b)]
      return starts.map((from, index) => ({
        start: from,
        end: starts[index + 1] ?? Number.POSITIVE_INFINITY,
        capacity: values[index] ?? null,
      }))
    })
}

function collect(
  parts: readonly { told: SpaceHistory; spans: readonly Interval[] }[],
  capacities: CapacityHistory,
  shortestMs: number,
) {
  const collector = new SpaceUseCollector(capacities)
  for (const { told, spans } of parts) collector.add(told, spans)
  const lengthMs = parts
    .flatMap(({ spans }) => spans)
    .reduce((total, { start, end }) => total + end - start, 0)
  return collector.result(lengthMs, shortestMs)
}

const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 6))

test('figures are those of walking through the history instant by instant', () => {
  fc.assert(
    fc.property(scene, ({ told, spans, capacities, shortestMs }) => {
      const naive = naiveUse(told, spans, capacities, shortestMs)
      const use = collect([{ told, spans }], capacities, shortestMs)

      expect(sizingFigures(use)).toEqual({
        lengthMs: naive.lengthMs,
        observedMs: naive.observedMs,
        knownShare: near(naive.lengthMs === 0 ? null : naive.observedMs / naive.lengthMs),
        occupiedMs: naive.occupiedMs,
        usedShare: near(naive.observedMs === 0 ? null : naive.occupiedMs / naive.observedMs),
        mean: near(naive.mean),
        p50: naive.p50,
        p90: naive.p90,
        peak: naive.peak,
        filledShare: near(naive.filledShare),
        overMs: naive.overMs,
        overShare: near(naive.sizedMs === 0 ? null : naive.overMs / naive.sizedMs),
        uses: naive.uses,
        cappedUses: naive.cappedUses,
      })
      expect(use.uses.flatMap(({ peak, uses }) => Array.from({ length: uses }, () => peak))).toEqual(
        naive.peaks,
      )
      for (const percent of [1, 50, 90, 100])
        expect(smallestSize(use, percent)).toBe(naive.smallestSize(percent))
      for (const size of [0, 1, 2, 7])
        expect(usesFitting(use, size)).toBe(naive.peaks.filter((peak) => peak <= size).length)
    }),
    { numRuns: 300 },
  )
})

test('a history that comes in parts gives the same', () => {
  fc.assert(
    fc.property(scene, ({ told, spans, capacities, shortestMs }) => {
      const parts = spans.map((span) => ({ told: clipHistory(told, span), spans: [span] }))

      expect(collect(parts, capacities, shortestMs)).toEqual(
        collect([{ told, spans }], capacities, shortestMs),
      )
    }),
  )
})

test('the use of several spaces adds up', () => {
  const room = (peak: number, uses: number) => ({
    ...noUse,
    lengthMs: 100,
    counts: [
      { count: 0, durationMs: 60 },
      { count: peak, durationMs: 40 },
    ],
    sizedMs: 40,
    overMs: peak,
    filledMs: 20,
    uses: [{ peak, uses }],
    cappedUses: 1,
  })

  expect(mergeSpaceUses([])).toEqual(noUse)
  expect(mergeSpaceUses([room(5, 1), room(2, 3), room(5, 4)])).toEqual({
    lengthMs: 300,
    counts: [
      { count: 0, durationMs: 180 },
      { count: 2, durationMs: 40 },
      { count: 5, durationMs: 80 },
    ],
    sizedMs: 120,
    overMs: 12,
    filledMs: 60,
    uses: [
      { peak: 2, uses: 3 },
      { peak: 5, uses: 5 },
    ],
    cappedUses: 3,
  })
})
