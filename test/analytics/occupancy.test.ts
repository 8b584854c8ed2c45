import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Analytics, OccupancyQuery } from '../../src/analytics/occupancy-query.ts'
import { averageOccupancy } from '../../src/domain/occupancy/metrics.ts'
import { emptyRollup, mergeRollups } from '../../src/domain/occupancy/rollup.ts'
import { slotColumnNames } from '../../src/domain/occupancy/slots.ts'
import { countingOf } from '../../src/domain/portfolio/counting.ts'
import { DAY_MS } from '../../src/domain/time/interval.ts'
import { intervalIn } from '../domain/arbitraries.ts'
import { type Engine, engines, withInstallation } from '../history/installation.ts'
import { play, type Step, stepsAround } from '../history/scenario.ts'
import { type World, world } from '../world.ts'
import { naiveOccupancy } from './naive-answers.ts'
import { aboutAll, around, askedAbout, between } from './queries.ts'

const scene = world.chain((everything) =>
  fc.record({
    world: fc.constant(everything),
    steps: stepsAround(everything.window),
    asked: fc.array(askedAbout(everything.window), { minLength: 1, maxLength: 2 }),
  }),
)

/** Answers of an installation in which everything arrived while steps happened. */
function afterSteps<T>(
  engine: Engine,
  { portfolio, window, arrivals }: World,
  steps: readonly Step[],
  use: (analytics: Analytics) => Promise<T>,
): Promise<T> {
  return withInstallation({ engine, portfolio, now: window.start }, async (installation) => {
    await play(installation, arrivals, steps)
    return use(installation.analytics)
  })
}

test.each(engines)(
  'on %s, buckets hold what all readings say, whatever is derived or stale',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ world: everything, steps, asked }) => {
        const { portfolio, readings } = everything
        await afterSteps(engine, everything, steps, async (analytics) => {
          for (const question of asked) {
            const query = aboutAll(portfolio, question)
            const answers = await analytics.occupancy(query)

            expect(answers).toEqual(
              portfolio.spaces.map((space) => ({ space, ...naiveOccupancy(query, space, readings) })),
            )
          }
        })
      }),
      { numRuns: engine === 'memory' ? 25 : 15 },
    )
  },
)

test('any order of arrival, batches, repetitions and derivations give identical answers on every engine', async () => {
  const twoWays = scene.chain((one) =>
    fc.record({
      one: fc.constant(one),
      steps: stepsAround(one.world.window),
      order: fc.shuffledSubarray([...one.world.arrivals], { minLength: one.world.arrivals.length }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(twoWays, async ({ one: { world: everything, steps, asked }, steps: others, order }) => {
      const { portfolio } = everything
      const answer = (analytics: Analytics) =>
        Promise.all(asked.map((question) => analytics.occupancy(aboutAll(portfolio, question))))
      const answers = await afterSteps('memory', everything, steps, answer)

      expect(await afterSteps('sqlite', { ...everything, arrivals: order }, others, answer)).toEqual(answers)
    }),
    { numRuns: 12 },
  )
})

describe('a range', () => {
  const cutScene = scene.chain((one) =>
    intervalIn(around(one.world.window)).chain((range) =>
      fc.record({
        one: fc.constant(one),
        range: fc.constant(range),
        cut: fc.integer({ min: range.start + 1, max: range.end }),
      }),
    ),
  )

  function total(everything: World, start: number, end: number): OccupancyQuery {
    return aboutAll(everything.portfolio, {
      range: between({ start, end }),
      resolution: 'total',
      hours: null,
      now: everything.window.end + 30 * DAY_MS,
      columns: ['observedMs'],
    })
  }

  test('cut in two anywhere merges into the whole', async () => {
    await fc.assert(
      fc.asyncProperty(cutScene, async ({ one: { world: everything, steps }, range, cut }) => {
        const ask = (start: number, end: number) => total(everything, start, end)
        await afterSteps('memory', everything, steps, async (analytics) => {
          const [whole, left, right] = await Promise.all(
            [ask(range.start, range.end), ask(range.start, cut), ask(cut, range.end)].map((query) =>
              analytics.occupancy({ ...query, columns: slotColumnNames }),
            ),
          )

          const merged = left?.map(({ rollups: [before] }, index) => {
            const after = right?.[index]?.rollups[0]
            return mergeRollups(before ?? emptyRollup, after ?? emptyRollup)
          })
          expect(merged).toEqual(whole?.map(({ rollups }) => rollups[0]))
        })
      }),
      { numRuns: 25 },
    )
  })

  test('of a parent holds as many person-milliseconds as those of the spaces that it adds up', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ world: everything, steps, asked }) => {
        const { portfolio } = everything
        await afterSteps('memory', everything, steps, async (analytics) => {
          for (const { now } of asked) {
            const { start, end } = around(everything.window)
            const answers = await analytics.occupancy({
              ...total(everything, start, end),
              now: Math.max(now, start + 1),
              columns: ['personMs', 'observedMs'],
            })

            const personMs = new Map(answers.map(({ space, rollups }) => [space.key, rollups[0]?.personMs]))
            for (const space of portfolio.spaces) {
              const counting = countingOf(portfolio, space)
              if (counting?.kind !== 'sum') continue
              const below = counting.leaves.reduce((sum, leaf) => sum + (personMs.get(leaf.space) ?? 0), 0)
              expect(personMs.get(space.key)).toBe(below)
            }
          }
        })
      }),
      { numRuns: 25 },
    )
  })

  test('of columns that are not asked for does not change those that are', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ world: everything, steps }) => {
        const { portfolio, readings, window } = everything
        await afterSteps('sqlite', everything, steps, async (analytics) => {
          const { start, end } = around(window)
          const query: OccupancyQuery = {
            ...total(everything, start, end),
            resolution: 'hour',
            columns: ['personMs', 'observedMs'],
          }
          const answers = await analytics.occupancy(query)

          for (const { space, rollups } of answers) {
            expect(rollups.map(averageOccupancy)).toEqual(
              naiveOccupancy(query, space, readings).rollups.map(averageOccupancy),
            )
          }
          expect(answers.map(({ space }) => space)).toEqual(portfolio.spaces)
        })
      }),
      { numRuns: 10 },
    )
  })
})
