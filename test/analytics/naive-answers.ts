import type { OccupancyQuery } from '../../src/analytics/occupancy-query.ts'
import type { Rollup } from '../../src/domain/occupancy/rollup.ts'
import type { SpaceHistory } from '../../src/domain/occupancy/segment.ts'
import {
  type AreaSource,
  areaSources,
  type Counting,
  countingOf,
} from '../../src/domain/portfolio/counting.ts'
import type { Portfolio } from '../../src/domain/portfolio/portfolio.ts'
import type { Space } from '../../src/domain/portfolio/space.ts'
import type { Reading } from '../../src/domain/reading/reading.ts'
import type { Bucket } from '../../src/domain/time/bucket.ts'
import { cutBuckets } from '../../src/domain/time/buckets.ts'
import { DAY_MS, type EpochMs, type Interval } from '../../src/domain/time/interval.ts'
import { resolveRange } from '../../src/domain/time/moment-range.ts'
import { zoneOf } from '../../src/domain/time/zone.ts'
import { naiveFold } from '../domain/occupancy/naive-fold.ts'
import { naiveBuckets, QUARTER_MS } from '../domain/time/luxon-oracle.ts'

/** What a space's answer must be, found without stored rollups and without the folds. */
export interface NaiveAnswer {
  readonly counts: boolean
  readonly buckets: readonly Bucket[]
  readonly rollups: readonly Rollup[]
  readonly expectedMs: readonly number[]
}

/** Answers an occupancy query for one space from all readings ever. */
export function naiveOccupancy(
  query: OccupancyQuery,
  space: Space,
  readings: readonly Reading[],
): NaiveAnswer {
  const counting = countingOf(query.portfolio, space)
  const buckets = bucketsOf(query, space)
  const nothing = () => summary([], { start: 0, end: 0, before: null, segments: [], flows: [] })
  if (counting === null || buckets.length === 0) {
    return {
      counts: counting !== null,
      buckets,
      rollups: buckets.map(nothing),
      expectedMs: buckets.map(() => 0),
    }
  }
  const spans = buckets.flatMap((bucket) => bucket.spans)
  const asked = {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  }
  const history = naiveFoldOver(counting, asked, readings)
  return {
    counts: true,
    buckets,
    rollups: buckets.map((bucket) => summary(bucket.spans, history)),
    expectedMs: buckets.map((bucket) => naiveExpectedMs(counting, bucket.spans)),
  }
}

const folds = new WeakMap<readonly Reading[], Map<string, SpaceHistory>>()

/** A naive history that covers an interval, and mostly far more, so that it is found once for many questions. */
export function naiveFoldOver(
  counting: Counting,
  interval: Interval,
  readings: readonly Reading[],
): SpaceHistory {
  const instants = readings.map(({ at }) => at)
  const wide = { start: Math.min(...instants) - 5 * DAY_MS, end: Math.max(...instants) + 6 * DAY_MS }
  if (!(wide.start <= interval.start && interval.end <= wide.end))
    return naiveFold(counting, interval, readings)
  const known = folds.get(readings) ?? new Map<string, SpaceHistory>()
  folds.set(readings, known)
  const name = JSON.stringify(counting, (_, value) => (typeof value === 'number' ? `${value}` : value))
  const history = known.get(name) ?? naiveFold(counting, wide, readings)
  known.set(name, history)
  return history
}

/** The range of a query in a space's zone, up to now. */
export function intervalOf(
  { range, portfolio, now }: Pick<OccupancyQuery, 'range' | 'portfolio' | 'now'>,
  space: Space,
): Interval {
  const { start, end } = resolveRange(range, zoneOf(portfolio.timeZone(space.key)))
  return { start, end: Math.min(end, now) }
}

/** Buckets by asking another library about every quarter of an hour, where all edges fall on quarters. */
function bucketsOf(query: OccupancyQuery, space: Space): readonly Bucket[] {
  const { portfolio, range, resolution, hours, now } = query
  const zone = zoneOf(portfolio.timeZone(space.key))
  const interval = resolveRange(range, zone)
  const request = { zone, interval, resolution, hours, now }
  const onQuarters = [interval.start, interval.end, now].every((at) => at % QUARTER_MS === 0)
  if (!onQuarters || ['minute', '5minute', '10minute'].includes(resolution)) return cutBuckets(request)
  return naiveBuckets(request, QUARTER_MS)
}

function summary(spans: readonly Interval[], history: SpaceHistory): Rollup {
  const seen = spans.flatMap((span) =>
    history.segments
      .filter((segment) => segment.start < span.end && span.start < segment.end)
      .map((segment) => ({
        ...segment,
        ms: Math.min(segment.end, span.end) - Math.max(segment.start, span.start),
      })),
  )
  const known = seen.flatMap(({ count, ms }) => (count === null ? [] : [{ count, ms }]))
  const flows = history.flows.filter(({ at }) => spans.some(({ start, end }) => start <= at && at < end))
  return {
    observedMs: sum(known.map(({ ms }) => ms)),
    occupiedMs: sum(known.filter(({ count }) => count > 0).map(({ ms }) => ms)),
    personMs: sum(known.map(({ count, ms }) => count * ms)),
    peak: known.length === 0 ? null : Math.max(...known.map(({ count }) => count)),
    low: known.length === 0 ? null : Math.min(...known.map(({ count }) => count)),
    entrances: sum(flows.map(({ entrances }) => entrances)),
    exits: sum(flows.map(({ exits }) => exits)),
    onlineMs: sum(seen.map(({ online, ms }) => online * ms)),
    capped: seen.some(({ capped }) => capped),
  }
}

/** Instant by instant between all edges, each sensor once. */
function naiveExpectedMs(counting: Counting, spans: readonly Interval[]): number {
  const sources = (counting.kind === 'sum' ? counting.leaves : [counting]).flatMap(
    (leaf): readonly Expectation[] => leaf.sources,
  )
  const edges = sources.flatMap(({ from, until }) => [from, until])
  return sum(
    spans.map(({ start, end }) => {
      const cuts = [start, ...edges.filter((at) => start < at && at < end), end].sort((a, b) => a - b)
      return sum(cuts.map((at, index) => expectedAt(sources, at) * ((cuts[index + 1] ?? at) - at)))
    }),
  )
}

type Expectation = Pick<AreaSource, 'subject' | 'from' | 'until'>

function expectedAt(sources: readonly Expectation[], at: EpochMs): number {
  const inForce = sources.filter(({ from, until }) => from <= at && at < until)
  return new Set(inForce.map(({ subject }) => subject)).size
}

/** Only the open-area sensors of a space and those below it; `null` when there are none. */
export function naiveCompletion(
  portfolio: Portfolio,
  space: Space,
  interval: Interval,
  readings: readonly Reading[],
): number | null {
  const openArea = [space, ...portfolio.descendants(space.key)].flatMap((each) => {
    // With what people corrected: a sensor that is to be ignored has delivered nothing.
    const sources = areaSources(portfolio, each).filter(({ type }) => type === 'oa')
    return sources.length === 0 ? [] : [{ kind: 'area' as const, space: each.key, sources, doorways: [] }]
  })
  if (openArea.length === 0 || interval.start >= interval.end) return null
  const sum: Counting = { kind: 'sum', space: space.key, leaves: openArea }
  const { onlineMs } = summary([interval], naiveFoldOver(sum, interval, readings))
  const expectedMs = naiveExpectedMs(sum, [interval])
  return expectedMs === 0 ? null : onlineMs / expectedMs
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
