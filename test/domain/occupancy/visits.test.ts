import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rollUp } from '../../../src/domain/occupancy/roll-up.ts'
import type { Flow, Segment, SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import { SHORTEST_VISIT_MS, summariseVisits, visitsOf } from '../../../src/domain/occupancy/visits.ts'
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../../../src/domain/time/interval.ts'
import { historyOver, risesAndFalls } from './history-arbitrary.ts'

const MIN = MINUTE_MS

describe('visits through doorways', () => {
  test('match the first out with the first in', () => {
    const told = crossed([10, 1, 0], [20, 1, 0], [30, 0, 1], [50, 0, 1])

    expect(visitsOf(told)).toEqual([
      { start: 10 * MIN, end: 30 * MIN, people: 1 },
      { start: 20 * MIN, end: 50 * MIN, people: 1 },
    ])
  })

  test('split people who came together and left apart, and join nobody else to them', () => {
    const told = crossed([10, 3, 0], [20, 2, 0], [30, 0, 1], [40, 0, 3])

    expect(visitsOf(told)).toEqual([
      { start: 10 * MIN, end: 30 * MIN, people: 1 },
      { start: 10 * MIN, end: 40 * MIN, people: 2 },
      { start: 20 * MIN, end: 40 * MIN, people: 1 },
    ])
  })

  test('take entries before exits at one instant', () => {
    const told = crossed([10, 1, 1], [20, 0, 1])

    expect(visitsOf(told)).toEqual([])
  })

  test('leave exits beyond the open entries without effect on later ones', () => {
    const told = crossed([5, 0, 4], [10, 1, 0], [20, 0, 2], [30, 1, 0], [40, 0, 1])

    expect(visitsOf(told)).toEqual([
      { start: 10 * MIN, end: 20 * MIN, people: 1 },
      { start: 30 * MIN, end: 40 * MIN, people: 1 },
    ])
  })

  test('drop who is still there at the end of the day', () => {
    expect(visitsOf(crossed([10, 2, 0], [20, 0, 1]))).toEqual([{ start: 10 * MIN, end: 20 * MIN, people: 1 }])
  })

  test('do not depend on the count, which a reset may change', () => {
    const flows = crossed([10, 2, 0], [40, 0, 2]).flows
    const told = dayOf([segment(0, 0), segment(10 * MIN, 2), segment(20 * MIN, 7)], flows)

    expect(visitsOf(told)).toEqual([{ start: 10 * MIN, end: 40 * MIN, people: 2 }])
  })

  test('drop who is there where the count becomes unknown, and begin anew from the next entry', () => {
    const flows = crossed([10, 1, 0], [25, 1, 0], [40, 0, 1], [50, 0, 1]).flows
    const told = dayOf([segment(0, 0), segment(10 * MIN, 1), segment(20 * MIN, null)], flows)

    expect(visitsOf(told)).toEqual([{ start: 25 * MIN, end: 40 * MIN, people: 1 }])
  })

  test('close by the exits of the very instant at which the count becomes unknown', () => {
    const flows = crossed([10, 2, 0], [20, 1, 1], [40, 0, 2]).flows
    const told = dayOf([segment(0, 0), segment(10 * MIN, 2), segment(20 * MIN, null)], flows)

    expect(visitsOf(told)).toEqual([{ start: 10 * MIN, end: 20 * MIN, people: 1 }])
  })

  test('drop who came in at the start of a day that begins by losing sight', () => {
    const flows: Flow[] = [
      { at: 0, entrances: 1, exits: 0 },
      { at: 9 * MIN, entrances: 0, exits: 1 },
    ]

    expect(visitsOf({ ...dayOf([segment(0, null)], flows), before: 2 })).toEqual([])
    expect(visitsOf({ ...dayOf([segment(0, null)], flows), before: null })).toHaveLength(1)
  })
})

describe('visits by rises and falls', () => {
  test('give a visit to each unit of a rise, closed by the matching fall', () => {
    const told = counted([0, 0], [10, 2], [20, 3], [30, 1], [60, 0])

    expect(visitsOf(told)).toEqual([
      { start: 10 * MIN, end: 30 * MIN, people: 2 },
      { start: 20 * MIN, end: 60 * MIN, people: 1 },
    ])
  })

  test('do not come of people who were there before the day', () => {
    const told = counted([0, 3], [10, 0], [20, 1], [30, 0])

    expect(visitsOf({ ...told, before: 3 })).toEqual([{ start: 20 * MIN, end: 30 * MIN, people: 1 }])
  })

  test('do not reach over an outage', () => {
    const told = counted([0, 0], [10, 1], [20, null], [30, 1], [40, 0])

    expect(visitsOf(told)).toEqual([])
  })
})

test.each([
  [SHORTEST_VISIT_MS, 0],
  [SHORTEST_VISIT_MS + 1, 1],
])('a visit of %s ms gives %s visits', (length, visits) => {
  const flows = [
    { at: 1_000, entrances: 1, exits: 0 },
    { at: 1_000 + length, entrances: 0, exits: 1 },
  ]

  expect(visitsOf(dayOf([segment(0, 0)], flows))).toHaveLength(visits)
})

test('crowds of millions take no more steps than the instants at which they move', () => {
  const told = crossed([10, 5_000_000, 0], [20, 0, 2_000_000], [30, 0, 3_000_000])

  expect(summariseVisits(visitsOf(told))).toEqual({
    count: 5_000_000,
    totalMs: 2_000_000 * 10 * MIN + 3_000_000 * 20 * MIN,
    longestMs: 20 * MIN,
  })
})

test('a summary counts people, adds up their stays and keeps the longest', () => {
  const visits = [
    { start: 0, end: 9 * MIN, people: 2 },
    { start: 5 * MIN, end: 10 * MIN, people: 1 },
  ]

  expect(summariseVisits(visits)).toEqual({ count: 3, totalMs: 23 * MIN, longestMs: 9 * MIN })
  expect(summariseVisits([])).toEqual({ count: 0, totalMs: 0, longestMs: null })
})

test('visits are what matching person by person gives', () => {
  fc.assert(
    fc.property(historyOver({ start: 0, end: 3 * HOUR_MS }).filter(hasFewPeople), (told) => {
      const visits = visitsOf(told).flatMap(({ start, end, people }) =>
        Array.from({ length: people }, () => `${start} to ${end}`),
      )

      expect(visits).toEqual(matchOneByOne(told))
    }),
    { numRuns: 500 },
  )
})

describe("on a closed day the mean visit is Little's law's", () => {
  /** Steps of more than three minutes each, so that no visit is short; people in and out at each of them. */
  const steps = fc.array(
    fc.record({
      wait: fc.integer({ min: SHORTEST_VISIT_MS + 1, max: 2 * HOUR_MS }),
      entrances: fc.nat(6),
      leaving: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 10 },
  )

  test('with doorways', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const told = closedDay(taken)
        const { personMs, entrances } = rollUp(told, told)
        const { count, totalMs } = summariseVisits(visitsOf(told))

        expect({ count, totalMs }).toEqual({ count: entrances, totalMs: personMs })
        if (count > 0) expect(totalMs / count).toBe(personMs / entrances)
      }),
    )
  })

  test('without doorways', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const { segments, ...rest } = closedDay(taken)
        const told = { ...rest, segments, flows: risesAndFalls(0, segments) }
        const { personMs, entrances } = rollUp(told, told)

        expect(summariseVisits(visitsOf(told))).toMatchObject({ count: entrances, totalMs: personMs })
      }),
    )
  })
})

interface Step {
  readonly wait: number
  readonly entrances: number
  readonly leaving: number
}

/** A day that begins and ends with nobody inside; at each step a share of those inside leave as others come. */
function closedDay(steps: readonly Step[]): SpaceHistory {
  const flows: Flow[] = []
  const segments: Segment[] = []
  let at = 0
  let count = 0
  const move = (wait: number, entrances: number, exits: number): void => {
    segments.push({ start: at, end: at + wait, count, online: 1, capped: false })
    at += wait
    count += entrances - exits
    flows.push({ at, entrances, exits })
  }
  for (const { wait, entrances, leaving } of steps) move(wait, entrances, Math.floor(leaving * count))
  move(SHORTEST_VISIT_MS + 1, 0, count)
  segments.push(segment(at, 0))
  return { start: 0, end: DAY_MS, before: 0, segments, flows }
}

/** The contract told person by person, without any care for speed: what `visitsOf` must agree with. */
function matchOneByOne(told: SpaceHistory): string[] {
  const matched: string[] = []
  let inside: EpochMs[] = []
  for (const { at, entrances, exits } of told.flows) {
    inside = inside.filter((since) => !losesSight(told, since, at))
    for (let person = 0; person < entrances; person++) inside.push(at)
    for (let person = 0; person < exits; person++) {
      const since = inside.shift()
      if (since !== undefined && at - since > SHORTEST_VISIT_MS) matched.push(`${since} to ${at}`)
    }
  }
  return matched
}

/** Whether the count becomes unknown at an instant in `[from, until)`. */
function losesSight(told: SpaceHistory, from: EpochMs, until: EpochMs): boolean {
  return told.segments.some(({ start, count }, index) => {
    const previous = index === 0 ? told.before : told.segments[index - 1]?.count
    return count === null && previous !== null && from <= start && start < until
  })
}

function hasFewPeople(told: SpaceHistory): boolean {
  return told.flows.every(({ entrances, exits }) => entrances + exits < 100)
}

function segment(start: EpochMs, count: number | null): Segment {
  return { start, end: DAY_MS, count, online: 1, capped: false }
}

function dayOf(segments: readonly Segment[], flows: readonly Flow[]): SpaceHistory {
  const tiled = segments.map((one, index) => ({ ...one, end: segments[index + 1]?.start ?? DAY_MS }))
  return { start: 0, end: DAY_MS, before: 0, segments: tiled, flows }
}

/** A day with crossings, each as minute of the day, people in and people out. */
function crossed(...crossings: readonly (readonly [number, number, number])[]): SpaceHistory {
  const flows = crossings.map(([minute, entrances, exits]) => ({ at: minute * MIN, entrances, exits }))
  return dayOf([segment(0, 0)], flows)
}

/** A day with counts, each from a minute of the day on. */
function counted(...counts: readonly (readonly [number, number | null])[]): SpaceHistory {
  const { segments, ...rest } = dayOf(
    counts.map(([minute, count]) => segment(minute * MIN, count)),
    [],
  )
  return { ...rest, segments, flows: risesAndFalls(counts[0]?.[1] ?? null, segments) }
}
