import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countingOf } from '../../src/domain/portfolio/counting.ts'
import { sizingFigures } from '../../src/domain/sizing/figures.ts'
import { finish } from '../../src/domain/steps.ts'
import { resolveRange } from '../../src/domain/time/moment-range.ts'
import { timeInsideInSteps } from '../../src/domain/time/time-inside.ts'
import { zoneOf } from '../../src/domain/time/zone.ts'
import { naiveUse } from '../domain/sizing/naive-use.ts'
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
    shortestUseMs: fc.constantFrom(0, 300_000, 3_600_000),
  }),
)

const always = [{ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY, capacity: null }]

test('how spaces were used is what folding all readings at once gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      scene,
      async ({ world: { portfolio, window, arrivals, readings }, steps, asked, shortestUseMs }) => {
        await withInstallation({ engine: 'memory', portfolio, now: window.start }, async (installation) => {
          await play(installation, arrivals, steps)
          const { range, hours, now } = asked
          const { spaces } = portfolio
          const query = { portfolio, spaces, range, hours, now, shortestUseMs }
          const counting = spaces.filter((space) => countingOf(portfolio, space) !== null)
          const answers = await installation.analytics.spaceUses(query)

          expect(answers.map(({ space }) => space.key)).toEqual(counting.map(({ key }) => key))
          for (const { space, use } of answers) {
            const zone = zoneOf(portfolio.timeZone(space.key))
            const interval = resolveRange(range, zone)
            const spans = finish(timeInsideInSteps({ zone, interval, hours, now }))
            const how = countingOf(portfolio, space)
            const hull = { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 }
            if (how === null || hull.start === hull.end) continue
            const naive = naiveUse(naiveFoldOver(how, hull, readings), spans, always, shortestUseMs)
            const { lengthMs, observedMs, occupiedMs, p50, p90, peak, uses, cappedUses } = sizingFigures(use)

            expect({ lengthMs, observedMs, occupiedMs, p50, p90, peak, uses, cappedUses }).toEqual({
              lengthMs: naive.lengthMs,
              observedMs: naive.observedMs,
              occupiedMs: naive.occupiedMs,
              p50: naive.p50,
              p90: naive.p90,
              peak: naive.peak,
              uses: naive.uses,
              cappedUses: naive.cappedUses,
            })
          }
        })
      },
    ),
    { numRuns: 30 },
  )
})
