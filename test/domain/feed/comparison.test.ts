import { expect, test } from 'vitest'
import { compareWithUsual, median } from '../../../src/domain/feed/comparison.ts'

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
  [[], null],
  [[3], 3],
  [[9, 1], 5],
  [[9, 1, 2], 2],
  [[10, 9, 1, 2], 5.5],
])('the median of %j is %s', (values, middle) => {
  expect(median(values)).toBe(middle)
})
