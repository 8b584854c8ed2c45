import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HealthNow } from '../../src/analytics/occupancy-query.ts'
import { type HealthStep, sensorHealth } from '../../src/domain/health/sensor-health.ts'
import { countingOf } from '../../src/domain/portfolio/counting.ts'
import type { Sensor } from '../../src/domain/portfolio/sensor.ts'
import { sensorSubject } from '../../src/domain/portfolio/subject.ts'
import { carryOver, emptyCarry } from '../../src/domain/reading/carry.ts'
import { compareReadings, HealthWord, type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import { daysCovering } from '../../src/domain/time/day.ts'
import { DAY_MS, type EpochMs, MINUTE_MS } from '../../src/domain/time/interval.ts'
import type { Arrival } from '../../src/storage/log-row.ts'
import { instantIn, readingsOn } from '../domain/arbitraries.ts'
import { naiveState } from '../domain/occupancy/naive-fold.ts'
import { engines, withInstallation } from '../history/installation.ts'
import { bareSensor, portfolioOf, world } from '../world.ts'
import { around } from './queries.ts'

const scene = world.chain((everything) =>
  fc.record({
    world: fc.constant(everything),
    moments: fc.array(instantIn(around(everything.window)), { minLength: 1, maxLength: 5 }),
  }),
)

test('the count of a space now is that of this very instant', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ world: { portfolio, arrivals, readings, window }, moments }) => {
      await withInstallation({ engine: 'memory', portfolio, now: window.start }, async (installation) => {
        await installation.store.readings.append(1, arrivals)
        for (const now of moments) {
          const counts = await installation.analytics.countsNow(portfolio, portfolio.spaces, now)

          const expected = portfolio.spaces.flatMap((space) => {
            const counting = countingOf(portfolio, space)
            return counting === null ? [] : [[space.key, naiveState(counting, now, readings).count] as const]
          })
          expect(counts).toEqual(new Map(expected))
        }
      })
    }),
    { numRuns: 60 },
  )
})

/** The health of a sensor now, from everything that was ever read. */
function healthOf(sensor: Sensor, readings: readonly Reading[], now: EpochMs): HealthNow {
  const steps = stepsUntil(sensor, readings, now)
  const last = steps.at(-1)
  const subject = sensorSubject(sensor.key)
  const said = readings.filter((reading) => reading.subject === subject && reading.at <= now)
  const carry = carryOver(emptyCarry, said.toSorted(compareReadings))
  if (last === undefined || last.status === 'unknown')
    return { sensor, status: 'unknown', since: null, carry }
  return { sensor, status: last.status, since: last.start, carry }
}

function stepsUntil(sensor: Sensor, readings: readonly Reading[], now: EpochMs): readonly HealthStep[] {
  const first = Math.min(...readings.map(({ at }) => at), now)
  const ever = { start: first - 2 * DAY_MS, end: now + 1 }
  return sensorHealth(
    readingsOn(readings, daysCovering(ever))(sensorSubject(sensor.key)),
    sensor.heartbeatMs,
    ever,
  )
}

test.each(engines)(
  'on %s, the health of a sensor has the exact moment it began, however often and while whatever arrives',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ world: { portfolio, readings, window }, moments }) => {
        await withInstallation({ engine, portfolio, now: window.start }, async ({ store, analytics }) => {
          const arrivals = readings.map((reading) => ({ reading, replace: false }))
          const share = Math.ceil(arrivals.length / moments.length)
          for (const [index, now] of moments.entries()) {
            await store.readings.append(1, arrivals.slice(index * share, (index + 1) * share))

            const arrived = readings.slice(0, (index + 1) * share)
            const expected = portfolio.sensors.map((sensor) => healthOf(sensor, arrived, now))
            expect(await analytics.healthNow(portfolio.sensors, now)).toEqual(expected)
            expect(await analytics.healthNow(portfolio.sensors, now + DAY_MS)).toEqual(
              portfolio.sensors.map((sensor) => healthOf(sensor, arrived, now + DAY_MS)),
            )
          }
        })
      }),
      { numRuns: engine === 'memory' ? 60 : 15 },
    )
  },
)

/** What sensors say in order of time, cut into pieces; the health is asked for after each, and later. */
const story = world.chain((everything) => {
  const readings = everything.readings.toSorted(compareReadings)
  return fc.record({
    portfolio: fc.constant(everything.portfolio),
    start: fc.constant(everything.window.start),
    readings: fc.constant(readings),
    pieces: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 40 }),
    waits: fc.array(fc.nat({ max: 2 * DAY_MS }), { minLength: 40, maxLength: 40 }),
  })
})

test('the health of a sensor stays exact while it is asked for again and again', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ portfolio, start, readings, pieces, waits }) => {
      await withInstallation({ engine: 'memory', portfolio, now: start }, async ({ store, analytics }) => {
        let told = 0
        for (const [index, piece] of pieces.entries()) {
          const arriving = readings.slice(told, told + piece)
          told += arriving.length
          await store.readings.append(
            1,
            arriving.map((reading) => ({ reading, replace: false })),
          )
          const arrived = readings.slice(0, told)
          const last = arrived.at(-1)?.at ?? start
          // Also a moment before what arrived last: that is then still to come.
          for (const now of [last - 1, last, last + (waits[index] ?? 0)]) {
            const expected = portfolio.sensors.map((sensor) => healthOf(sensor, arrived, now))
            expect(await analytics.healthNow(portfolio.sensors, now)).toEqual(expected)
          }
        }
      })
    }),
    { numRuns: 60 },
  )
})

const NOON = Date.parse('2024-05-14T12:00:00Z')
const sensor = bareSensor({ key: 1, type: 'oa', heartbeatMs: 10 * MINUTE_MS, coverage: [] })

/** A heartbeat each quarter of an hour since some days ago. */
function heartbeats(days: number): readonly Arrival[] {
  return Array.from({ length: days * 96 }, (_, index) => ({
    reading: {
      subject: sensorSubject(sensor.key),
      at: NOON - index * 15 * MINUTE_MS,
      kind: ReadingKind.heartbeat,
      space: 0,
      seq: 0,
      value: 0,
      capped: false,
    },
    replace: false,
  }))
}

test('a sensor that has been well for months has been so since then', async () => {
  const portfolio = portfolioOf([], [sensor])
  await withInstallation({ engine: 'sqlite', portfolio, now: NOON }, async ({ store, analytics }) => {
    const beats = heartbeats(100)
    await store.readings.append(1, beats)

    const since = beats.at(-1)?.reading.at
    expect(await analytics.healthNow([sensor], NOON)).toMatchObject([{ sensor, status: 'healthy', since }])
    const later = await analytics.healthNow([sensor], NOON + DAY_MS)
    expect(later).toMatchObject([{ sensor, status: 'offline', since: NOON + 30 * MINUTE_MS }])
  })
})

test('a late word on a day long gone moves the moment it began', async () => {
  const portfolio = portfolioOf([], [sensor])
  await withInstallation({ engine: 'memory', portfolio, now: NOON }, async ({ store, analytics }) => {
    await store.readings.append(1, heartbeats(50))
    await analytics.healthNow([sensor], NOON)
    const at = NOON - 20 * DAY_MS + MINUTE_MS
    const subject = sensorSubject(sensor.key)
    const word = {
      subject,
      at,
      kind: ReadingKind.health,
      space: 0,
      seq: 0,
      value: HealthWord.offline,
      capped: false,
    }
    await store.readings.append(1, [{ reading: word, replace: false }])

    const since = NOON - 20 * DAY_MS + 15 * MINUTE_MS
    expect(await analytics.healthNow([sensor], NOON)).toMatchObject([{ sensor, status: 'healthy', since }])
  })
})

test('the health during no time at all has no steps', async () => {
  const portfolio = portfolioOf([], [sensor])
  await withInstallation({ engine: 'memory', portfolio, now: NOON }, async ({ analytics }) => {
    expect(await analytics.healthDuring(sensor, { start: NOON, end: NOON })).toEqual([])
  })
})
