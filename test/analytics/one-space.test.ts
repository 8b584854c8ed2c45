import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DistributionQuery } from '../../src/analytics/occupancy-query.ts'
import { CountSteps } from '../../src/domain/occupancy/count-steps.ts'
import { Distribution } from '../../src/domain/occupancy/distribution.ts'
import { countingOf } from '../../src/domain/portfolio/counting.ts'
import type { Reading } from '../../src/domain/reading/reading.ts'
import { finish } from '../../src/domain/steps.ts'
import { intersect } from '../../src/domain/time/interval.ts'
import { resolveRange } from '../../src/domain/time/moment-range.ts'
import { timeInsideInSteps, untilNow } from '../../src/domain/time/time-inside.ts'
import { zoneOf } from '../../src/domain/time/zone.ts'
import { withInstallation } from '../history/installation.ts'
import { play, stepsAround } from '../history/scenario.ts'
import { world } from '../world.ts'
import { naiveFoldOver } from './naive-answers.ts'
import { askedAbout } from './queries.ts'

const scene = world.chain((everything) =>
  fc.record({
    world: fc.constant(everything),
    steps: stepsAround(everything.window),
    asked: askedAbout(everything.window),
  }),
)

test('segments and distributions are what folding all readings at once gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      scene,
      async ({ world: { portfolio, window, arrivals, readings }, steps, asked: { range, hours, now } }) => {
        await withInstallation({ engine: 'memory', portfolio, now: window.start }, async (installation) => {
          await play(installation, arrivals, steps)
          for (const space of portfolio.spaces) {
            const interval = resolveRange(range, zoneOf(portfolio.timeZone(space.key)))
            const query = { portfolio, space, interval, hours, now }
            const naive = naiveAnswer(query, readings)
            const distribution = await installation.analytics.distribution(query)

            expect(await installation.analytics.segments(query)).toEqual(naive.steps)
            expect(distribution.counts).toEqual(naive.counts)
            const [total] = await installation.analytics.occupancy({
              ...query,
              range,
              spaces: [space],
              resolution: 'total',
              columns: ['observedMs'],
            })
            expect(distribution).toMatchObject({
              lengthMs: total?.buckets[0]?.lengthMs ?? 0,
              observedMs: total?.rollups[0]?.observedMs ?? 0,
            })
          }
        })
      },
    ),
    { numRuns: 40 },
  )
})

function naiveAnswer(query: DistributionQuery, readings: readonly Reading[]) {
  const { portfolio, space } = query
  const zone = zoneOf(portfolio.timeZone(space.key))
  const counting = countingOf(portfolio, space)
  const asked = untilNow(query)
  if (asked === null) return { steps: [], counts: [] }
  if (counting === null) return { steps: [{ ...asked, count: null, capped: false }], counts: [] }
  const segments = naiveFoldOver(counting, asked, readings).segments.flatMap((segment) => {
    const inside = intersect(segment, asked)
    return inside === null ? [] : [{ ...segment, ...inside }]
  })
  const history = { ...asked, before: null, segments, flows: [] }
  const [steps, distribution] = [new CountSteps(), new Distribution()]
  steps.add(history)
  distribution.add(history, finish(timeInsideInSteps({ ...query, zone })))
  return { steps: steps.all, counts: distribution.counts }
}
