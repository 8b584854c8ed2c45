import fc from 'fast-check'
import type { SubjectKey } from '../../src/domain/portfolio/subject.ts'
import { MAX_FLOW_MS, NO_SEQ, NO_SPACE, type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import { type Day, dayStart } from '../../src/domain/time/day.ts'
import type { Arrival } from '../../src/storage/log-row.ts'

export const DAY: Day = 19_000
export const NOON_MS = 12 * 3_600_000

/** An instant on a day counted from the first sample day. */
export function at(day: number, ms = NOON_MS): number {
  return dayStart(DAY + day) + ms
}

/** A count of `value` people in space 7. */
export function count(subject: SubjectKey, when: number, value: number, space = 7): Reading {
  return { subject, at: when, kind: ReadingKind.count, space, seq: NO_SEQ, value, capped: false }
}

/** A reading that says no more than that its sensor is there. */
export function heartbeat(subject: SubjectKey, when: number): Reading {
  return {
    subject,
    at: when,
    kind: ReadingKind.heartbeat,
    space: NO_SPACE,
    seq: NO_SEQ,
    value: 0,
    capped: false,
  }
}

/** Readings as they arrive, none to replace another. */
export function arrive(...readings: readonly Reading[]): readonly Arrival[] {
  return readings.map((reading) => ({ reading, replace: false }))
}

/** Readings that take the place of others with their identity. */
export function replacing(...readings: readonly Reading[]): readonly Arrival[] {
  return readings.map((reading) => ({ reading, replace: true }))
}

const kindAndContent = fc.oneof(
  fc.record({
    kind: fc.constant(ReadingKind.count),
    space: fc.integer({ min: 1, max: 3 }),
    value: fc.integer({ min: 0, max: 3 }),
    capped: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant(ReadingKind.crossing),
    space: fc.constant(NO_SPACE),
    value: fc.constantFrom(-2, -1, 1, 2),
    capped: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant(ReadingKind.heartbeat),
    space: fc.constant(NO_SPACE),
    value: fc.constant(0),
    capped: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant(ReadingKind.health),
    space: fc.constant(NO_SPACE),
    value: fc.constantFrom(1, 2, 3),
    capped: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant(ReadingKind.presence),
    space: fc.integer({ min: 1, max: 3 }),
    value: fc.constant(1),
    capped: fc.constant(true),
  }),
  fc.record({
    kind: fc.constant(ReadingKind.flow),
    space: fc.constant(NO_SPACE),
    value: fc.nat(3),
    capped: fc.constant(false),
    spanMs: fc.constantFrom(0, 59_999, 3_600_000, MAX_FLOW_MS - 1),
    out: fc.nat(2),
  }),
  fc.record({
    kind: fc.constant(ReadingKind.counter),
    space: fc.constant(NO_SPACE),
    value: fc.constant(0),
    capped: fc.constant(false),
    totals: fc.record({
      in: fc.constantFrom(0, 5, 65_535, Number.MAX_SAFE_INTEGER),
      out: fc.constantFrom(null, 0, 7),
      width: fc.constantFrom(null, 16 as const, 32 as const),
      restarted: fc.boolean(),
    }),
  }),
)

type Content = typeof kindAndContent extends fc.Arbitrary<infer T> ? T : never

/** A sample of one kind; a flow begins some time before it. */
function readingOf(subject: SubjectKey, when: number, seq: number, content: Content): Reading {
  if (!('spanMs' in content)) return { subject, at: when, seq, ...content }
  const { spanMs, out, ...rest } = content
  return { subject, at: when, seq, ...rest, flow: { from: when - spanMs, out } }
}

/** Few subjects, days, instants and values, so that readings meet, repeat and contradict each other. */
export const anyReading: fc.Arbitrary<Reading> = fc
  .record({
    subject: fc.constantFrom(4, 8, 9),
    day: fc.integer({ min: 0, max: 6 }),
    ms: fc.constantFrom(0, 1, 1_000, 60_000, NOON_MS, 86_399_999),
    seq: fc.constantFrom(NO_SEQ, 0, 1),
    content: kindAndContent,
    mark: fc.constantFrom(undefined, undefined, undefined, undefined, 'one', 'two', 'three'),
  })
  .map(({ subject, day, ms, seq, content, mark }) => {
    const reading = readingOf(subject, at(day, ms), seq, content)
    return mark === undefined ? reading : { ...reading, mark }
  })

/** Readings that arrive together. */
export const anyArrivals: fc.Arbitrary<readonly Arrival[]> = fc.array(
  fc.record({ reading: anyReading, replace: fc.boolean() }),
  { minLength: 1, maxLength: 8 },
)
