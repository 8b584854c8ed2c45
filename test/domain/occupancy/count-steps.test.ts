import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clipHistory } from '../../../src/domain/occupancy/clip.ts'
import { CountSteps } from '../../../src/domain/occupancy/count-steps.ts'
import type { Segment, SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import { cutsOf, history } from './history-arbitrary.ts'

function told(...segments: readonly Segment[]): SpaceHistory {
  const [start, end] = [segments[0]?.start ?? 0, segments.at(-1)?.end ?? 0]
  return { start, end, before: null, segments, flows: [] }
}

function stepsOf(...histories: readonly SpaceHistory[]) {
  const steps = new CountSteps()
  for (const each of histories) steps.add(each)
  return steps.all
}

test('sensors that come and go without changing the count make no step', () => {
  const steps = stepsOf(
    told(
      { start: 0, end: 10, count: null, online: 0, capped: false },
      { start: 10, end: 20, count: 2, online: 1, capped: false },
      { start: 20, end: 30, count: 2, online: 2, capped: false },
      { start: 30, end: 40, count: 2, online: 2, capped: true },
    ),
  )

  expect(steps).toEqual([
    { start: 0, end: 10, count: null, capped: false },
    { start: 10, end: 30, count: 2, capped: false },
    { start: 30, end: 40, count: 2, capped: true },
  ])
})

test('nothing added is no step', () => {
  expect(stepsOf()).toEqual([])
})

test('steps tile their history, and neighbours differ', () => {
  fc.assert(
    fc.property(history, (whole) => {
      const steps = stepsOf(whole)

      expect([steps[0]?.start, steps.at(-1)?.end]).toEqual([whole.start, whole.end])
      for (const [index, step] of steps.slice(1).entries()) {
        const before = steps[index]
        expect(before?.end).toBe(step.start)
        expect([before?.count, before?.capped]).not.toEqual([step.count, step.capped])
      }
    }),
  )
})

test('a history in parts gives the steps of the whole', () => {
  fc.assert(
    fc.property(
      history.chain((whole) => fc.tuple(fc.constant(whole), cutsOf(whole))),
      ([whole, cuts]) => {
        const edges = [...new Set([whole.start, ...cuts, whole.end])]
        const parts = edges
          .slice(1)
          .map((end, index) => clipHistory(whole, { start: edges[index] ?? 0, end }))

        expect(stepsOf(...parts)).toEqual(stepsOf(whole))
      },
    ),
  )
})
