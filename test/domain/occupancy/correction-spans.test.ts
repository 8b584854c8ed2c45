import { expect, test } from 'vitest'
import { cutsInside, holdsAt, nextCut } from '../../../src/domain/occupancy/correction-spans.ts'

const spans = [
  { start: 10, end: 30 },
  { start: 20, end: 30 },
  { start: 40, end: Infinity },
]

test('a span holds from its start on, and no longer at its end', () => {
  expect([9, 10, 29, 30].map((at) => holdsAt({ start: 10, end: 30 }, at))).toEqual([false, true, true, false])
})

test('the cuts inside an interval are each start and end once, in order, but for its own bounds', () => {
  expect(cutsInside(spans, { start: 0, end: 100 })).toEqual([10, 20, 30, 40])
  expect(cutsInside(spans, { start: 10, end: 40 })).toEqual([20, 30])
})

test('the next cut is the first one after an instant, and infinitely far away where there is none', () => {
  expect([0, 10, 29, 30, 40].map((now) => nextCut(spans, now))).toEqual([10, 20, 30, 40, Infinity])
})
