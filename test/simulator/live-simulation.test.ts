import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLiveSimulation } from '../../src/simulator/live-simulation.ts'
import { document, local, readingsBetween, seed } from './stretches.ts'

describe('a live simulation', () => {
  test('continues the story that the history was told from', () => {
    const [from, until] = [local('2026-10-05T09:30'), local('2026-10-07T10:15')]
    const whole = readingsBetween('2026-10-05T09:30', '2026-10-07T10:15')

    fc.assert(
      fc.property(fc.array(fc.integer({ min: from, max: until }), { maxLength: 12 }), (stops) => {
        const live = createLiveSimulation({ document, seed, from })
        const told = [...stops.toSorted((a, b) => a - b), until].flatMap((stop) => live.advance(stop))

        expect(told).toEqual(whole)
      }),
      { numRuns: 15 },
    )
  })

  test('tells nothing twice', () => {
    const live = createLiveSimulation({ document, seed, from: local('2026-10-05T09:30') })

    expect(live.advance(local('2026-10-05T10:30')).length).toBeGreaterThan(50)
    expect(live.advance(local('2026-10-05T10:30'))).toEqual([])
    expect(live.advance(local('2026-10-05T09:00'))).toEqual([])
  })

  test('keeps a silent sensor silent', () => {
    const silentFrom = local('2026-10-05T00:00')
    const live = createLiveSimulation({ document, seed, silentFrom, from: silentFrom })
    const heard = new Set(
      live.advance(local('2026-10-06')).flatMap((reading) => ('sensor' in reading ? [reading.sensor] : [])),
    )

    expect(document.sensors.length - heard.size).toBe(1)
  })
})
