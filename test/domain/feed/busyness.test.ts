import { expect, test } from 'vitest'
import { busynessLevel, busynessPercent, fullness } from '../../../src/domain/feed/busyness.ts'

test.each([
  [0, 40, 0, 0],
  [13, 40, 0.325, 33],
  [40, 40, 1, 100],
  [60, 40, 1, 100],
  [1, 0, null, null],
  [null, 40, null, null],
])('%s people in a place for %s', (people, capacity, full, percent) => {
  expect(fullness(people, capacity)).toBe(full)
  expect(busynessPercent(full)).toBe(percent)
})

test.each([
  [0, 'not busy'],
  [44, 'not busy'],
  [45, 'busy'],
  [71, 'busy'],
  [72, 'very busy'],
  [100, 'very busy'],
])('%s percent is %s', (percent, level) => {
  expect(busynessLevel(percent, { busyPercent: 45, veryBusyPercent: 72 })).toBe(level)
})
