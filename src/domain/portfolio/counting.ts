import type { EpochMs } from '../time/interval.ts'
import {
  type Offset,
  offsetsOf,
  type SaidCount,
  type SensorCorrections,
  saidCountsOf,
  sensorCorrectionsOf,
} from './correction.ts'
import { type Doorway, stretchesWithoutSensor } from './doorway.ts'
import type { Portfolio } from './portfolio.ts'
import type { CountingMode, Space, SpaceKey } from './space.ts'
import { doorwaySubject, type SubjectKey, sensorSubject, spaceSubject } from './subject.ts'

/** A sensor that gives a space's count itself. */
export interface AreaSource {
  readonly subject: SubjectKey
  readonly heartbeatMs: number | null
  /** The source speaks for the space during `[from, until)`. */
  readonly from: EpochMs
  readonly until: EpochMs
  readonly type: 'oa' | 'waffle'
  /** How people corrected what it says; left out when nobody did. */
  readonly corrected?: SensorCorrections
}

/** Crossings of a doorway, seen from one space: those of a sensor while it is on it, or those told by its own id. */
export interface EntrySource {
  readonly subject: SubjectKey
  readonly heartbeatMs: number | null
  /** The source speaks for the doorway during `[from, until)`. */
  readonly from: EpochMs
  readonly until: EpochMs
  readonly placement: 1 | -1
  /** How people corrected what it says; left out when nobody did. */
  readonly corrected?: SensorCorrections
}

/**
 * How a space's occupancy arises (density-v3.md §9). All that people corrected is in fields called `corrected`.
 *
 * `area`: the sum of its sensors' counts. `entry`: its doorways' signed crossings, clamped at 0, reset daily.
 * `sum`: the sum of the counting spaces below it that have sensors or doorways of their own.
 */
export type Counting =
  | {
      readonly kind: 'area'
      readonly space: SpaceKey
      readonly sources: readonly AreaSource[]
      readonly doorways: readonly EntrySource[]
      /** People to add to what the sensors count; left out without any. */
      readonly corrected?: readonly Offset[]
    }
  | {
      readonly kind: 'entry'
      readonly space: SpaceKey
      readonly sources: readonly EntrySource[]
      /** The subject of `reset` readings. */
      readonly anchors: SubjectKey
      readonly timeZone: string
      readonly dailyResetMinutes: number
      /** What people said the space held, beside the `reset` readings; left out without any. */
      readonly corrected?: readonly SaidCount[]
    }
  | { readonly kind: 'sum'; readonly space: SpaceKey; readonly leaves: readonly LeafCounting[] }

/** A space that counts by its own sensors or doorways. */
export type LeafCounting = Extract<Counting, { kind: 'area' | 'entry' }>

/** How a space counts, or `null` when nothing at or below it does. */
export function countingOf(portfolio: Portfolio, space: Space): Counting | null {
  const own = ownCounting(portfolio, space)
  if (own !== null) return own
  const leaves = leavesBelow(portfolio, space)
  return leaves.length === 0 ? null : { kind: 'sum', space: space.key, leaves }
}

/**
 * The `counting_mode` that surfaces show: of a space's own sensors; of a parent, its children's when they agree;
 * else `null`. Open-area and waffle sensors in one space read as open area.
 */
export function countingModeOf(portfolio: Portfolio, space: Space): CountingMode | null {
  const counting = countingOf(portfolio, space)
  if (counting === null) return space.countingMode
  if (counting.kind !== 'sum') return leafMode(counting)
  const [first, ...others] = counting.leaves.map(leafMode)
  return first !== undefined && others.every((mode) => mode === first) ? first : null
}

function leafMode(counting: LeafCounting): CountingMode {
  if (counting.kind === 'entry') return 'entry'
  return counting.sources.some(({ type }) => type === 'oa') ? 'oa' : 'waffle'
}

function leavesBelow(portfolio: Portfolio, space: Space): readonly LeafCounting[] {
  return portfolio.children(space.key).flatMap((child) => {
    const own = ownCounting(portfolio, child)
    return own === null ? leavesBelow(portfolio, child) : [own]
  })
}

function ownCounting(portfolio: Portfolio, space: Space): LeafCounting | null {
  const sources = areaSources(portfolio, space)
  const doorways = entrySources(portfolio, space)
  // Sensors over the space see people directly and win over its doorways, unless it was set up to count entries.
  const byDoorway = doorways.length > 0 && (sources.length === 0 || space.countingMode === 'entry')
  if (byDoorway) {
    return {
      kind: 'entry',
      space: space.key,
      sources: doorways,
      anchors: spaceSubject(space.key),
      timeZone: portfolio.timeZone(space.key),
      dailyResetMinutes: space.dailyResetMinutes,
      ...saidCountsOf(portfolio.correctionsOfSpace(space.key)),
    }
  }
  if (sources.length === 0) return null
  const offsets = offsetsOf(portfolio.correctionsOfSpace(space.key))
  return { kind: 'area', space: space.key, sources, doorways, ...offsets }
}

/** The kinds of sensor that a space has itself or anywhere below it; `entry` for doorways, with a sensor or without. */
export function modesBelow(portfolio: Portfolio, space: Space): ReadonlySet<CountingMode> {
  const modes = new Set<CountingMode>()
  for (const each of [space, ...portfolio.descendants(space.key)]) {
    for (const { type } of areaSources(portfolio, each)) modes.add(type)
    if (portfolio.doorwaysOf(each.key).length > 0) modes.add('entry')
  }
  return modes
}

/** The open-area and waffle sensors over a space, each with when it was there, also where the space counts by doorways. */
export function areaSources(portfolio: Portfolio, space: Space): AreaSource[] {
  return portfolio.sensorsOver(space.key).flatMap((sensor) => {
    const type = sensor.type
    if (type === 'entry') return []
    const corrections = sensorCorrectionsOf(portfolio.correctionsOfSensor(sensor.key))
    return sensor.coverage
      .filter((coverage) => coverage.space === space.key)
      .map(({ from, until }) => ({
        subject: sensorSubject(sensor.key),
        heartbeatMs: sensor.heartbeatMs,
        from,
        until,
        type,
        ...corrections,
      }))
  })
}

function entrySources(portfolio: Portfolio, space: Space): EntrySource[] {
  return portfolio.doorwaysOf(space.key).flatMap((doorway) => {
    const speakers = speakersOf(portfolio, doorway)
    return doorway.sides
      .filter((side) => side.space === space.key)
      .flatMap(({ placement }) => speakers.map((speaker) => ({ ...speaker, placement })))
  })
}

/** Who tells a doorway's crossings, and when: its sensors, and in between itself, like a sensor without heartbeat. */
function speakersOf(portfolio: Portfolio, doorway: Doorway): Omit<EntrySource, 'placement'>[] {
  const linked = doorway.sensors.flatMap(({ sensor: key, from, until }) => {
    const sensor = portfolio.sensor(key)
    if (sensor === null) return []
    const corrections = sensorCorrectionsOf(portfolio.correctionsOfSensor(key))
    return [{ subject: sensorSubject(key), heartbeatMs: sensor.heartbeatMs, from, until, ...corrections }]
  })
  const subject = doorwaySubject(doorway.key)
  const bare = stretchesWithoutSensor(doorway)
  return [
    ...linked,
    ...bare.map(({ start, end }) => ({ subject, heartbeatMs: null, from: start, until: end })),
  ]
}
