import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { zoneOf } from '../../../src/domain/time/zone.ts'
import { hourTicks, localIso, wallMs } from '../../../web/src/format/wall-clock.ts'

const zones = ['America/New_York', 'Europe/London', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia']

describe('wallMs', () => {
  it('shows what the zones of the server show, at any instant', () => {
    const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2035, 0, 1) })
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, at) => {
        expect(wallMs(at, zone)).toBe(zoneOf(zone).wallOf(at))
      }),
    )
  })
})

describe('localIso', () => {
  it('tells the two halves of a repeated hour apart', () => {
    expect(localIso('2025-10-26T00:30:00Z', 'Europe/London')).toBe('2025-10-26T01:30:00+01:00')
    expect(localIso('2025-10-26T01:30:00Z', 'Europe/London')).toBe('2025-10-26T01:30:00+00:00')
  })

  it('names the same instant', () => {
    const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2035, 0, 1) })
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, at) => {
        expect(Date.parse(localIso(at, zone))).toBe(at)
      }),
    )
  })
})

describe('hourTicks', () => {
  const hoursIn = (ticks: readonly number[], zone: string) =>
    ticks.map((at) => localIso(at, zone).slice(11, 16))

  it('marks 23 hours on a day that skips one', () => {
    const zone = 'America/New_York'
    const ticks = hourTicks(Date.parse('2025-03-09T05:00Z'), Date.parse('2025-03-10T04:00Z'), zone, 1)
    expect(ticks).toHaveLength(24)
    expect(hoursIn(ticks, zone).slice(0, 4)).toEqual(['00:00', '01:00', '03:00', '04:00'])
  })

  it('marks 25 hours on a day that repeats one, each in its own place', () => {
    const zone = 'America/New_York'
    const ticks = hourTicks(Date.parse('2025-11-02T04:00Z'), Date.parse('2025-11-03T05:00Z'), zone, 1)
    expect(ticks).toHaveLength(26)
    expect(hoursIn(ticks, zone).slice(0, 4)).toEqual(['00:00', '01:00', '01:00', '02:00'])
  })

  it('finds full hours where the offset is not one', () => {
    const zone = 'Asia/Kathmandu'
    const ticks = hourTicks(Date.parse('2025-03-02T18:15Z'), Date.parse('2025-03-03T18:15Z'), zone, 6)
    expect(hoursIn(ticks, zone)).toEqual(['00:00', '06:00', '12:00', '18:00', '00:00'])
  })
})
