import { expect, test } from 'vitest'
import { countBuckets } from '../../../src/domain/time/bucket-count.ts'
import type { Resolution } from '../../../src/domain/time/resolution.ts'
import { WeeklyHours } from '../../../src/domain/time/weekly-hours.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'
import { span } from './bucket-cuts.ts'
import { at } from './luxon-oracle.ts'

const ask = (zone: string, resolution: Resolution, start: string, end: string) => ({
  zone: zoneOf(zone),
  interval: span(start, end),
  resolution,
  hours: null,
  now: at('2030-01-01T00:00Z'),
})

test.each([
  ['total', 1],
  ['minute', 1_440],
  ['5minute', 288],
  ['10minute', 144],
  ['15minute', 96],
  ['hour', 25],
  ['day', 2],
  ['weekday', 2],
  ['hour_of_week', 25],
] as const)('a day from half past nine on has buckets of resolution %s: %i', (resolution, buckets) => {
  expect(countBuckets(ask('UTC', resolution, '2024-05-01T09:30Z', '2024-05-02T09:30Z'))).toBe(buckets)
})

test('days on which clocks change have as many hours and quarters as they last', () => {
  const days = [
    ['America/New_York', '2024-03-10T05:00Z', '2024-03-11T04:00Z', 23],
    ['America/New_York', '2024-11-03T04:00Z', '2024-11-04T05:00Z', 25],
    ['Europe/London', '2024-03-31T00:00Z', '2024-03-31T23:00Z', 23],
    ['Europe/London', '2024-10-26T23:00Z', '2024-10-28T00:00Z', 25],
  ] as const
  for (const [zone, start, end, hours] of days) {
    expect(countBuckets(ask(zone, 'hour', start, end))).toBe(hours)
    expect(countBuckets(ask(zone, '15minute', start, end))).toBe(4 * hours)
  }
})

test('an hour that a clock change cuts counts as two', () => {
  expect(countBuckets(ask('Australia/Lord_Howe', 'hour', '2024-04-06T14:00Z', '2024-04-06T16:30Z'))).toBe(3)
})

test('what is outside the hours, or in the future, has none', () => {
  const hours = new WeeklyHours((weekday, hour) => weekday === 1 && hour >= 9 && hour < 17)
  const week = ask('UTC', '15minute', '2024-05-01T00:00Z', '2024-05-08T00:00Z')

  expect(countBuckets({ ...week, hours })).toBe(32)
  expect(countBuckets({ ...week, hours, now: at('2024-05-06T10:10Z') })).toBe(5)
  expect(countBuckets({ ...week, now: at('2024-05-01T00:00Z') })).toBe(0)
})
