import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rollUp, rollUpSpans } from '../../../src/domain/occupancy/roll-up.ts'
import { emptyRollup, mergeRollups, type Rollup } from '../../../src/domain/occupancy/rollup.ts'
import type { SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import { type Interval, overlapMs } from '../../../src/domain/time/interval.ts'
import { cutsOf, history } from './history-arbitrary.ts'

/** 0–10: 2 people, one sensor; 10–30: unknown, a sensor at its ceiling; 30–40: nobody; 40–60: 5 people. */
const example: SpaceHistory = {
  start: 0,
  end: 60,
  before: null,
  segments: [
    { start: 0, end: 10, count: 2, online: 1, capped: false },
    { start: 10, end: 30, count: null, online: 3, capped: true },
    { start: 30, end: 40, count: 0, online: 2, capped: false },
    { start: 40, end: 60, count: 5, online: 2, capped: false },
  ],
  flows: [
    { at: 0, entrances: 2, exits: 1 },
    { at: 40, entrances: 5, exits: 0 },
    { at: 59, entrances: 1, exits: 3 },
  ],
}

describe('rolling up a history', () => {
  test('sums up all of it', () => {
    expect(rollUp(example, example)).toEqual({
      observedMs: 40,
      occupiedMs: 30,
      personMs: 120,
      peak: 5,
      low: 0,
      entrances: 8,
      exits: 4,
      onlineMs: 130,
      capped: true,
    })
  })

  test('counts only the part of a segment that falls inside', () => {
    expect(rollUp(example, { start: 30, end: 45 })).toEqual({
      observedMs: 15,
      occupiedMs: 5,
      personMs: 25,
      peak: 5,
      low: 0,
      entrances: 5,
      exits: 0,
      onlineMs: 30,
      capped: false,
    })
  })

  test('takes a flow at its start and leaves one at its end', () => {
    expect(rollUp(example, { start: 40, end: 59 })).toMatchObject({ entrances: 5, exits: 0 })
    expect(rollUp(example, { start: 59, end: 60 })).toMatchObject({ entrances: 1, exits: 3 })
  })

  test('leaves an unknown stretch without a peak, and keeps what its sensors did', () => {
    expect(rollUp(example, { start: 12, end: 20 })).toEqual({ ...emptyRollup, onlineMs: 24, capped: true })
  })

  test('adds nothing for time outside the history, nor for no time', () => {
    expect(rollUp(example, { start: -50, end: 500 })).toEqual(rollUp(example, example))
    expect(rollUp(example, { start: 60, end: 90 })).toEqual(emptyRollup)
    expect(rollUp(example, { start: 45, end: 45 })).toEqual(emptyRollup)
    expect(rollUp(example, { start: 50, end: 20 })).toEqual(emptyRollup)
  })

  test('gives the same as a look at every segment and flow', () => {
    const question = history.chain((told) => fc.tuple(fc.constant(told), cutsOf(told)))
    fc.assert(
      fc.property(question, ([told, cuts]) => {
        const within = { start: cuts.at(0) ?? told.start, end: cuts.at(-1) ?? told.end }

        expect(rollUp(told, within)).toEqual(lookAtAll(told, within))
      }),
    )
  })

  test('gives the whole again when it is split anywhere and merged', () => {
    const question = history.chain((told) => fc.tuple(fc.constant(told), cutsOf(told)))
    fc.assert(
      fc.property(question, ([told, cuts]) => {
        const ends = [told.start, ...cuts, told.end]
        const pieces = ends.slice(1).map((end, index) => ({ start: ends[index] ?? end, end }))
        const merged = pieces.map((piece) => rollUp(told, piece)).reduce(mergeRollups, emptyRollup)

        expect(merged).toEqual(rollUp(told, told))
        expect(rollUpSpans(told, pieces)).toEqual(merged)
      }),
    )
  })

  test('of several spans is the merge of each', () => {
    const spans = [
      { start: 5, end: 12 },
      { start: 35, end: 41 },
    ]

    const rolledUp = rollUpSpans(example, spans)

    expect(rolledUp).toEqual(spans.map((span) => rollUp(example, span)).reduce(mergeRollups))
    expect(rolledUp).toMatchObject({ observedMs: 11, personMs: 15, entrances: 5, onlineMs: 23, capped: true })
  })

  test('of no span is empty', () => {
    expect(rollUpSpans(example, [])).toEqual(emptyRollup)
  })
})

function lookAtAll(told: SpaceHistory, within: Interval): Rollup {
  const segments = told.segments
    .map((segment) => ({ ...segment, ms: overlapMs(segment, within) }))
    .filter(({ ms }) => ms > 0)
  const known = segments.flatMap(({ count, ms }) => (count === null ? [] : [{ count, ms }]))
  const flows = told.flows.filter(({ at }) => within.start <= at && at < within.end)
  const counts = known.map(({ count }) => count)
  return {
    observedMs: total(known.map(({ ms }) => ms)),
    occupiedMs: total(known.filter(({ count }) => count > 0).map(({ ms }) => ms)),
    personMs: total(known.map(({ count, ms }) => count * ms)),
    peak: counts.length === 0 ? null : Math.max(...counts),
    low: counts.length === 0 ? null : Math.min(...counts),
    entrances: total(flows.map(({ entrances }) => entrances)),
    exits: total(flows.map(({ exits }) => exits)),
    onlineMs: total(segments.map(({ online, ms }) => online * ms)),
    capped: segments.some(({ capped }) => capped),
  }
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
