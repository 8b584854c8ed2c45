import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareReadings,
  NO_SEQ,
  NO_SPACE,
  type Reading,
  ReadingKind,
  sameContent,
} from '../../../src/domain/reading/reading.ts'

const crossing: Reading = {
  subject: 4,
  at: 1_000,
  kind: ReadingKind.crossing,
  space: NO_SPACE,
  seq: 7,
  value: 2,
  capped: false,
}

/** Readings of few enough instants and fields that many meet. */
const anyReading: fc.Arbitrary<Reading> = fc.record({
  subject: fc.constant(4),
  at: fc.integer({ min: 0, max: 2 }),
  kind: fc.constantFrom(...Object.values(ReadingKind)),
  space: fc.integer({ min: 0, max: 1 }),
  seq: fc.constantFrom(NO_SEQ, -1, 0, 1),
  value: fc.constantFrom(-2, -1, 1, 2),
  capped: fc.boolean(),
})

describe('the order of readings', () => {
  test('is total: antisymmetric and transitive', () => {
    fc.assert(
      fc.property(anyReading, anyReading, anyReading, (a, b, c) => {
        expect(Math.sign(compareReadings(a, b)) + Math.sign(compareReadings(b, a))).toBe(0)
        fc.pre(compareReadings(a, b) <= 0 && compareReadings(b, c) <= 0)
        expect(compareReadings(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test.each<[string, Partial<Reading>]>([
    ['an earlier instant', { at: 999, seq: 9 }],
    ['a lower kind of one instant', { kind: ReadingKind.count, seq: 9 }],
    ['a lower seq', { seq: 6 }],
    ['no seq', { seq: NO_SEQ }],
    ['a crossing outwards', { value: -9 }],
  ])('puts %s first', (_, change) => {
    expect(compareReadings({ ...crossing, ...change }, crossing)).toBeLessThan(0)
  })

  test('puts counts of one instant in the order of their spaces, whatever their seq', () => {
    const count = { ...crossing, kind: ReadingKind.count }

    expect(compareReadings({ ...count, space: 1, seq: 9 }, { ...count, space: 2 })).toBeLessThan(0)
  })

  test('tells crossings of one identity by their direction only, and other readings not by their value', () => {
    const count = { ...crossing, kind: ReadingKind.count }

    expect(compareReadings(crossing, { ...crossing, value: 5 })).toBe(0)
    expect(compareReadings(count, { ...count, value: -5 })).toBe(0)
  })
})

describe('two readings of one identity', () => {
  test('say the same when value and ceiling agree', () => {
    expect(sameContent(crossing, { ...crossing })).toBe(true)
    expect(sameContent(crossing, { ...crossing, value: 3 })).toBe(false)
    expect(sameContent(crossing, { ...crossing, capped: true })).toBe(false)
  })
})
