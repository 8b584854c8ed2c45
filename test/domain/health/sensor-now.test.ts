import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sensorHealth } from '../../../src/domain/health/sensor-health.ts'
import { sensorNow } from '../../../src/domain/health/sensor-now.ts'
import { sensorSubject } from '../../../src/domain/portfolio/subject.ts'
import { carryOver, emptyCarry } from '../../../src/domain/reading/carry.ts'
import { compareReadings, HealthWord } from '../../../src/domain/reading/reading.ts'
import { MINUTE_MS } from '../../../src/domain/time/interval.ts'
import { areaReading, instantIn, window } from '../arbitraries.ts'

test.each([
  ['unknown', null, null, 0],
  ['healthy', 0, null, 15 * MINUTE_MS - 1],
  ['offline', 0, null, 15 * MINUTE_MS],
  ['healthy', 0, HealthWord.healthy, 0],
  ['degraded', 0, HealthWord.degraded, 0],
  ['offline', 0, HealthWord.degraded, 15 * MINUTE_MS],
  ['offline', 0, HealthWord.offline, 0],
] as const)(
  'a sensor is %s when its last reading was at %s with the word %s, at %s',
  (status, lastAt, health, at) => {
    expect(sensorNow({ lastAt, health, held: [] }, 5 * MINUTE_MS, at)).toBe(status)
  },
)

test('a sensor’s health now is the last step of its health up to now', () => {
  const scene = window.chain((during) =>
    fc.record({
      readings: fc.uniqueArray(areaReading(sensorSubject(1), during), {
        comparator: (a, b) => compareReadings(a, b) === 0,
      }),
      heartbeatMs: fc.constantFrom(null, 5 * MINUTE_MS, 60 * MINUTE_MS),
      now: instantIn(during),
    }),
  )
  fc.assert(
    fc.property(scene, ({ readings, heartbeatMs, now }) => {
      const sorted = readings.toSorted(compareReadings)
      const steps = sensorHealth({ carry: emptyCarry, readings: sorted }, heartbeatMs, {
        start: now,
        end: now + 1,
      })
      const carry = carryOver(
        emptyCarry,
        sorted.filter(({ at }) => at <= now),
      )

      expect(sensorNow(carry, heartbeatMs, now)).toBe(steps.at(-1)?.status)
    }),
  )
})
