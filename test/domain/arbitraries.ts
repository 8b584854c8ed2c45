import fc from 'fast-check'
import { evidenceOf } from '../../src/domain/occupancy/fold.ts'
import type { ReadingsOf } from '../../src/domain/occupancy/sensor-track.ts'
import type { Offset, SaidCount, SensorCorrections } from '../../src/domain/portfolio/correction.ts'
import type { AreaSource, Counting, EntrySource, LeafCounting } from '../../src/domain/portfolio/counting.ts'
import type { SpaceKey } from '../../src/domain/portfolio/space.ts'
import {
  doorwaySubject,
  type SubjectKey,
  sensorSubject,
  spaceSubject,
} from '../../src/domain/portfolio/subject.ts'
import { carryOver, emptyCarry } from '../../src/domain/reading/carry.ts'
import {
  compareReadings,
  flowsCollide,
  HealthWord,
  NO_SEQ,
  NO_SPACE,
  type Reading,
  ReadingKind,
} from '../../src/domain/reading/reading.ts'
import { type DayRange, dayStart } from '../../src/domain/time/day.ts'
import {
  DAY_MS,
  type EpochMs,
  HOUR_MS,
  type Interval,
  MINUTE_MS,
  SLOT_MS,
} from '../../src/domain/time/interval.ts'

/** Spaces, what their counts rest on, and everything that was ever read there. */
export interface Site {
  /** Three days in which all readings lie, with clock changes in some. */
  readonly window: Interval
  /** Spaces with sensors or doorways of their own; some share sensors and doorways. */
  readonly leaves: readonly LeafCounting[]
  /** The sum of `leaves`. */
  readonly parent: Counting
  /** Distinct identities, of all subjects, in no order. */
  readonly readings: readonly Reading[]
}

/** Zones whose clocks change at odd times, by odd amounts, or never. */
export const timeZones = [
  'UTC',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Nuuk',
] as const

/** First days of windows: clocks change on the second day in New York, London, Lord Howe, Cairo and Nuuk. */
const firstDays = [
  '2024-03-09',
  '2024-11-02',
  '2024-03-30',
  '2024-10-26',
  '2024-04-06',
  '2024-10-05',
  '2024-04-25',
  '2024-10-30',
  '2024-06-12',
].map((date) => Date.parse(`${date}T00:00Z`))

/** A window of three UTC days. */
export const window: fc.Arbitrary<Interval> = fc
  .constantFrom(...firstDays)
  .map((start) => ({ start, end: start + 3 * DAY_MS }))

/** An instant of a span: mostly on a coarse grid, so that many meet, some a millisecond beside it, some anywhere. */
export function instantIn({ start, end }: Interval): fc.Arbitrary<EpochMs> {
  const onGrid = fc
    .integer({ min: 0, max: (end - start) / SLOT_MS - 1 })
    .map((slot) => start + slot * SLOT_MS)
  const onHours = fc
    .integer({ min: 0, max: (end - start) / HOUR_MS - 1 })
    .map((hour) => start + hour * HOUR_MS)
  const beside = onHours.map((at) => Math.max(start, at - 1))
  const anywhere = fc.integer({ min: start, max: end - 1 })
  return fc.oneof({ weight: 4, arbitrary: onHours }, onGrid, beside, anywhere)
}

/** A span of at least a millisecond inside another one. */
export function intervalIn(outer: Interval): fc.Arbitrary<Interval> {
  return fc
    .tuple(instantIn(outer), fc.oneof(instantIn(outer), fc.constant(outer.end)))
    .map(([a, b]) => ({ start: Math.min(a, b), end: a === b ? a + 1 : Math.max(a, b) }))
}

const seq = fc.oneof({ weight: 2, arbitrary: fc.constant(NO_SEQ) }, fc.integer({ min: -2, max: 2 }))
const spaces: readonly SpaceKey[] = [1, 2, 3]

/** Readings of any kind that a sensor over spaces 1 to 3 gives. */
export function areaReading(subject: SubjectKey, during: Interval): fc.Arbitrary<Reading> {
  const at = instantIn(during)
  const count = fc.record({
    subject: fc.constant(subject),
    at,
    kind: fc.constant(ReadingKind.count),
    space: fc.constantFrom(...spaces),
    seq,
    value: fc.integer({ min: 0, max: 3 }),
    capped: fc.boolean(),
  })
  const presence = fc
    .record({ at, space: fc.constantFrom(...spaces), seq, occupied: fc.boolean() })
    .map(({ occupied, ...fields }) => ({
      subject,
      kind: ReadingKind.presence,
      value: Number(occupied),
      capped: occupied,
      ...fields,
    }))
  return fc.oneof({ weight: 3, arbitrary: count }, presence, signOfLife(subject, at))
}

/** Readings of any kind that a doorway gives. */
export function doorwayReading(subject: SubjectKey, during: Interval): fc.Arbitrary<Reading> {
  const at = instantIn(during)
  const crossing = fc
    .record({ at, seq, value: fc.constantFrom(-3, -2, -1, 1, 2, 3, 4) })
    .map((fields) => plainReading(subject, ReadingKind.crossing, fields))
  const flow = fc
    .record({ at, seq, value: fc.nat(4), spanMs: fc.nat(HOUR_MS), out: fc.nat(4) })
    .map(({ spanMs, out, ...fields }) => ({
      ...plainReading(subject, ReadingKind.flow, fields),
      flow: { from: fields.at - spanMs, out },
    }))
  return fc.oneof(
    { weight: 4, arbitrary: crossing },
    { weight: 2, arbitrary: flow },
    { weight: 3, arbitrary: counterReading(subject, at) },
    signOfLife(subject, at),
  )
}

/** Totals that rise, fall, wrap at 16 bits, restart, and say nothing of a direction. */
export function counterReading(subject: SubjectKey, at: fc.Arbitrary<EpochMs>): fc.Arbitrary<Reading> {
  const total = fc.oneof(
    fc.nat(9),
    fc.integer({ min: 49_150, max: 49_154 }),
    fc.integer({ min: 65_530, max: 65_535 }),
    fc.constant(null),
  )
  return fc
    .record({
      at,
      seq,
      in: total,
      out: total,
      width: fc.constantFrom(null, 16 as const, 32 as const),
      restarted: fc.boolean(),
    })
    .map(({ in: entries, out, width, restarted, ...fields }) => ({
      ...plainReading(subject, ReadingKind.counter, { value: 0, ...fields }),
      totals: { in: entries, out, width, restarted },
    }))
}

/** A person's word on an Entry space. */
export function anchorReading(subject: SubjectKey, during: Interval): fc.Arbitrary<Reading> {
  return fc
    .record({ at: instantIn(during), seq, value: fc.integer({ min: 0, max: 9 }) })
    .map((fields) => plainReading(subject, ReadingKind.reset, fields))
}

function signOfLife(subject: SubjectKey, at: fc.Arbitrary<EpochMs>): fc.Arbitrary<Reading> {
  const heartbeat = fc
    .record({ at, seq, value: fc.constant(0) })
    .map((fields) => plainReading(subject, ReadingKind.heartbeat, fields))
  const health = fc
    .record({ at, seq, value: fc.constantFrom(...Object.values(HealthWord)) })
    .map((fields) => plainReading(subject, ReadingKind.health, fields))
  return fc.oneof(heartbeat, health)
}

function plainReading(
  subject: SubjectKey,
  kind: ReadingKind,
  fields: Pick<Reading, 'at' | 'seq' | 'value'>,
): Reading {
  return { subject, kind, space: NO_SPACE, capped: false, ...fields }
}

const heartbeatMs = fc.constantFrom(null, null, 5 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS + 1)
const placement = fc.constantFrom(1 as const, -1 as const)
const areaSubjects = [sensorSubject(1), sensorSubject(2), sensorSubject(3)]
const doorwaySubjects = [sensorSubject(4), sensorSubject(5), doorwaySubject(1)]

interface Pool {
  readonly sensors: readonly Pick<AreaSource, 'subject' | 'heartbeatMs' | 'type' | 'corrected'>[]
  readonly doorways: readonly Pick<EntrySource, 'subject' | 'heartbeatMs' | 'corrected'>[]
}

/** A span whose end may be that of time. */
function spanFrom(during: Interval): fc.Arbitrary<Interval> {
  const open = intervalIn(during).map(({ start }) => ({ start, end: Infinity }))
  return fc.oneof({ weight: 4, arbitrary: intervalIn(during) }, open)
}

/** A field `corrected` that is left out as often as not. */
function corrected<T>(value: fc.Arbitrary<T>): fc.Arbitrary<{ corrected?: T }> {
  return fc.option(value, { nil: undefined }).map((some) => (some === undefined ? {} : { corrected: some }))
}

function sensorCorrections(during: Interval): fc.Arbitrary<{ corrected?: SensorCorrections }> {
  const ceiling = fc.integer({ min: 1, max: 4 })
  return corrected(
    fc.record({
      ignored: fc.array(spanFrom(during), { maxLength: 2 }),
      ceilings: fc.array(
        fc.tuple(spanFrom(during), ceiling).map(([span, most]) => ({ ...span, ceiling: most })),
        { maxLength: 3 },
      ),
    }),
  )
}

function offsets(during: Interval): fc.Arbitrary<{ corrected?: readonly Offset[] }> {
  const people = fc.constantFrom(-4, -2, -1, 1, 2, 5)
  const offset = fc.tuple(spanFrom(during), people).map(([span, more]) => ({ ...span, people: more }))
  return corrected(fc.array(offset, { minLength: 1, maxLength: 3 }))
}

function saidCounts(during: Interval): fc.Arbitrary<{ corrected?: readonly SaidCount[] }> {
  const said = fc.record({ at: instantIn(during), count: fc.integer({ min: 0, max: 9 }) })
  return corrected(fc.array(said, { minLength: 1, maxLength: 4 }))
}

function poolIn(during: Interval): fc.Arbitrary<Pool> {
  return pool.chain(({ sensors, doorways }) =>
    fc
      .tuple(
        fc.tuple(...sensors.map(() => sensorCorrections(during))),
        fc.tuple(...doorways.map(() => sensorCorrections(during))),
      )
      .map(([ofSensors, ofDoorways]) => ({
        sensors: sensors.map((sensor, index) => ({ ...sensor, ...ofSensors[index] })),
        doorways: doorways.map((doorway, index) => ({ ...doorway, ...ofDoorways[index] })),
      })),
  )
}

const pool: fc.Arbitrary<Pool> = fc.record({
  sensors: fc.tuple(
    ...areaSubjects.map((subject) =>
      fc.record({
        subject: fc.constant(subject),
        heartbeatMs,
        type: fc.constantFrom('oa' as const, 'waffle' as const),
      }),
    ),
  ),
  doorways: fc.tuple(
    ...doorwaySubjects.map((subject) => fc.record({ subject: fc.constant(subject), heartbeatMs })),
  ),
})

function coverageIn(during: Interval): fc.Arbitrary<Pick<AreaSource, 'from' | 'until'>> {
  const from = fc.oneof(fc.constant(-Infinity), instantIn(during))
  const until = fc.oneof(fc.constant(Infinity), instantIn(during))
  const always = fc.constant({ from: -Infinity, until: Infinity })
  return fc.oneof(always, fc.record({ from, until }))
}

function leaf(space: SpaceKey, { sensors, doorways }: Pool, during: Interval): fc.Arbitrary<LeafCounting> {
  const entrySource = fc
    .tuple(fc.constantFrom(...doorways), placement, coverageIn(during))
    .map(([doorway, side, link]) => ({ ...doorway, placement: side, ...link }))
  const areaSource = fc
    .tuple(fc.constantFrom(...sensors), coverageIn(during))
    .map(([sensor, coverage]) => ({ ...sensor, ...coverage }))
  const area = fc.record({
    kind: fc.constant('area' as const),
    space: fc.constant(space),
    sources: fc.array(areaSource, { minLength: 1, maxLength: 4 }),
    doorways: fc.oneof(fc.constant([]), fc.array(entrySource, { minLength: 1, maxLength: 4 })),
  })
  const entry = fc.record({
    kind: fc.constant('entry' as const),
    space: fc.constant(space),
    sources: fc.array(entrySource, { minLength: 1, maxLength: 4 }),
    anchors: fc.constant(spaceSubject(space)),
    timeZone: fc.constantFrom(...timeZones),
    dailyResetMinutes: fc.oneof(
      fc.constantFrom(0, 60, 90, 120, 180, 23 * 60 + 30),
      fc.integer({ min: 0, max: 1439 }),
    ),
  })
  const correctedArea = fc.tuple(area, offsets(during)).map(([plain, more]) => ({ ...plain, ...more }))
  const correctedEntry = fc.tuple(entry, saidCounts(during)).map(([plain, said]) => ({ ...plain, ...said }))
  return fc.oneof(correctedArea, correctedEntry)
}

/** Distinct readings of three area sensors, three doorways and three spaces, in no order; all of them a log takes. */
export function readingsIn(during: Interval): fc.Arbitrary<readonly Reading[]> {
  const reading = fc.oneof(
    ...areaSubjects.map((subject) => areaReading(subject, during)),
    ...doorwaySubjects.map((subject) => doorwayReading(subject, during)),
    fc.constantFrom(...spaces).chain((space) => anchorReading(spaceSubject(space), during)),
  )
  return fc.uniqueArray(reading, {
    maxLength: 60,
    size: 'max',
    comparator: (a, b) => a.subject === b.subject && (compareReadings(a, b) === 0 || flowsCollide(a, b)),
  })
}

/** A few spaces of every kind over one pool of sensors and doorways, with their readings. */
export const site: fc.Arbitrary<Site> = window
  .chain((during) => fc.tuple(fc.constant(during), poolIn(during)))
  .chain(([during, shared]) =>
    fc
      .record({
        window: fc.constant(during),
        leaves: fc
          .integer({ min: 1, max: 3 })
          .chain((size) => fc.tuple(...spaces.slice(0, size).map((space) => leaf(space, shared, during)))),
        readings: readingsIn(during),
      })
      .map((parts) => ({ ...parts, parent: { kind: 'sum', space: 9, leaves: parts.leaves } })),
  )

/** The readings of each subject on some days as a log hands them out: sorted, with the carry into the first day. */
export function readingsOn(readings: readonly Reading[], days: DayRange): ReadingsOf {
  const from = dayStart(days.from)
  const until = dayStart(days.until)
  const sorted = readings.toSorted(compareReadings)
  return (subject) => {
    const own = sorted.filter((reading) => reading.subject === subject)
    return {
      carry: carryOver(
        emptyCarry,
        own.filter(({ at }) => at < from),
      ),
      readings: own.filter(({ at }) => from <= at && at < until),
    }
  }
}

/** The readings that must be at hand to fold an interval, and no others; throws for a subject that is not needed. */
export function evidenceAmong(
  readings: readonly Reading[],
  counting: Counting,
  interval: Interval,
): ReadingsOf {
  const evidence = evidenceOf(counting, interval)
  return (subject) => {
    const days = evidence.get(subject)
    if (days === undefined) throw new Error(`Nobody said that subject ${subject} would be needed.`)
    return readingsOn(readings, days)(subject)
  }
}
