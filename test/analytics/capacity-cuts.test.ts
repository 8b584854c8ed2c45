import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OccupancyQuery } from '../../src/analytics/occupancy-query.ts'
import { emptyRollup, mergeRollups, type Rollup } from '../../src/domain/occupancy/rollup.ts'
import type { CapacityHistory } from '../../src/domain/portfolio/capacity.ts'
import type { Interval } from '../../src/domain/time/interval.ts'
import { instantIn } from '../domain/arbitraries.ts'
import { withInstallation } from '../history/installation.ts'
import { play, stepsAround } from '../history/scenario.ts'
import { world } from '../world.ts'
import { naiveOccupancy } from './naive-answers.ts'
import { aboutAll, around, askedAbout } from './queries.ts'

/** Up to three changes of a capacity in a window, at least one. */
function capacitiesIn(window: Interval): fc.Arbitrary<CapacityHistory> {
  const change = fc.record({
    start: instantIn(around(window)),
    capacity: fc.option(fc.nat(5), { nil: null }),
  })
  return fc
    .uniqueArray(change, { minLength: 1, maxLength: 3, selector: ({ start }) => start })
    .map((changes) => {
      const ascending = [{ start: -Infinity, capacity: 7 }, ...changes.toSorted((a, b) => a.start - b.start)]
      return ascending.map((each, index) => ({ ...each, end: ascending[index + 1]?.start ?? Infinity }))
    })
}

const scene = world.chain((everything) =>
  fc.record({
    world: fc.constant(everything),
    steps: stepsAround(everything.window),
    asked: askedAbout(everything.window),
    capacities: capacitiesIn(everything.window),
  }),
)

function whole(parts: readonly { readonly rollup: Rollup }[]): Rollup {
  return parts.reduce((sum, { rollup }) => mergeRollups(sum, rollup), emptyRollup)
}

test('asking by capacity changes no rollup, and the parts of a bucket make up the whole', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ world: everything, steps, asked, capacities }) => {
      const { portfolio, arrivals, window } = everything
      await withInstallation({ engine: 'memory', portfolio, now: window.start }, async (installation) => {
        await play(installation, arrivals, steps)
        const plain = await installation.analytics.occupancy(aboutAll(portfolio, asked))
        const cut = await installation.analytics.occupancy({
          ...aboutAll(portfolio, asked),
          capacities: () => capacities,
        })

        expect(cut.map(({ byCapacity: _parts, ...answer }) => answer)).toEqual(plain)
        for (const { counts, rollups, byCapacity } of cut)
          if (counts) expect(byCapacity?.map(whole)).toEqual(rollups)
      })
    }),
    { numRuns: 40 },
  )
})

test('each part is what the readings say of the time in which its capacity held', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ world: everything, steps, asked, capacities }) => {
      const { portfolio, arrivals, window, readings } = everything
      await withInstallation({ engine: 'memory', portfolio, now: window.start }, async (installation) => {
        await play(installation, arrivals, steps)
        const total: OccupancyQuery = { ...aboutAll(portfolio, asked), resolution: 'total' }
        const answers = await installation.analytics.occupancy({ ...total, capacities: () => capacities })

        for (const { space, counts, buckets, byCapacity } of answers) {
          if (!counts) continue
          const [bucket] = buckets
          const expected =
            bucket === undefined
              ? []
              : capacities.flatMap(({ capacity, start, end }) => {
                  const first = Math.max(start, bucket.spans[0]?.start ?? start)
                  const last = Math.min(end, bucket.spans.at(-1)?.end ?? end)
                  if (first >= last) return []
                  const range = {
                    start: { kind: 'instant' as const, at: first },
                    end: { kind: 'instant' as const, at: last },
                  }
                  const { rollups } = naiveOccupancy({ ...total, range }, space, readings)
                  return rollups.map((rollup) => ({ capacity, rollup }))
                })
          expect(byCapacity?.flat()).toEqual(expected)
        }
      })
    }),
    { numRuns: 40 },
  )
})
