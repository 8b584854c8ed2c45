import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Restatement } from '../../src/domain/change/restatement.ts'
import { countingOf } from '../../src/domain/portfolio/counting.ts'
import type { Portfolio } from '../../src/domain/portfolio/portfolio.ts'
import type { SpaceKey } from '../../src/domain/portfolio/space.ts'
import { sensorSubject } from '../../src/domain/portfolio/subject.ts'
import { addCivilDays, startOfDay } from '../../src/domain/time/civil.ts'
import { DAY_MS, type Interval } from '../../src/domain/time/interval.ts'
import type { WallMs } from '../../src/domain/time/moment.ts'
import { zoneOf } from '../../src/domain/time/zone.ts'
import { restatedByReadings } from '../../src/history/late-readings.ts'
import { Pacing } from '../../src/history/pacing.ts'
import { restatedBySetUp } from '../../src/history/restated-set-up.ts'
import { RowsAhead } from '../../src/history/rows-ahead.ts'
import type { ReadingsRow } from '../../src/storage/log-row.ts'
import { areaReading, window } from '../domain/arbitraries.ts'
import { portfolioIn, type World, world } from '../world.ts'
import { type Installation, withInstallation } from './installation.ts'

const scene = world.chain((everything) =>
  fc.record({
    world: fc.constant(everything),
    later: portfolioIn(everything.window),
    sizes: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 }),
  }),
)

/** What happened on every closed local day of every space that counts, as a text by space and midnight. */
async function closedFigures(
  installation: Installation,
  portfolio: Portfolio,
  window: Interval,
): Promise<ReadonlyMap<SpaceKey, ReadonlyMap<WallMs, string>>> {
  const figures = new Map<SpaceKey, ReadonlyMap<WallMs, string>>()
  for (const space of portfolio.spaces) {
    const counting = countingOf(portfolio, space)
    const zone = zoneOf(portfolio.timeZone(space.key))
    const days = new Map<WallMs, string>()
    const today = startOfDay(zone.wallOf(installation.options.now))
    for (let day = startOfDay(zone.wallOf(window.start)); day < today; day = addCivilDays(day, 1)) {
      const interval = { start: zone.instantOf(day), end: zone.instantOf(addCivilDays(day, 1)) }
      if (counting === null || interval.start >= interval.end) continue
      // What was before the day is not of the day.
      const { segments, flows } = await installation.histories.fold(counting, interval)
      const isKnown = flows.length > 0 || segments.some(({ count, online }) => count !== null || online > 0)
      days.set(day, isKnown ? JSON.stringify([segments, flows]) : 'unknown')
    }
    figures.set(space.key, days)
  }
  return figures
}

function expectListed(
  before: ReadonlyMap<SpaceKey, ReadonlyMap<WallMs, string>>,
  after: ReadonlyMap<SpaceKey, ReadonlyMap<WallMs, string>>,
  restated: readonly Restatement[],
): void {
  for (const [space, days] of after)
    for (const [day, figures] of days) {
      const was = before.get(space)?.get(day)
      if (was === undefined || was === figures) continue
      const listed = restated.some((one) => one.space === space && one.from <= day && day <= one.to)
      expect([space, day, listed]).toEqual([space, day, true])
    }
}

type Figures = Awaited<ReturnType<typeof closedFigures>>

/** A row of the log, and the figures before and after it came. */
interface Came {
  readonly row: ReadingsRow
  readonly before: Figures
  readonly after: Figures
}

/** Appends arrivals in rows of some sizes and expects each to list every closed day that it changes. */
async function expectRowsListed(
  { portfolio, window, arrivals }: Pick<World, 'portfolio' | 'window' | 'arrivals'>,
  sizes: readonly number[],
  look: 'at once' | 'later',
): Promise<void> {
  const now = window.end + 2 * DAY_MS
  await withInstallation({ engine: 'memory', portfolio, now }, async (installation) => {
    const { readings } = installation.store
    const ahead = new RowsAhead(readings, 1)
    const sources = { portfolio, log: readings, ahead, pacing: new Pacing() }
    const lookAt = async ({ row, before, after }: Came) => {
      expectListed(before, after, await restatedByReadings({ ...row, at: now }, sources))
      ahead.passed(row)
    }
    const all: Came[] = []
    let next = 0
    for (const size of [...sizes, arrivals.length]) {
      const before = await closedFigures(installation, portfolio, window)
      const since = readings.position(1)
      await readings.append(1, arrivals.slice(next, next + size))
      next += size
      const after = await closedFigures(installation, portfolio, window)
      const [row] = await readings.rowsAfter(1, since, 1)
      if (row?.kind === 'readings') all.push({ row, before, after })
      if (look === 'at once') for (const came of all.splice(0)) await lookAt(came)
    }
    for (const came of all) await lookAt(came)
  })
}

test('every closed day of which a row of readings changed anything is listed as restated', async () => {
  await fc.assert(
    fc.asyncProperty(scene, ({ world: everything, sizes }) => expectRowsListed(everything, sizes, 'at once')),
    { numRuns: 40, endOnFailure: true },
  )
})

test('so is every one when rows are looked at only after others came', async () => {
  await fc.assert(
    fc.asyncProperty(scene, ({ world: everything, sizes }) => expectRowsListed(everything, sizes, 'later')),
    { numRuns: 40, endOnFailure: true },
  )
})

/** So many readings of one sensor that a row of them is taken as one stretch. */
const crowd = window.chain((during) =>
  fc.record({
    window: fc.constant(during),
    portfolio: portfolioIn(during),
    arrivals: fc.array(fc.record({ reading: areaReading(sensorSubject(1), during), replace: fc.boolean() }), {
      minLength: 60,
      maxLength: 90,
    }),
    size: fc.integer({ min: 0, max: 60 }),
  }),
)

test('so is every one that many late readings of one sensor changed', async () => {
  await fc.assert(
    fc.asyncProperty(crowd, ({ size, ...everything }) => expectRowsListed(everything, [size], 'at once')),
    { numRuns: 20, endOnFailure: true },
  )
})

test('every closed day of which another set-up changed anything is listed as restated', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ world: { portfolio, window, arrivals }, later }) => {
      const now = window.end + 2 * DAY_MS
      await withInstallation({ engine: 'memory', portfolio, now }, async (installation) => {
        const { readings } = installation.store
        await readings.append(1, arrivals)
        const before = await closedFigures(installation, portfolio, window)
        const after = await closedFigures(installation, later, window)

        expectListed(before, after, await restatedBySetUp(portfolio, later, readings, now))
      })
    }),
    { numRuns: 40, endOnFailure: true },
  )
})
