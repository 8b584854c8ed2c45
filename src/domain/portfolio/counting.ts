import type { EpochMs } from '../time/interval.ts'
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
}

/** A doorway's crossings, seen from one space. */
export interface EntrySource {
  readonly subject: SubjectKey
  readonly heartbeatMs: number | null
  readonly placement: 1 | -1
}

/**
 * How a space's occupancy arises (density-v3.md §9).
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
    }
  | {
      readonly kind: 'entry'
      readonly space: SpaceKey
      readonly sources: readonly EntrySource[]
      /** The subject of `reset` readings. */
      readonly anchors: SubjectKey
      readonly timeZone: string
      readonly dailyResetMinutes: number
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
    }
  }
  return sources.length === 0 ? null : { kind: 'area', space: space.key, sources, doorways }
}

function areaSources(portfolio: Portfolio, space: Space): AreaSource[] {
  return portfolio.sensorsOver(space.key).flatMap((sensor) => {
    const type = sensor.type
    if (type === 'entry') return []
    return sensor.coverage
      .filter((coverage) => coverage.space === space.key)
      .map(({ from, until }) => ({
        subject: sensorSubject(sensor.key),
        heartbeatMs: sensor.heartbeatMs,
        from,
        until,
        type,
      }))
  })
}

function entrySources(portfolio: Portfolio, space: Space): EntrySource[] {
  return portfolio.doorwaysOf(space.key).flatMap((doorway) => {
    const sensor = doorway.sensor === null ? null : portfolio.sensor(doorway.sensor)
    const subject = sensor === null ? doorwaySubject(doorway.key) : sensorSubject(sensor.key)
    const heartbeatMs = sensor?.heartbeatMs ?? null
    return doorway.sides
      .filter((side) => side.space === space.key)
      .map(({ placement }) => ({ subject, heartbeatMs, placement }))
  })
}
