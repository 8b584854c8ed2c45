import fc from 'fast-check'
import type { Correction, CorrectionKind } from '../src/domain/portfolio/correction.ts'
import type { Doorway, DoorwaySensor, DoorwaySide } from '../src/domain/portfolio/doorway.ts'
import { Portfolio } from '../src/domain/portfolio/portfolio.ts'
import type { Coverage, Sensor } from '../src/domain/portfolio/sensor.ts'
import type { Space, SpaceKey, SpaceType } from '../src/domain/portfolio/space.ts'
import { type Reading, ReadingKind } from '../src/domain/reading/reading.ts'
import { type EpochMs, HOUR_MS, type Interval, MINUTE_MS } from '../src/domain/time/interval.ts'
import type { Arrival } from '../src/storage/log-row.ts'
import { instantIn, intervalIn, readingsIn, timeZones, window } from './domain/arbitraries.ts'
import { spaceOf } from './domain/portfolio/parts.ts'

/** A portfolio, and everything that was ever read in it. */
export interface World {
  /** Three UTC days in which all readings lie, with clock changes in some. */
  readonly window: Interval
  readonly portfolio: Portfolio
  /** Distinct identities, in no order. */
  readonly readings: readonly Reading[]
  /** What arrives so that just `readings` are kept, whatever the order: also repetitions and corrected mistakes. */
  readonly arrivals: readonly Arrival[]
}

export const ORGANIZATION = 1
const CAMPUS = 10
const BUILDING = 20
const OTHER_BUILDING = 21
const FLOOR = 30
/** A space that nothing counts. */
export const UNCOUNTED = 4
const leaves: readonly SpaceKey[] = [1, 2, 3]

const timeZone = fc.constantFrom(...timeZones)
const inheritedTimeZone = fc.option(timeZone, { nil: null, freq: 3 })
const heartbeatMs = fc.constantFrom(null, null, 5 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS + 1)
const dailyResetMinutes = fc.oneof(
  fc.constantFrom(0, 90, 120, 240, 23 * 60 + 30),
  fc.integer({ min: 0, max: 1439 }),
)

/** A space with a key and a parent, and nothing else set. */
export function bareSpace(
  key: SpaceKey,
  parent: SpaceKey | null,
  type: SpaceType,
  fields: Partial<Space> = {},
): Space {
  return spaceOf(key, { organization: ORGANIZATION, locationId: key, parent, type, ...fields })
}

/** A sensor with nothing but what counting asks of it. */
export function bareSensor(fields: Pick<Sensor, 'key' | 'type' | 'heartbeatMs' | 'coverage'>): Sensor {
  return {
    ...fields,
    organization: ORGANIZATION,
    serialNumber: `S${fields.key}`,
    hardwareType: null,
    firmwareVersion: null,
    networkAddresses: [],
    createdAt: 0,
    updatedAt: 0,
  }
}

/** A doorway that has not been deleted. */
export function bareDoorway(fields: Pick<Doorway, 'key' | 'sensors' | 'sides'>): Doorway {
  return {
    ...fields,
    organization: ORGANIZATION,
    id: `drw_${fields.key}`,
    name: `Doorway ${fields.key}`,
    createdAt: 0,
    deletedAt: null,
  }
}

/** A portfolio of some spaces, sensors and doorways. */
export function portfolioOf(
  spaces: readonly Space[],
  sensors: readonly Sensor[],
  doorways: readonly Doorway[] = [],
  corrections: readonly Correction[] = [],
): Portfolio {
  return new Portfolio({
    organization: ORGANIZATION,
    spaces,
    sensors,
    doorways,
    labels: [],
    labelGroups: [],
    corrections,
  })
}

const leafFields = fc.record({
  timeZone: inheritedTimeZone,
  dailyResetMinutes,
  countingMode: fc.constantFrom(null, null, 'entry' as const),
})

/** A campus of two buildings, a floor in one, and up to three spaces anywhere in it that may count by themselves. */
const spaces: fc.Arbitrary<readonly Space[]> = fc
  .record({
    campusZone: timeZone,
    buildingZones: fc.tuple(inheritedTimeZone, inheritedTimeZone),
    fields: fc.tuple(...leaves.map(() => leafFields)),
    parents: fc.tuple(
      ...leaves.map(() => fc.constantFrom(FLOOR, FLOOR, BUILDING, OTHER_BUILDING, UNCOUNTED)),
    ),
    kept: fc.subarray([...leaves], { minLength: 1 }),
  })
  .map(({ campusZone, buildingZones, fields, parents, kept }) => [
    bareSpace(CAMPUS, null, 'campus', { timeZone: campusZone }),
    bareSpace(BUILDING, CAMPUS, 'building', { timeZone: buildingZones[0] ?? null }),
    bareSpace(OTHER_BUILDING, CAMPUS, 'building', { timeZone: buildingZones[1] ?? null }),
    bareSpace(FLOOR, BUILDING, 'floor'),
    bareSpace(UNCOUNTED, OTHER_BUILDING, 'space'),
    ...leaves
      .filter((key) => kept.includes(key))
      .map((key) => bareSpace(key, parents[key - 1] ?? FLOOR, 'space', fields[key - 1])),
  ])

function coverageIn(during: Interval): fc.Arbitrary<Coverage> {
  const from = fc.oneof({ weight: 3, arbitrary: fc.constant(-Infinity) }, instantIn(during))
  const until = fc.oneof({ weight: 3, arbitrary: fc.constant(Infinity) }, instantIn(during))
  return fc.record({ space: fc.constantFrom(...leaves), from, until })
}

function areaSensor(key: number, during: Interval): fc.Arbitrary<Sensor> {
  return fc
    .record({
      key: fc.constant(key),
      type: fc.constantFrom('oa' as const, 'waffle' as const),
      heartbeatMs,
      coverage: fc.array(coverageIn(during), { maxLength: 3 }),
    })
    .map(bareSensor)
}

function entrySensor(key: number): fc.Arbitrary<Sensor> {
  return heartbeatMs.map((ms) => bareSensor({ key, type: 'entry', heartbeatMs: ms, coverage: [] }))
}

const sides: fc.Arbitrary<readonly DoorwaySide[]> = fc.uniqueArray(
  fc.record({
    space: fc.constantFrom(...leaves),
    placement: fc.constantFrom(1 as const, -1 as const),
  }),
  { minLength: 1, maxLength: 2, selector: ({ space }) => space },
)

/** A sensor on a doorway, always or for a while. */
function onDoorway(sensor: number, during: Interval): fc.Arbitrary<readonly DoorwaySensor[]> {
  const always = { from: -Infinity, until: Infinity }
  const span = fc.oneof({ weight: 2, arbitrary: fc.constant(always) }, spanIn(during))
  return fc.oneof({ weight: 3, arbitrary: span.map((limits) => [{ sensor, ...limits }]) }, fc.constant([]))
}

/** A span with ends inside another one, or none. */
function spanIn(during: Interval): fc.Arbitrary<{ readonly from: EpochMs; readonly until: EpochMs }> {
  return fc
    .tuple(
      fc.oneof(instantIn(during), fc.constant(-Infinity)),
      fc.oneof(instantIn(during), fc.constant(Infinity)),
    )
    .map(([a, b]) => ({ from: Math.min(a, b), until: a === b ? Infinity : Math.max(a, b) }))
}

/** Corrections of any kind: each is used where what it is about counts so. */
function correctionsIn(during: Interval): fc.Arbitrary<readonly Correction[]> {
  const ofSpace = fc.record({ space: fc.constantFrom(...leaves), sensor: fc.constant(null) })
  const ofSensor = fc.record({ space: fc.constant(null), sensor: fc.integer({ min: 1, max: 5 }) })
  const span = fc
    .tuple(intervalIn(during), fc.boolean())
    .map(([{ start, end }, isOpen]) => ({ from: start, until: isOpen ? Infinity : end }))
  const instant = instantIn(during).map((at) => ({ from: at, until: at }))
  const of = (kind: CorrectionKind, ...parts: readonly fc.Arbitrary<Partial<Correction>>[]) =>
    fc.tuple(...parts).map((fields): Partial<Correction> => Object.assign({ kind }, ...fields))
  const people = fc.record({ value: fc.integer({ min: 1, max: 5 }) })
  const more = fc.record({ value: fc.constantFrom(-4, -2, -1, 1, 3) })
  const any = fc.oneof(
    of('reset', ofSpace, instant, people),
    of('offset', ofSpace, span, more),
    of('ignore', ofSensor, span),
    of('ceiling', ofSensor, span, people),
  )
  return fc.array(any, { maxLength: 6 }).map((all) => all.map(correctionOf))
}

/** A correction with what counting does not ask of it. */
export function correctionOf(fields: Partial<Correction>, index = 0): Correction {
  return {
    key: 100 + index,
    organization: ORGANIZATION,
    id: `cor_${index}`,
    kind: 'ignore',
    space: null,
    sensor: null,
    from: 0,
    until: Infinity,
    value: null,
    reason: null,
    actor: 'tkn_1 Robin',
    createdAt: 0,
    ...fields,
  }
}

/** Set-ups of the same sensors, doorways and spaces, differing in everything that can be changed. */
export function portfolioIn(during: Interval): fc.Arbitrary<Portfolio> {
  return fc
    .record({
      spaces,
      sensors: fc.tuple(
        ...[1, 2, 3].map((key) => areaSensor(key, during)),
        ...[4, 5].map((key) => entrySensor(key)),
      ),
      sides: fc.tuple(sides, sides, sides),
      corrections: correctionsIn(during),
      onDoorways: fc.tuple(fc.constant([]), onDoorway(4, during), onDoorway(5, during)),
    })
    .map((parts) =>
      portfolioOf(
        parts.spaces,
        parts.sensors,
        [
          bareDoorway({ key: 1, sensors: parts.onDoorways[0], sides: parts.sides[0] }),
          bareDoorway({ key: 2, sensors: parts.onDoorways[1], sides: parts.sides[1] }),
          bareDoorway({ key: 3, sensors: parts.onDoorways[2], sides: parts.sides[2] }),
        ],
        parts.corrections,
      ),
    )
}

/** A reading of the same identity that says something else, where there is such a thing. */
function mistaken(reading: Reading): readonly Reading[] {
  if (reading.kind === ReadingKind.heartbeat) return []
  if (reading.kind === ReadingKind.health) return [{ ...reading, value: (reading.value % 3) + 1 }]
  // A sensor may be a waffle in some set-up, and no count of more than 3 is taken from one (density-v3.md §10).
  if (reading.kind === ReadingKind.count) return [{ ...reading, value: (reading.value + 1) % 4 }]
  if (reading.kind === ReadingKind.presence)
    return [{ ...reading, value: 1 - reading.value, capped: !reading.capped }]
  if (reading.flow !== undefined)
    return [{ ...reading, flow: { from: reading.at, out: reading.flow.out + 1 } }]
  if (reading.totals !== undefined) {
    const { in: entries, out } = reading.totals
    return [{ ...reading, totals: { ...reading.totals, in: out, out: (entries ?? 0) + 1 } }]
  }
  return [{ ...reading, value: reading.value + Math.sign(reading.value || 1) }]
}

/** Everything in `readings`, with mistakes that are corrected and repetitions among it, in a random order. */
function arrivalsOf(readings: readonly Reading[]): fc.Arbitrary<readonly Arrival[]> {
  const right = readings.map((reading) => ({ reading, replace: true }))
  const wrong = readings.flatMap(mistaken).map((reading) => ({ reading, replace: false }))
  const extra = [...wrong, ...right]
  return fc
    .subarray(extra, { maxLength: Math.min(extra.length, 30) })
    .map((some) => [...right, ...some])
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
}

/** A portfolio with its readings. */
export const world: fc.Arbitrary<World> = window.chain((during) =>
  fc
    .record({ portfolio: portfolioIn(during), readings: readingsIn(during) })
    .chain(({ portfolio, readings }) =>
      arrivalsOf(readings).map((arrivals) => ({ window: during, portfolio, readings, arrivals })),
    ),
)
