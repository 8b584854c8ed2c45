import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rollUp } from '../../../src/domain/occupancy/roll-up.ts'
import type { SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import { sessionsOf } from '../../../src/domain/occupancy/sessions.ts'
import { lengthMs } from '../../../src/domain/time/interval.ts'
import { history } from './history-arbitrary.ts'

describe('sessions', () => {
  test('are the stretches with somebody there, however many', () => {
    const told = stretches([0, 0], [10, 2], [20, 5], [30, 0], [40, 1], [50, 0])

    expect(sessionsOf(told)).toEqual([
      { start: 10, end: 30 },
      { start: 40, end: 50 },
    ])
  })

  test('end where the count becomes unknown and begin anew after it', () => {
    const told = stretches([0, 3], [10, null], [20, 3], [30, 0])

    expect(sessionsOf(told)).toEqual([
      { start: 0, end: 10 },
      { start: 20, end: 30 },
    ])
  })

  test('still open at the end of the history end with it', () => {
    expect(sessionsOf(stretches([0, 0], [70, 4]))).toEqual([{ start: 70, end: 100 }])
  })

  test('do not come of an empty or unknown day', () => {
    expect(sessionsOf(stretches([0, 0], [50, null]))).toEqual([])
  })

  test('ascend without touching, and add up to the time used', () => {
    fc.assert(
      fc.property(history, (told) => {
        const sessions = sessionsOf(told)
        const lengths = sessions.map(lengthMs)

        expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(rollUp(told, told).occupiedMs)
        expect(lengths.every((length) => length > 0)).toBe(true)
        for (const [index, session] of sessions.slice(1).entries())
          expect(sessions[index]?.end).toBeLessThan(session.start)
      }),
    )
  })
})

/** A history from 0 to 100 whose count changes at the instants given. */
function stretches(...changes: readonly (readonly [number, number | null])[]): SpaceHistory {
  const segments = changes.map(([start, count], index) => ({
    start,
    end: changes[index + 1]?.[0] ?? 100,
    count,
    online: 1,
    capped: false,
  }))
  return { start: 0, end: 100, before: null, segments, flows: [] }
}
