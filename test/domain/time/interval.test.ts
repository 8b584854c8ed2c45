import { expect, test } from 'vitest'
import { intersect, lengthMs, overlapMs } from '../../../src/domain/time/interval.ts'

const noon = { start: 12, end: 14 }

test.each([
  ['inside', { start: 12, end: 13 }, { start: 12, end: 13 }],
  ['around', { start: 0, end: 20 }, { start: 12, end: 14 }],
  ['over the start', { start: 11, end: 13 }, { start: 12, end: 13 }],
  ['over the end', { start: 13, end: 20 }, { start: 13, end: 14 }],
  ['touching the end', { start: 14, end: 20 }, null],
  ['touching the start', { start: 0, end: 12 }, null],
  ['apart', { start: 15, end: 20 }, null],
])('an interval %s shares what it shares, from either side', (_where, other, shared) => {
  expect(intersect(noon, other)).toEqual(shared)
  expect(intersect(other, noon)).toEqual(shared)
  expect(overlapMs(noon, other)).toBe(shared === null ? 0 : lengthMs(shared))
  expect(overlapMs(other, noon)).toBe(overlapMs(noon, other))
})
