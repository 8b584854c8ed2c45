import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type HealthStatus, type HealthStep, sensorHealth } from '../../../src/domain/health/sensor-health.ts'
import { onlineSteps } from '../../../src/domain/occupancy/sensor-track.ts'
import {
  compareReadings,
  HealthWord,
  NO_SEQ,
  type Reading,
  ReadingKind,
} from '../../../src/domain/reading/reading.ts'
import { daysCovering } from '../../../src/domain/time/day.ts'
import { DAY_MS, type EpochMs, HOUR_MS, type Interval, MINUTE_MS } from '../../../src/domain/time/interval.ts'
import { areaReading, intervalIn, readingsOn, window } from '../arbitraries.ts'

const SUBJECT = 4
const words: readonly HealthStatus[] = ['healthy', 'degraded', 'offline']

interface Scene {
  readonly readings: readonly Reading[]
  readonly heartbeatMs: number | null
  readonly interval: Interval
}

const scene: fc.Arbitrary<Scene> = window.chain((during) =>
  fc.record({
    readings: fc.uniqueArray(areaReading(SUBJECT, during), {
      maxLength: 30,
      size: 'max',
      comparator: (a, b) => compareReadings(a, b) === 0,
    }),
    heartbeatMs: fc.constantFrom(null, 5 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS + 1),
    interval: intervalIn({ start: during.start - DAY_MS, end: during.end + DAY_MS }),
  }),
)

function healthOf({ readings, heartbeatMs, interval }: Scene): readonly HealthStep[] {
  return sensorHealth(readingsOn(readings, daysCovering(interval))(SUBJECT), heartbeatMs, interval)
}

/** A sensor's health at an instant, from all readings ever. */
function naiveStatus({ readings, heartbeatMs }: Scene, at: EpochMs): HealthStatus {
  const heard = readings.filter((reading) => reading.at <= at)
  if (heard.length === 0) return 'unknown'
  const lastAt = Math.max(...heard.map((reading) => reading.at))
  const said = heard
    .filter((reading) => reading.at === lastAt && reading.kind === ReadingKind.health)
    .toSorted((a, b) => a.seq - b.seq)
  const word = words[(said.at(-1)?.value ?? HealthWord.healthy) - 1] ?? 'healthy'
  const isSilent = heartbeatMs !== null && at >= lastAt + 3 * heartbeatMs
  return isSilent ? 'offline' : word
}

function statusAt(steps: readonly HealthStep[], at: EpochMs): HealthStatus | undefined {
  return steps.find(({ start, end }) => start <= at && at < end)?.status
}

describe('the health of a sensor', () => {
  test('is at every instant what all its readings up to then say', () => {
    fc.assert(
      fc.property(scene, (one) => {
        const steps = healthOf(one)

        const { start, end } = one.interval
        const silences = one.readings.map(({ at }) => at + 3 * (one.heartbeatMs ?? 0))
        const edges = [...one.readings.map(({ at }) => at), ...silences].flatMap((at) => [at - 1, at, at + 1])
        for (const at of [start, end - 1, ...edges].filter((each) => start <= each && each < end))
          expect(statusAt(steps, at)).toBe(naiveStatus(one, at))
      }),
      { numRuns: 400 },
    )
  })

  test('comes in steps that tile the interval, each unlike its neighbours', () => {
    fc.assert(
      fc.property(scene, (one) => {
        const steps = healthOf(one)

        expect(steps[0]?.start).toBe(one.interval.start)
        expect(steps.at(-1)?.end).toBe(one.interval.end)
        steps.slice(1).forEach((step, index) => {
          expect(step.start).toBe(steps[index]?.end)
          expect(step.status).not.toBe(steps[index]?.status)
        })
        expect(steps.every(({ start, end }) => start < end)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('is healthy or degraded exactly while the folds of occupancy take it for online', () => {
    fc.assert(
      fc.property(scene, (one) => {
        const readingsOf = readingsOn(one.readings, daysCovering(one.interval))
        const always = [{ start: -Infinity, end: Infinity }]
        const watch = { subject: SUBJECT, heartbeatMs: one.heartbeatMs, waffle: false, spans: always }
        const online = onlineSteps([watch], one.interval, readingsOf)

        const told = healthOf(one).map(({ start, end, status }) => ({
          start,
          end,
          online: status === 'healthy' || status === 'degraded' ? 1 : 0,
        }))
        for (const step of told) {
          const during = online.find(({ start, end }) => start <= step.start && step.end <= end)
          expect(during?.online).toBe(step.online)
        }
      }),
      { numRuns: 400 },
    )
  })
})

const NINE = Date.parse('2024-05-14T09:00:00Z')

/** Readings given as minutes after nine and what was said: `health` words, or anything else for a heartbeat. */
function said(...spoken: readonly (readonly [number, HealthStatus | 'alive'])[]): readonly Reading[] {
  return spoken.map(([minutes, what]) => {
    const word = what === 'alive' ? 0 : words.indexOf(what) + 1
    const kind = word === 0 ? ReadingKind.heartbeat : ReadingKind.health
    const at = NINE + minutes * MINUTE_MS
    return { subject: SUBJECT, at, kind, space: 0, seq: NO_SEQ, value: word, capped: false }
  })
}

/** The steps of an hour, as `minute status`. */
function hourOf(heartbeatMs: number | null, readings: readonly Reading[]): readonly string[] {
  const interval = { start: NINE, end: NINE + HOUR_MS }
  return healthOf({ readings, heartbeatMs, interval }).map(
    ({ start, status }) => `${(start - NINE) / MINUTE_MS} ${status}`,
  )
}

describe('a sensor', () => {
  test('is unknown until its first reading', () => {
    expect(hourOf(null, said([20, 'alive']))).toEqual(['0 unknown', '20 healthy'])
  })

  test('is offline exactly three heartbeats after its last reading', () => {
    expect(hourOf(5 * MINUTE_MS, said([0, 'alive'], [15, 'alive']))).toEqual(['0 healthy', '30 offline'])
  })

  test('is degraded by its own word until its next reading', () => {
    expect(hourOf(null, said([-60, 'degraded'], [10, 'alive']))).toEqual(['0 degraded', '10 healthy'])
  })

  test('that is degraded falls silent like any other', () => {
    expect(hourOf(10 * MINUTE_MS, said([5, 'degraded']))).toEqual(['0 unknown', '5 degraded', '35 offline'])
  })

  test('that says it is offline is so until its next reading', () => {
    expect(hourOf(MINUTE_MS, said([0, 'offline'], [50, 'healthy']))).toEqual([
      '0 offline',
      '50 healthy',
      '53 offline',
    ])
  })

  test('without a heartbeat is never offline by silence', () => {
    expect(hourOf(null, said([-100_000, 'alive']))).toEqual(['0 healthy'])
  })
})
