import { expect, test } from 'vitest'
import { type Contributor, sumOf } from '../../../src/domain/occupancy/occupancy-sum.ts'

const INSTANTS = 12_000

test('many changes are added up in steps, to what they come to', () => {
  const ticking =
    (phase: number): Contributor =>
    (sink) => {
      for (let at = 0; at < INSTANTS; at++) sink.put(at, (at + phase) % 2, 1, false)
    }
  const steps = sumOf({ start: 0, end: INSTANTS }, [ticking(0), ticking(1), ticking(1)])

  let breaks = 0
  let step = steps.next()
  for (; step.done !== true; step = steps.next()) breaks++

  // One after each contributor, and one after each 5,000 instants, besides those of putting them in order.
  expect(breaks).toBeGreaterThanOrEqual(3 + 2)
  expect(step.value.segments).toHaveLength(INSTANTS)
  expect(step.value.segments.slice(0, 2).map(({ count }) => count)).toEqual([2, 1])
})
