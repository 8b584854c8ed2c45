import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sensorHealth } from '../../../src/domain/health/sensor-health.ts'
import { sensorNow } from '../../../src/domain/health/sensor-now.ts'
import { spaceHealth } from '../../../src/domain/health/space-health.ts'
import { sensorSubject } from '../../../src/domain/portfolio/subject.ts'
import { carryOver, emptyCarry } from '../../../src/domain/reading/carry.ts'
import { compareReadings } from '../../../src/domain/reading/reading.ts'
import { MINUTE_MS } from '../../../src/domain/time/interval.ts'
import { areaReading, instantIn, window } from '../arbitraries.ts'

const none = { healthy: 0, degraded: 0, offline: 0, unknown: 0 }

test.each([
  ['healthy', { healthy: 3 }],
  ['offline', { offline: 3 }],
  ['unknown', {}],
  ['unknown', { unknown: 2 }],
  ['unknown', { unknown: 1, offline: 3 }],
  ['unknown', { unknown: 1, degraded: 3 }],
  ['degraded', { unknown: 1, healthy: 1 }],
  ['degraded', { healthy: 1, offline: 1 }],
  ['degraded', { healthy: 1, degraded: 1 }],
  ['degraded', { degraded: 2 }],
  ['degraded', { degraded: 1, offline: 1 }],
] as const)('a space is %s with the sensors %j', (status, tally) => {
  expect(spaceHealth({ ...none, ...tally })).toBe(status)
})

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
