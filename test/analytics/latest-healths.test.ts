import { describe, expect, test } from 'vitest'
import { LatestHealths } from '../../src/analytics/latest-healths.ts'
import { sensorSubject } from '../../src/domain/portfolio/subject.ts'
import { NO_SEQ, type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import { dayOf } from '../../src/domain/time/day.ts'
import { MINUTE_MS } from '../../src/domain/time/interval.ts'
import { bareSensor } from '../world.ts'

const NOON = Date.parse('2024-05-14T12:00:00Z')
const sensor = bareSensor({ key: 1, type: 'oa', heartbeatMs: MINUTE_MS, coverage: [] })
const carry = { lastAt: NOON, health: null, held: [] }
const found = { sensor, status: 'healthy', since: NOON - 9 * MINUTE_MS, carry } as const

function beat(at: number): Reading {
  const subject = sensorSubject(sensor.key)
  return { subject, at, kind: ReadingKind.heartbeat, space: 0, seq: NO_SEQ, value: 0, capped: false }
}

function arrive(healths: LatestHealths, readings: readonly Reading[], replace = false): void {
  const touched = readings.map(({ subject, at }) => ({
    subject,
    days: { from: dayOf(at), until: dayOf(at) + 1 },
  }))
  healths.touched(
    touched,
    readings.map((reading) => ({ reading, replace })),
  )
}

function opened(): LatestHealths {
  const healths = new LatestHealths()
  healths.keep(healths.seek(sensor), found)
  return healths
}

describe('the latest health of a sensor', () => {
  test('is known without reading, and goes on with what arrives', () => {
    const healths = opened()
    expect(healths.at(sensor, NOON + MINUTE_MS)).toEqual(found)

    arrive(healths, [beat(NOON + 2 * MINUTE_MS)])

    expect(healths.at(sensor, NOON + MINUTE_MS)).toEqual(found)
    expect(healths.at(sensor, NOON + 4 * MINUTE_MS)).toMatchObject({
      status: 'healthy',
      since: found.since,
      carry: { lastAt: NOON + 2 * MINUTE_MS },
    })
    const offline = { status: 'offline', since: NOON + 5 * MINUTE_MS }
    expect(healths.at(sensor, NOON + 5 * MINUTE_MS)).toMatchObject(offline)
    arrive(healths, [beat(NOON + 9 * MINUTE_MS)])
    const back = { status: 'healthy', since: NOON + 9 * MINUTE_MS }
    expect(healths.at(sensor, NOON + 9 * MINUTE_MS)).toMatchObject(back)
  })

  test.each([
    ['a reading from before', (healths: LatestHealths) => arrive(healths, [beat(NOON)])],
    ['a correction', (healths: LatestHealths) => arrive(healths, [beat(NOON + 1)], true)],
    [
      'more than is kept',
      (healths: LatestHealths) =>
        arrive(
          healths,
          Array.from({ length: 33 }, (_, index) => beat(NOON + 1 + index)),
        ),
    ],
    [
      'a change that is not told',
      (healths: LatestHealths) =>
        healths.touched([{ subject: sensorSubject(1), days: { from: 0, until: Infinity } }], []),
    ],
  ])('is read anew after %s', (_what, happen) => {
    const healths = opened()

    happen(healths)

    expect(healths.at(sensor, NOON + MINUTE_MS)).toBeNull()
  })

  test('is read anew for another heartbeat, and for a moment before its last reading', () => {
    const healths = opened()

    expect(healths.at({ ...sensor, heartbeatMs: null }, NOON)).toBeNull()
    expect(healths.at(sensor, NOON - 1)).toBeNull()
  })

  test('is not kept when something arrived while it was being read', () => {
    const healths = new LatestHealths()
    const seeking = healths.seek(sensor)
    arrive(healths, [beat(NOON + 1)])

    healths.keep(seeking, found)

    expect(healths.at(sensor, NOON)).toBeNull()
  })

  test('that silence ended before it was asked for is not known to have begun', () => {
    const healths = new LatestHealths()
    healths.keep(healths.seek(sensor), { ...found, status: 'offline', since: NOON + 3 * MINUTE_MS })

    const offline = { status: 'offline', since: NOON + 3 * MINUTE_MS }
    expect(healths.at(sensor, NOON + 4 * MINUTE_MS)).toMatchObject(offline)
    arrive(healths, [beat(NOON + MINUTE_MS)])
    expect(healths.at(sensor, NOON + 2 * MINUTE_MS)).toBeNull()
  })
})
