import type { SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import type { SensorCorrections } from '../../../src/domain/portfolio/correction.ts'
import type { Counting, EntrySource, LeafCounting } from '../../../src/domain/portfolio/counting.ts'
import type { SubjectKey } from '../../../src/domain/portfolio/subject.ts'
import { HealthWord, type Reading, ReadingKind } from '../../../src/domain/reading/reading.ts'
import { dailyInstants } from '../../../src/domain/time/daily-instants.ts'
import { DAY_MS, type EpochMs, type Interval } from '../../../src/domain/time/interval.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'

/** What is true of a space at one instant. */
export interface NaiveState {
  readonly count: number | null
  readonly online: number
  readonly capped: boolean
}

type Flows = SpaceHistory['flows']
type Area = Extract<LeafCounting, { kind: 'area' }>
type Entry = Extract<LeafCounting, { kind: 'entry' }>

/**
 * The history of a space by definition: its state is asked at every instant at which something could change, each
 * time from all readings ever, in whatever order they stand. Slow, and shares no code with the folds.
 */
export function naiveFold(
  counting: Counting,
  interval: Interval,
  readings: readonly Reading[],
): SpaceHistory {
  const instants = instantsOfChange(counting, interval, readings)
  const states = instants.map((start) => ({ start, ...naiveState(counting, start, readings) }))
  const segments = states.filter((state, index) => !sameState(state, states[index - 1]))
  const tiled = segments.map((segment, index) => ({
    ...segment,
    end: segments[index + 1]?.start ?? interval.end,
  }))
  const before = naiveState(counting, interval.start - 1, readings).count
  const doorways =
    counting.kind === 'sum' ? [] : counting.kind === 'area' ? counting.doorways : counting.sources
  const flows =
    doorways.length > 0
      ? crossings(doorways, instants, readings)
      : instants.flatMap((at) => rise(at, counting, readings))
  return { ...interval, before, segments: tiled, flows }
}

function sameState(a: NaiveState, b: NaiveState | undefined): boolean {
  return a.count === b?.count && a.online === b.online && a.capped === b.capped
}

/** A space's state at an instant, from all readings ever; `isRaw` leaves out what is added to what sensors count. */
export function naiveState(
  counting: Counting,
  at: EpochMs,
  readings: readonly Reading[],
  isRaw = false,
): NaiveState {
  const heard = readings.filter((reading) => reading.at <= at)
  if (counting.kind !== 'sum') return leafState(counting, at, heard, isRaw)
  const counts = counting.leaves.map((leaf) => leafState(leaf, at, heard, isRaw).count)
  const known = counts.filter((count) => count !== null)
  return {
    count: known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0),
    online: new Set(counting.leaves.flatMap((leaf) => onlineSubjects(leaf, at, heard))).size,
    capped: false,
  }
}

function leafState(leaf: LeafCounting, at: EpochMs, heard: readonly Reading[], isRaw = false): NaiveState {
  const online = onlineSubjects(leaf, at, heard)
  if (leaf.kind === 'entry') {
    return {
      count: online.length > 0 ? entryCount(leaf, at, heard) : null,
      online: online.length,
      capped: false,
    }
  }
  const counts = online.flatMap((subject) => lastCount(leaf, subject, at, heard))
  const offsets =
    (isRaw ? undefined : leaf.corrected)?.filter(({ start, end }) => start <= at && at < end) ?? []
  const counted = [...counts.map(({ value }) => value), ...offsets.map(({ people }) => people)]
  return {
    count: counts.length === 0 ? null : Math.max(0, sumOf(counted)),
    online: online.length,
    capped: counts.some(({ capped, value, limit, isSaid }) => (capped && !isSaid) || value >= limit),
  }
}

function onlineSubjects(leaf: LeafCounting, at: EpochMs, heard: readonly Reading[]): SubjectKey[] {
  const online = leaf.sources.filter(({ subject, heartbeatMs, from, until, corrected }) => {
    if (at < from || until <= at || isIgnored(corrected, at)) return false
    const own = heard.filter((reading) => reading.subject === subject)
    const lastAt = Math.max(...own.map((reading) => reading.at))
    const words = own.filter((reading) => reading.at === lastAt && reading.kind === ReadingKind.health)
    if (own.length === 0 || latest(words)?.value === HealthWord.offline) return false
    return heartbeatMs === null || at < lastAt + 3 * heartbeatMs
  })
  return [...new Set(online.map(({ subject }) => subject))]
}

function isIgnored(corrected: SensorCorrections | undefined, at: EpochMs): boolean {
  return corrected?.ignored.some(({ start, end }) => start <= at && at < end) === true
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function lastCount(leaf: Area, subject: SubjectKey, at: EpochMs, heard: readonly Reading[]) {
  const own = leaf.sources.filter((source) => source.subject === subject)
  const said = own[0]?.corrected?.ceilings.filter(({ start, end }) => start <= at && at < end).at(-1)
  const limit = own[0]?.type === 'waffle' ? 3 : Infinity
  const counts = heard.filter(
    (reading) =>
      reading.subject === subject &&
      (reading.kind === ReadingKind.count || reading.kind === ReadingKind.presence) &&
      reading.space === leaf.space,
  )
  const last = latest(counts)
  return last === undefined ? [] : [{ ...last, limit: said?.ceiling ?? limit, isSaid: said !== undefined }]
}

function entryCount(leaf: Entry, at: EpochMs, heard: readonly Reading[]): number {
  const lastDays = { start: at - 4 * DAY_MS, end: at + 1 }
  const reset = dailyInstants(zoneOf(leaf.timeZone), leaf.dailyResetMinutes, lastDays).at(-1) ?? Number.NaN
  const since = heard.filter((reading) => reading.at >= reset)
  const said =
    leaf.corrected?.map((word) => word.at).filter((instant) => reset <= instant && instant <= at) ?? []
  const instants = [...new Set([...since.map((reading) => reading.at), ...said])].sort((a, b) => a - b)
  return instants.reduce((before, instant) => {
    const now = since.filter((reading) => reading.at === instant)
    const moved = crossers(leaf.sources, instant, heard)
    const count = Math.max(
      0,
      moved.reduce((sum, people) => sum + people, before),
    )
    const words = now.filter(
      (reading) => reading.subject === leaf.anchors && reading.kind === ReadingKind.reset,
    )
    const said = leaf.corrected?.filter((word) => word.at === instant).at(-1)
    return said?.count ?? latest(words)?.value ?? count
  }, 0)
}

/** The reading that holds: of the latest instant, the one with the highest `seq`. */
function latest(readings: readonly Reading[]): Reading | undefined {
  return readings.toSorted((a, b) => a.at - b.at || a.kind - b.kind || a.seq - b.seq).at(-1)
}

function crossings(
  doorways: readonly EntrySource[],
  instants: readonly EpochMs[],
  readings: readonly Reading[],
) {
  return instants.flatMap((at): Flows => {
    const people = crossers(doorways, at, readings)
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + Math.abs(value), 0)
    const entrances = sum(people.filter((value) => value > 0))
    const exits = sum(people.filter((value) => value < 0))
    return people.length === 0 ? [] : [{ at, entrances, exits }]
  })
}

/** People who crossed at an instant, each as often as sources in force then tell of them; exits are negative. */
export function crossers(
  doorways: readonly EntrySource[],
  at: EpochMs,
  readings: readonly Reading[],
): number[] {
  const inForce = doorways.filter(
    ({ from, until, corrected }) => from <= at && at < until && !isIgnored(corrected, at),
  )
  return inForce.flatMap(({ subject, placement }) => {
    const own = readings.filter((reading) => reading.subject === subject)
    return own
      .filter((reading) => reading.at === at)
      .flatMap((reading) => naivePassed(reading, own))
      .filter((people) => people !== 0)
      .map((people) => people * placement)
  })
}

/** People in direction 1, and people in direction -1 as a negative number. */
function naivePassed(reading: Reading, own: readonly Reading[]): readonly number[] {
  if (reading.kind === ReadingKind.crossing) return [reading.value]
  if (reading.flow !== undefined) return [reading.value, -reading.flow.out]
  const { totals } = reading
  if (totals === undefined) return []
  return (['in', 'out'] as const).map((direction) => {
    const next = totals[direction]
    const earlier = own.filter(
      (other) =>
        typeof other.totals?.[direction] === 'number' &&
        (other.at < reading.at || (other.at === reading.at && other.seq < reading.seq)),
    )
    const before = latest(earlier)?.totals?.[direction] ?? null
    if (next === null || before === null) return 0
    const passed = naiveRise(before, next, totals.width, totals.restarted)
    return direction === 'in' ? passed : -passed
  })
}

function naiveRise(before: number, next: number, width: 16 | 32 | null, restarted: boolean): number {
  if (restarted) return next
  if (next >= before) return next - before
  const size = width === 16 ? 65_536 : width === 32 ? 4_294_967_296 : 0
  const isWrap = before >= (size / 4) * 3 && before < size && next < size / 4
  return isWrap ? next + (size - before) : next
}

function rise(at: EpochMs, counting: Counting, readings: readonly Reading[]): Flows {
  const before = naiveState(counting, at - 1, readings, true).count
  const { count } = naiveState(counting, at, readings, true)
  if (before === null || count === null || before === count) return []
  return [{ at, entrances: Math.max(0, count - before), exits: Math.max(0, before - count) }]
}

/** The instants at which a correction begins or ends. */
function cuts(leaf: LeafCounting): EpochMs[] {
  const ofSources = leaf.sources.flatMap(({ corrected }) => [
    ...(corrected?.ignored ?? []),
    ...(corrected?.ceilings ?? []),
  ])
  const own = leaf.corrected ?? []
  const instants = own.map((correction) => ('at' in correction ? correction.at : correction.start))
  const ends = own.flatMap((correction) => ('at' in correction ? [] : [correction.end]))
  return [...ofSources.flatMap(({ start, end }) => [start, end]), ...instants, ...ends]
}

function instantsOfChange(counting: Counting, interval: Interval, readings: readonly Reading[]): EpochMs[] {
  const leaves = counting.kind === 'sum' ? counting.leaves : [counting]
  const ofLeaves = leaves.flatMap((leaf) => {
    const silences = leaf.sources.flatMap(({ heartbeatMs }) =>
      heartbeatMs === null ? [] : readings.map((reading) => reading.at + 3 * heartbeatMs),
    )
    const resets =
      leaf.kind === 'area' ? [] : dailyInstants(zoneOf(leaf.timeZone), leaf.dailyResetMinutes, interval)
    return [
      ...silences,
      ...leaf.sources.flatMap(({ from, until }) => [from, until]),
      ...resets,
      ...cuts(leaf),
    ]
  })
  const instants = [interval.start, ...readings.map((reading) => reading.at), ...ofLeaves]
  return [...new Set(instants)]
    .filter((at) => interval.start <= at && at < interval.end)
    .sort((a, b) => a - b)
}
