import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SessionsQuery } from '../../src/analytics/occupancy-query.ts'
import { availabilityPercent } from '../../src/domain/occupancy/metrics.ts'
import { countingOf } from '../../src/domain/portfolio/counting.ts'
import type { Portfolio } from '../../src/domain/portfolio/portfolio.ts'
import type { Space } from '../../src/domain/portfolio/space.ts'
import { type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import { DAY_MS, type Interval, MINUTE_MS } from '../../src/domain/time/interval.ts'
import { naiveDetections, naiveParts } from '../domain/occupancy/naive-detections.ts'
import { naiveFold } from '../domain/occupancy/naive-fold.ts'
import { withInstallation } from '../history/installation.ts'
import { play, stepsAround } from '../history/scenario.ts'
import { bareSensor, bareSpace, portfolioOf, world } from '../world.ts'
import { intervalOf } from './naive-answers.ts'
import { askedAbout, between } from './queries.ts'

const scene = world.chain((everything) =>
  fc.record({
    world: fc.constant(everything),
    steps: stepsAround(everything.window),
    asked: askedAbout(everything.window),
  }),
)

test('sessions are the stretches of presence that all readings tell of, and last as long as time used', async () => {
  await fc.assert(
    fc.asyncProperty(
      scene,
      async ({ world: { portfolio, window, arrivals, readings }, steps, asked: { range, now } }) => {
        await withInstallation({ engine: 'memory', portfolio, now: window.start }, async (installation) => {
          await play(installation, arrivals, steps)
          const query: SessionsQuery = {
            portfolio,
            spaces: portfolio.spaces,
            range,
            now,
            spans: 'merged',
          }
          const answers = await installation.analytics.sessions(query)

          expect(answers).toEqual(
            portfolio.spaces.map((space) => ({ space, ...naiveSessions(query, portfolio, space, readings) })),
          )
          const totals = await installation.analytics.occupancy({
            ...query,
            resolution: 'total',
            hours: null,
            columns: ['occupiedMs'],
          })
          for (const [index, { sessions }] of answers.entries()) {
            const lengths = sessions.reduce((sum, { start, end }) => sum + end - start, 0)
            expect(lengths).toBe(totals[index]?.rollups[0]?.occupiedMs ?? 0)
          }
        })
      },
    ),
    { numRuns: 40 },
  )
})

test('cut at detections, sessions are what lies between the counts that all readings tell of', async () => {
  await fc.assert(
    fc.asyncProperty(
      scene,
      async ({ world: { portfolio, window, arrivals, readings }, steps, asked: { range, now } }) => {
        await withInstallation({ engine: 'memory', portfolio, now: window.start }, async (installation) => {
          await play(installation, arrivals, steps)
          const asked = { portfolio, spaces: portfolio.spaces, range, now }
          const query: SessionsQuery = { ...asked, spans: 'detections' }
          const told: number[] = []
          const answers = await installation.analytics.sessions({ ...query, found: (all) => told.push(all) })

          const expected = portfolio.spaces.map((space) => {
            const { counts, sessions } = naiveSessions(query, portfolio, space, readings)
            const counting = countingOf(portfolio, space)
            const interval = intervalOf(query, space)
            const instants = counting === null ? [] : naiveDetections(counting, interval, readings)
            return { space, counts, sessions: naiveParts(sessions, instants) }
          })
          expect(answers).toEqual(expected)
          expect(told.at(-1)).toBe(expected.reduce((sum, { sessions }) => sum + sessions.length, 0))
        })
      },
    ),
    { numRuns: 40 },
  )
})

test('where all is observed, availability is what time used leaves of 100', async () => {
  const start = Date.parse('2024-03-10T00:00Z')
  const portfolio = portfolioOf(
    [bareSpace(1, null, 'space', { timeZone: 'America/New_York' })],
    [
      bareSensor({
        key: 1,
        type: 'oa',
        heartbeatMs: null,
        coverage: [{ space: 1, from: -Infinity, until: Infinity }],
      }),
    ],
  )
  const counts = fc.array(
    fc.tuple(fc.integer({ min: 1, max: DAY_MS / MINUTE_MS - 1 }), fc.integer({ min: 0, max: 2 })),
  )
  await fc.assert(
    fc.asyncProperty(counts, async (changes) => {
      const readings = [[0, 0] as const, ...changes].map(([minute, value], seq) => ({
        reading: {
          subject: 4,
          at: start + minute * MINUTE_MS,
          kind: ReadingKind.count,
          space: 1,
          seq,
          value,
          capped: false,
        },
        replace: false,
      }))
      await withInstallation(
        { engine: 'memory', portfolio, now: start + 2 * DAY_MS },
        async (installation) => {
          await installation.store.readings.append(1, readings)
          await installation.histories.derive(false)
          const asked = {
            portfolio,
            spaces: portfolio.spaces,
            range: between({ start, end: start + DAY_MS }),
            now: start + 2 * DAY_MS,
          }
          const [total] = await installation.analytics.occupancy({
            ...asked,
            resolution: 'total',
            hours: null,
            columns: ['occupiedMs', 'observedMs'],
          })
          const [answer] = await installation.analytics.sessions({ ...asked, spans: 'merged' })

          const usedMs = answer?.sessions.reduce((sum, session) => sum + session.end - session.start, 0) ?? 0
          const rollup = total?.rollups[0]
          expect(rollup?.observedMs).toBe(DAY_MS)
          expect(rollup === undefined ? null : availabilityPercent(rollup)).toBe(100 * (1 - usedMs / DAY_MS))
        },
      )
    }),
    { numRuns: 20 },
  )
})

function naiveSessions(
  query: SessionsQuery,
  portfolio: Portfolio,
  space: Space,
  readings: readonly Reading[],
): { readonly counts: boolean; readonly sessions: readonly Interval[] } {
  const counting = countingOf(portfolio, space)
  const interval = intervalOf(query, space)
  if (counting === null || interval.start >= interval.end) return { counts: counting !== null, sessions: [] }
  const present = naiveFold(counting, interval, readings).segments.filter(({ count }) => (count ?? 0) > 0)
  const starts = present.filter(({ start }) => !present.some(({ end }) => end === start))
  const ends = present.filter(({ end }) => !present.some(({ start }) => start === end))
  return {
    counts: true,
    sessions: starts.map(({ start }, index) => ({ start, end: ends[index]?.end ?? start })),
  }
}
