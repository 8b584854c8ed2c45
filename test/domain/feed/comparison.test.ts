import { expect, test } from 'vitest'
import { compareWithUsual, extremeOf, median } from '../../../src/domain/feed/comparison.ts'

test.each([
  [10, 10, 0, 'usual'],
  [11, 10, 10, 'usual'],
  [9, 10, -10, 'usual'],
  [12, 10, 20, 'busier'],
  [8, 10, -20, 'quieter'],
  [0, 10, -100, 'quieter'],
  [2, 0, 200, 'busier'],
  [0, 0, 0, 'usual'],
  [0, 0.2, -20, 'quieter'],
  [10, 10.04, 0, 'usual'],
])('%s people where %s are usual', (people, usual, percent, trend) => {
  expect(compareWithUsual(people, usual)).toEqual({ percent, trend })
})

test.each([
  [[], 8, null],
  [[[8, 5]], 8, null],
  [
    [
      [8, 5],
      [9, 7],
    ],
    8,
    'best',
  ],
  [
    [
      [8, 5],
      [9, 7],
    ],
    9,
    'peak',
  ],
  [
    [
      [8, 5],
      [9, 7],
      [10, 6],
    ],
    10,
    null,
  ],
  [
    [
      [8, 5],
      [9, 7],
    ],
    10,
    null,
  ],
  [
    [
      [8, 5],
      [9, 7],
      [10, 7],
    ],
    10,
    'peak',
  ],
] as const)('of the usual hours %j hour %s is %s', (usual, hour, extreme) => {
  expect(extremeOf(hour, new Map(usual))).toBe(extreme)
})

test.each([
  [[], null],
  [[3], 3],
  [[9, 1], 5],
  [[9, 1, 2], 2],
  [[10, 9, 1, 2], 5.5],
])('the median of %j is %s', (values, middle) => {
  expect(median(values)).toBe(middle)
})
