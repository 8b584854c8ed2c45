import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SessionQuery } from '../../src/analytics/occupancy-query.ts'
import { subjectsOfCounting } from '../../src/domain/occupancy/fold.ts'
import { countingOf } from '../../src/domain/portfolio/counting.ts'
import { withInstallation } from '../history/installation.ts'
import { play, stepsAround } from '../history/scenario.ts'
import { world } from '../world.ts'
import { intervalOf, naiveCompletion } from './naive-answers.ts'
import { askedAbout } from './queries.ts'

const scene = world.chain((everything) =>
  fc.record({
    world: fc.constant(everything),
    steps: stepsAround(everything.window),
    asked: askedAbout(everything.window),
  }),
)

test('completion is the share of the time open-area sensors should have been online in which they were', async () => {
  await fc.assert(
    fc.asyncProperty(
      scene,
      async ({ world: { portfolio, window, arrivals, readings }, steps, asked: { range, now } }) => {
        await withInstallation({ engine: 'memory', portfolio, now: window.start }, async (installation) => {
          await play(installation, arrivals, steps)
          const query: SessionQuery = { portfolio, spaces: portfolio.spaces, range, now }
          const answers = await installation.analytics.completion(query)

          expect(answers).toEqual(
            portfolio.spaces.flatMap((space) => {
              const rate = naiveCompletion(portfolio, space, intervalOf(query, space), readings)
              return rate === null ? [] : [{ space, rate }]
            }),
          )
        })
      },
    ),
    { numRuns: 40 },
  )
})

test('the first reading of a space is the first of anything that its count rests on', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ world: { portfolio, window, arrivals, readings }, steps }) => {
      await withInstallation({ engine: 'sqlite', portfolio, now: window.start }, async (installation) => {
        await play(installation, arrivals, steps)
        const firsts = await installation.analytics.firstReadings(portfolio, portfolio.spaces)

        for (const space of portfolio.spaces) {
          const counting = countingOf(portfolio, space)
          const subjects = counting === null ? [] : subjectsOfCounting(counting)
          const own = readings.filter(({ subject }) => subjects.includes(subject)).map(({ at }) => at)
          expect(firsts.get(space.key)).toBe(own.length === 0 ? undefined : Math.min(...own))
        }
      })
    }),
    { numRuns: 10 },
  )
})
