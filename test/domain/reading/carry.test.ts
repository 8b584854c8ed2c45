import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Carry, carryOver, emptyCarry, sameCarry } from '../../../src/domain/reading/carry.ts'
import {
  compareReadings,
  HealthWord,
  isCount,
  NO_SEQ,
  NO_SPACE,
  type Reading,
  ReadingKind,
} from '../../../src/domain/reading/reading.ts'
import { areaReading, window } from '../arbitraries.ts'

const sensor = 4

function reading(at: number, kind: ReadingKind, fields: Partial<Reading> = {}): Reading {
  return { subject: sensor, at, kind, space: NO_SPACE, seq: NO_SEQ, value: 0, capped: false, ...fields }
}

const count = (at: number, space: number, value: number, fields: Partial<Reading> = {}) =>
  reading(at, ReadingKind.count, { space, value, ...fields })
const health = (at: number, value: HealthWord, seq = NO_SEQ) =>
  reading(at, ReadingKind.health, { value, seq })

/** Readings of one sensor in order, and a place to cut them. */
const story = window.chain((during) =>
  fc
    .uniqueArray(areaReading(sensor, during), { comparator: (a, b) => compareReadings(a, b) === 0 })
    .chain((readings) =>
      fc.record({
        readings: fc.constant(readings.toSorted(compareReadings)),
        cut: fc.integer({ min: 0, max: readings.length }),
      }),
    ),
)

describe('a carry', () => {
  test('is the same whether readings are carried over at once or in parts', () => {
    fc.assert(
      fc.property(story, ({ readings, cut }) => {
        const first = carryOver(emptyCarry, readings.slice(0, cut))
        const inParts = carryOver(first, readings.slice(cut))

        expect(inParts).toEqual(carryOver(emptyCarry, readings))
      }),
    )
  })

  test('says what the readings say: the last instant, its last word on health, and the last count of each space', () => {
    fc.assert(
      fc.property(story, ({ readings }) => {
        const carry = carryOver(emptyCarry, readings)

        const lastAt = readings.at(-1)?.at ?? null
        const words = readings.filter(({ at, kind }) => at === lastAt && kind === ReadingKind.health)
        expect(carry.lastAt).toBe(lastAt)
        expect(carry.health).toBe(words.at(-1)?.value ?? null)
        const held = [1, 2, 3].flatMap((space) => {
          const last = readings.findLast((other) => isCount(other) && other.space === space)
          return last === undefined ? [] : [{ space, count: last.value, capped: last.capped }]
        })
        expect(carry.held).toEqual(held)
      }),
    )
  })

  test('holds one count for each space, ascending by space', () => {
    const carry = carryOver(emptyCarry, [
      count(1, 2, 5),
      count(2, 3, 6),
      count(3, 1, 7),
      count(4, 2, 8, { capped: true }),
    ])

    expect(carry.held).toEqual([
      { space: 1, count: 7, capped: false },
      { space: 2, count: 8, capped: true },
      { space: 3, count: 6, capped: false },
    ])
  })

  test('forgets a health word with the next reading, but not with others of its instant', () => {
    const offline = carryOver(emptyCarry, [count(1, 1, 5), health(1, HealthWord.offline)])
    const ruled = carryOver(offline, [health(1, HealthWord.degraded, 4)])
    const heard = carryOver(ruled, [reading(2, ReadingKind.heartbeat)])

    expect(offline).toMatchObject({ lastAt: 1, health: HealthWord.offline })
    expect(ruled).toMatchObject({ lastAt: 1, health: HealthWord.degraded })
    expect(heard).toMatchObject({ lastAt: 2, health: null })
  })

  test('stays the same object without readings', () => {
    expect(carryOver(emptyCarry, [])).toBe(emptyCarry)
  })
})

describe('two carries', () => {
  const carry: Carry = { lastAt: 1, health: null, held: [{ space: 1, count: 2, capped: false }] }

  test('say the same when every part does', () => {
    expect(sameCarry(carry, { ...carry, held: [{ space: 1, count: 2, capped: false }] })).toBe(true)
    expect(sameCarry(emptyCarry, { lastAt: null, health: null, held: [] })).toBe(true)
  })

  test.each<[string, Partial<Carry>]>([
    ['the last instant', { lastAt: 2 }],
    ['health', { health: HealthWord.offline }],
    ['a space', { held: [{ space: 2, count: 2, capped: false }] }],
    ['a count', { held: [{ space: 1, count: 3, capped: false }] }],
    ['a ceiling', { held: [{ space: 1, count: 2, capped: true }] }],
    ['the number of spaces', { held: [] }],
  ])('differ when %s does', (_, change) => {
    expect(sameCarry(carry, { ...carry, ...change })).toBe(false)
  })
})
