import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addressOf,
  datesOf,
  daysIn,
  neighbourOf,
  periodNames,
  periodOf,
  possibleResolutions,
  resolutionOf,
  suitingResolution,
} from '../../../web/src/pages/space/period.ts'

const today = '2025-03-10'
const custom = (from: string, to: string) => periodOf({ period: 'custom', from, to }, today)

describe('periodOf', () => {
  it('counts full days before today', () => {
    expect(periodOf({ period: '7d' }, today)).toEqual({ name: '7d', from: '2025-03-03', to: '2025-03-09' })
    expect(daysIn(periodOf({ period: '12m' }, today))).toBe(365)
    expect(periodOf({ period: 'today' }, today)).toEqual({ name: 'today', from: today, to: today })
  })

  it('takes 28 days where the address says nothing that can be', () => {
    const usual = periodOf({}, today)
    expect(usual.name).toBe('28d')
    expect(periodOf({ period: 'fortnight' }, today)).toEqual(usual)
    expect(custom('2025-03-09', '2025-03-01')).toEqual(usual)
    expect(custom('2025-02-30', '2025-03-01')).toEqual(usual)
    expect(custom('2025-03-11', '2025-03-12')).toEqual(usual)
  })

  it('ends today at the latest', () => {
    expect(custom('2025-03-01', '2025-12-31').to).toBe(today)
  })

  it('is read back from its own address', () => {
    fc.assert(
      fc.property(fc.constantFrom(...periodNames), fc.nat(400), fc.nat(400), (name, back, length) => {
        const day = (ago: number) => new Date(Date.parse(today) - ago * 86_400_000).toISOString().slice(0, 10)
        const period = periodOf({ period: name, from: day(back + length), to: day(back) }, today)
        const address = Object.fromEntries(
          Object.entries(addressOf(period)).filter((entry): entry is [string, string] => entry[1] !== null),
        )
        expect(periodOf(address, today)).toEqual(period)
      }),
    )
  })
})

describe('neighbourOf', () => {
  it('touches the period and is as long', () => {
    const period = periodOf({ period: '28d' }, today)
    const before = neighbourOf(period, -1, today)
    expect(before).toEqual({ name: 'custom', from: '2025-01-13', to: '2025-02-09' })
    expect(before && neighbourOf(before, 1, today)).toEqual(period)
  })

  it('knows the days by name', () => {
    expect(neighbourOf(periodOf({ period: 'today' }, today), -1, today)?.name).toBe('yesterday')
    expect(neighbourOf(periodOf({ period: 'yesterday' }, today), 1, today)?.name).toBe('today')
  })

  it('ends at what has not begun', () => {
    expect(neighbourOf(periodOf({ period: 'today' }, today), 1, today)).toBeNull()
  })
})

describe('the resolution of a history', () => {
  it.each([
    [1, 'hour'],
    [3, 'hour'],
    [4, 'day'],
    [92, 'day'],
    [93, 'week'],
    [549, 'week'],
    [550, 'month'],
  ] as const)('of %i days is %s', (days, resolution) => {
    const from = new Date(Date.parse(today) - (days - 1) * 86_400_000).toISOString().slice(0, 10)
    expect(suitingResolution(custom(from, today))).toBe(resolution)
  })

  it('can be chosen where its buckets can be told apart', () => {
    const week = periodOf({ period: '7d' }, today)
    expect(possibleResolutions(week)).toEqual(['hour', 'day'])
    expect(resolutionOf('hour', week)).toBe('hour')
    expect(resolutionOf('month', week)).toBe('day')
  })
})

describe('datesOf', () => {
  it('covers its days on the wall clock', () => {
    expect(datesOf({ from: '2025-03-01', to: '2025-03-02' })).toEqual({
      start_date: '2025-03-01T00:00:00',
      end_date: '2025-03-02T23:59:59',
    })
  })
})
