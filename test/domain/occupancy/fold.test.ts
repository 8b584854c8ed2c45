import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  evidenceOf,
  foldCounting,
  onlineOf,
  subjectsOf,
  subjectsOfCounting,
} from '../../../src/domain/occupancy/fold.ts'
import type { Segment, SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import type { Counting } from '../../../src/domain/portfolio/counting.ts'
import { compareReadings, type Reading } from '../../../src/domain/reading/reading.ts'
import type { DayRange } from '../../../src/domain/time/day.ts'
import type { EpochMs, Interval } from '../../../src/domain/time/interval.ts'
import { evidenceAmong, instantIn, intervalIn, readingsOn, type Site, site } from '../arbitraries.ts'
import { naiveFold, naiveState } from './naive-fold.ts'

interface Scene extends Site {
  readonly counting: Counting
  readonly interval: Interval
}

/** A site with one of its spaces, or their parent, and a stretch of its time. */
const scene: fc.Arbitrary<Scene> = site.chain((parts) =>
  fc.record({
    window: fc.constant(parts.window),
    leaves: fc.constant(parts.leaves),
    parent: fc.constant(parts.parent),
    readings: fc.constant(parts.readings),
    counting: fc.constantFrom<Counting>(...parts.leaves, parts.parent),
    interval: intervalIn(parts.window),
  }),
)

function foldOn(counting: Counting, interval: Interval, readings: readonly Reading[], days?: DayRange) {
  const evidence =
    days === undefined ? evidenceAmong(readings, counting, interval) : readingsOn(readings, days)
  return foldCounting(counting, interval, evidence)
}

function holds(arbitrary: fc.Arbitrary<Scene>, claim: (scene: Scene) => void, numRuns = 400): void {
  fc.assert(fc.property(arbitrary, claim), { numRuns })
}

function countAt({ segments }: SpaceHistory, at: EpochMs): number | null | undefined {
  return segments.find(({ start, end }) => start <= at && at < end)?.count
}

/** Two adjacent histories as one. */
function glue(a: SpaceHistory, b: SpaceHistory): SpaceHistory {
  const last = a.segments.at(-1) as Segment
  const first = b.segments[0] as Segment
  const continues = last.count === first.count && last.online === first.online && last.capped === first.capped
  const segments = continues
    ? [...a.segments.slice(0, -1), { ...last, end: first.end }, ...b.segments.slice(1)]
    : [...a.segments, ...b.segments]
  return { start: a.start, end: b.end, before: a.before, segments, flows: [...a.flows, ...b.flows] }
}

describe('folding readings of any kind', () => {
  test('gives what the definitions give, asked at each instant', () => {
    holds(
      scene,
      ({ counting, interval, readings }) => {
        const history = foldOn(counting, interval, readings)

        expect(history).toEqual(naiveFold(counting, interval, readings))
      },
      1_500,
    )
  })

  test('gives in two parts what it gives as a whole', () => {
    const split = scene.chain((parts) =>
      fc.tuple(fc.constant(parts), instantIn(parts.window), intervalIn(parts.window)),
    )
    fc.assert(
      fc.property(split, ([{ counting, readings }, cut, { start, end }]) => {
        fc.pre(start < cut && cut < end)

        const whole = foldOn(counting, { start, end }, readings)
        const first = foldOn(counting, { start, end: cut }, readings)
        const second = foldOn(counting, { start: cut, end }, readings)

        expect(glue(first, second)).toEqual(whole)
        expect(second.before).toBe(first.segments.at(-1)?.count)
      }),
      { numRuns: 400 },
    )
  })

  test('gives the same whatever order readings arrive in', () => {
    const shuffled = scene.chain((parts) =>
      fc.tuple(
        fc.constant(parts),
        fc.shuffledSubarray([...parts.readings], { minLength: parts.readings.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([{ counting, interval, readings }, arrived]) => {
        const history = foldOn(counting, interval, arrived)

        expect(history).toEqual(foldOn(counting, interval, readings))
      }),
    )
  })

  test('does not change with readings from earlier days or after the interval at hand', () => {
    holds(scene, ({ counting, interval, readings }) => {
      const evidence = [...evidenceOf(counting, interval).values()]
      const from = Math.min(...evidence.map((days) => days.from))
      const until = Math.max(...evidence.map((days) => days.until))

      const generous = foldOn(counting, interval, readings, { from: from - 3, until: until + 3 })

      expect(generous).toEqual(foldOn(counting, interval, readings))
    })
  })

  test('gives segments that tile the interval, differ from their neighbours and are never negative', () => {
    holds(scene, ({ counting, interval, readings }) => {
      const { segments } = foldOn(counting, interval, readings)

      expect(segments[0]?.start).toBe(interval.start)
      expect(segments.at(-1)?.end).toBe(interval.end)
      for (const [index, segment] of segments.entries()) {
        const next = segments[index + 1]
        expect(segment.start).toBeLessThan(segment.end)
        expect(segment.count ?? 0).toBeGreaterThanOrEqual(0)
        if (next === undefined) continue
        expect(next.start).toBe(segment.end)
        expect({ ...next, start: 0, end: 0 }).not.toEqual({ ...segment, start: 0, end: 0 })
      }
    })
  })

  test('needs no subject beyond those it names', () => {
    holds(scene, ({ counting, interval, readings }) => {
      const named = new Set(subjectsOfCounting(counting))

      const history = foldOn(
        counting,
        interval,
        readings.filter(({ subject }) => named.has(subject)),
      )

      expect(history).toEqual(foldOn(counting, interval, readings))
    })
  })
})

describe('a parent', () => {
  const parent = scene.map((parts): Scene => ({ ...parts, counting: parts.parent }))

  test('counts the sum of its children at every instant', () => {
    holds(parent, ({ counting, leaves, interval, readings }) => {
      const history = foldOn(counting, interval, readings)

      const children = leaves.map((leaf) => foldOn(leaf, interval, readings))
      const instants = [history, ...children].flatMap(({ segments }) => segments.map(({ start }) => start))
      for (const at of instants) {
        const known = children.map((child) => countAt(child, at)).filter((count) => typeof count === 'number')
        const sum = known.length === 0 ? null : known.reduce((total, count) => total + count, 0)
        expect(countAt(history, at)).toBe(sum)
      }
    })
  })

  test('counts each sensor online once, however many children it serves', () => {
    holds(parent, ({ counting, interval, readings }) => {
      const steps = onlineOf(counting, interval, evidenceAmong(readings, counting, interval))

      expect(steps[0]?.start).toBe(interval.start)
      expect(steps.at(-1)?.end).toBe(interval.end)
      for (const { start, online } of steps) {
        expect(online).toBe(naiveState(counting, start, readings).online)
      }
    })
  })

  test('rests on the subjects of all its children, each named once', () => {
    holds(parent, ({ counting, leaves }) => {
      const subjects = subjectsOfCounting(counting)

      expect(new Set(subjects).size).toBe(subjects.length)
      expect(new Set(subjects)).toEqual(new Set(leaves.flatMap(subjectsOf)))
    })
  })
})

describe('readings of one subject', () => {
  test('are in one order only', () => {
    holds(scene, ({ readings }) => {
      const own = readings.filter(({ subject }) => subject === readings[0]?.subject)

      expect(own.toReversed().toSorted(compareReadings)).toEqual(own.toSorted(compareReadings))
    })
  })
})
