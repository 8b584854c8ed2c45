import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareReadings,
  flowsCollide,
  isCount,
  isPassage,
  isRedelivery,
  NO_SEQ,
  NO_SPACE,
  REDELIVERY_MS,
  type Reading,
  ReadingKind,
  sameContent,
  sentAt,
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

describe('deliveries of one reading', () => {
  const marked = { ...crossing, mark: 'a' }

  test('carry one mark, at most a day apart', () => {
    expect(isRedelivery(marked, { ...marked, at: marked.at + REDELIVERY_MS })).toBe(true)
    expect(isRedelivery({ ...marked, at: marked.at + REDELIVERY_MS }, marked)).toBe(true)
    expect(isRedelivery(marked, { ...marked, at: marked.at + REDELIVERY_MS + 1 })).toBe(false)
  })

  test('are never told by marks where there is none, or another one', () => {
    expect(isRedelivery(crossing, { ...crossing })).toBe(false)
    expect(isRedelivery(marked, { ...marked, mark: 'b' })).toBe(false)
    expect(isRedelivery(marked, crossing)).toBe(false)
  })
})

test.each([
  ['count', true, false, 0],
  ['presence', true, false, 0],
  ['crossing', false, true, 0],
  ['flow', false, true, 1],
  ['counter', false, true, 1],
  ['heartbeat', false, false, 0],
] as const)(
  'a %s says how many there are: %s, who passes: %s, and was sent %s ms later',
  (name, count, passage, later) => {
    const reading = { kind: ReadingKind[name], at: 1_000 }
    expect(isCount(reading)).toBe(count)
    expect(isPassage(reading)).toBe(passage)
    expect(sentAt(reading)).toBe(1_000 + later)
  },
)

describe('flows of one subject', () => {
  /** From an instant up to and including another one. */
  const flow = (from: number, at: number): Reading => ({
    ...crossing,
    kind: ReadingKind.flow,
    at,
    flow: { from, out: 0 },
  })

  test('collide when they speak of the same time with other bounds', () => {
    expect(flowsCollide(flow(0, 99), flow(50, 149))).toBe(true)
    expect(flowsCollide(flow(0, 99), flow(0, 149))).toBe(true)
    expect(flowsCollide(flow(0, 99), flow(99, 199))).toBe(true)
  })

  test('do not when they adjoin, are the same, or one is no flow', () => {
    expect(flowsCollide(flow(0, 99), flow(100, 199))).toBe(false)
    expect(flowsCollide(flow(100, 199), flow(0, 99))).toBe(false)
    expect(flowsCollide(flow(0, 99), flow(0, 99))).toBe(false)
    expect(flowsCollide(flow(0, 99), crossing)).toBe(false)
    expect(flowsCollide(crossing, flow(0, 99))).toBe(false)
  })
})
