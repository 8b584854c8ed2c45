import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clipHistory } from '../../../src/domain/occupancy/clip.ts'
import { foldCounting } from '../../../src/domain/occupancy/fold.ts'
import type { SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import { daysCovering } from '../../../src/domain/time/day.ts'
import { intervalIn, readingsOn, site } from '../arbitraries.ts'
import { cutsOf, history } from './history-arbitrary.ts'

const morning: SpaceHistory = {
  start: 0,
  end: 100,
  before: 7,
  segments: [
    { start: 0, end: 40, count: 2, online: 1, capped: false },
    { start: 40, end: 60, count: null, online: 0, capped: false },
    { start: 60, end: 100, count: 3, online: 1, capped: true },
  ],
  flows: [
    { at: 0, entrances: 0, exits: 5 },
    { at: 60, entrances: 1, exits: 0 },
  ],
}

describe('clipping a history', () => {
  test('keeps what lies inside, cut at both ends', () => {
    expect(clipHistory(morning, { start: 10, end: 60 })).toEqual({
      start: 10,
      end: 60,
      before: 2,
      segments: [
        { start: 10, end: 40, count: 2, online: 1, capped: false },
        { start: 40, end: 60, count: null, online: 0, capped: false },
      ],
      flows: [],
    })
  })

  test('to more than it covers changes nothing', () => {
    expect(clipHistory(morning, { start: -5, end: 500 })).toEqual(morning)
  })

  test('knows the count just before its new start', () => {
    expect(clipHistory(morning, { start: 40, end: 50 }).before).toBe(2)
    expect(clipHistory(morning, { start: 60, end: 61 })).toMatchObject({ before: null, flows: [{ at: 60 }] })
    expect(clipHistory(morning, { start: 0, end: 1 }).before).toBe(7)
  })

  test('to part of an interval gives what folding that part gives', () => {
    const scene = site.chain((somewhere) =>
      fc.record({ site: fc.constant(somewhere), within: intervalIn(somewhere.window) }),
    )
    fc.assert(
      fc.property(scene, ({ site: { window, leaves, parent, readings }, within }) => {
        const { from, until } = daysCovering(window)
        const readingsOf = readingsOn(readings, { from: from - 3, until })
        for (const counting of [parent, ...leaves]) {
          expect(clipHistory(foldCounting(counting, window, readingsOf), within)).toEqual(
            foldCounting(counting, within, readingsOf),
          )
        }
      }),
    )
  })

  test('in parts loses no time and no flow', () => {
    const scene = history.chain((whole) => fc.record({ whole: fc.constant(whole), cuts: cutsOf(whole) }))
    fc.assert(
      fc.property(scene, ({ whole, cuts }) => {
        const edges = [...new Set([whole.start, ...cuts, whole.end])]
        const parts = edges
          .slice(1)
          .map((end, index) => clipHistory(whole, { start: edges[index] ?? end, end }))

        expect(parts.flatMap(({ flows }) => flows)).toEqual(whole.flows)
        const segments = parts.flatMap((part) => part.segments)
        expect(
          segments.every(({ start }, index) => start === (segments[index - 1]?.end ?? whole.start)),
        ).toBe(true)
        expect(segments.at(-1)?.end).toBe(whole.end)
      }),
    )
  })
})
