import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyRollup, mergeRollups } from '../../../src/domain/occupancy/rollup.ts'
import { rollup } from './history-arbitrary.ts'

describe('merging rollups', () => {
  test('is associative and commutative, with emptyRollup as its identity', () => {
    fc.assert(
      fc.property(rollup, rollup, rollup, (a, b, c) => {
        expect(mergeRollups(a, mergeRollups(b, c))).toEqual(mergeRollups(mergeRollups(a, b), c))
        expect(mergeRollups(a, b)).toEqual(mergeRollups(b, a))
        expect(mergeRollups(a, emptyRollup)).toEqual(a)
        expect(mergeRollups(emptyRollup, a)).toEqual(a)
      }),
    )
  })

  test('adds times and flows, and keeps the extremes and the ceiling', () => {
    const morning = {
      observedMs: 10,
      occupiedMs: 4,
      personMs: 12,
      peak: 3,
      low: 0,
      entrances: 2,
      exits: 1,
      onlineMs: 20,
      capped: false,
    }
    const evening = {
      observedMs: 5,
      occupiedMs: 5,
      personMs: 10,
      peak: 2,
      low: 2,
      entrances: 0,
      exits: 2,
      onlineMs: 5,
      capped: true,
    }

    const day = mergeRollups(morning, evening)

    expect(day).toEqual({
      observedMs: 15,
      occupiedMs: 9,
      personMs: 22,
      peak: 3,
      low: 0,
      entrances: 2,
      exits: 3,
      onlineMs: 25,
      capped: true,
    })
  })
})
