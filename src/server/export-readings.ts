import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import { doorwaySubject, type SubjectKey, sensorSubject, spaceSubject } from '../domain/portfolio/subject.ts'
import { HealthWord, NO_SEQ, type Reading, ReadingKind, sentAt } from '../domain/reading/reading.ts'
import { daysCovering } from '../domain/time/day.ts'
import type { Interval } from '../domain/time/interval.ts'
import { formatUtc } from '../domain/time/iso-format.ts'
import type { ReadingLog } from '../storage/reading-log.ts'

/** Which readings to export. */
export interface ReadingsExport {
  readonly log: Pick<ReadingLog, 'extent' | 'read'>
  readonly portfolio: Portfolio
  /** `null` for everything; else what the sensors and doorways of these spaces say, and resets of them. */
  readonly spaces: readonly Space[] | null
  readonly interval: Interval
}

/** The columns of exported readings, in their order. */
export const readingColumns = [
  'type',
  'at',
  'sensor',
  'doorway_id',
  'space_id',
  'count',
  'direction',
  'n',
  'status',
  'capped',
  'seq',
  'from',
  'in',
  'out',
  'in_total',
  'out_total',
  'width',
  'restarted',
  'occupied',
] as const

/** A reading as `POST /api/readings` takes it (native.md §3). */
export type ReadingRow = Readonly<Partial<Record<(typeof readingColumns)[number], string | number | boolean>>>

/** What says something, and in whose name. */
interface Speaker {
  readonly subject: SubjectKey
  readonly name: ReadingRow
  /** Whether a sensor's ceiling has to be told: of a waffle it goes without saying. */
  readonly tellsCapped: boolean
}

const DAYS_PER_STEP = 31
const words: ReadonlyMap<number, string> = new Map(
  Object.entries(HealthWord).map(([word, value]) => [value, word]),
)

/**
 * Yields readings so that importing them elsewhere, into the same portfolio, gives the same answers: each sensor,
 * doorway and space in turn, each in time order. Counts about spaces that are gone are left out.
 */
export async function* exportReadings(options: ReadingsExport): AsyncGenerator<readonly ReadingRow[]> {
  const { log, portfolio, interval } = options
  const asked = daysCovering(interval)
  for (const speaker of speakersOf(options)) {
    const extent = await log.extent(speaker.subject)
    const until = Math.min(asked.until, extent?.until ?? 0)
    for (let from = Math.max(asked.from, extent?.from ?? 0); from < until; from += DAYS_PER_STEP) {
      const days = { from, until: Math.min(until, from + DAYS_PER_STEP) }
      const { readings } = await log.read(speaker.subject, days)
      yield readings.flatMap((reading) => {
        if (reading.at < interval.start || reading.at >= interval.end) return []
        return rowOf(reading, speaker, portfolio) ?? []
      })
    }
  }
}

function* speakersOf({ portfolio, spaces }: ReadingsExport): Generator<Speaker> {
  const keys = spaces === null ? null : new Set(spaces.map(({ key }) => key))
  const isAsked = (places: readonly { readonly space: SpaceKey }[]) =>
    keys === null || places.some(({ space }) => keys.has(space))
  for (const { key, serialNumber, type, coverage } of portfolio.sensors) {
    if (!isAsked([...coverage, ...(portfolio.doorwayOf(key)?.sides ?? [])])) continue
    yield { subject: sensorSubject(key), name: { sensor: serialNumber }, tellsCapped: type === 'oa' }
  }
  for (const { key, id, sides, deletedAt } of portfolio.doorways) {
    if (deletedAt !== null || !isAsked(sides)) continue
    yield { subject: doorwaySubject(key), name: { doorway_id: id }, tellsCapped: false }
  }
  for (const { key, id } of spaces ?? portfolio.spaces) {
    yield { subject: spaceSubject(key), name: { space_id: id }, tellsCapped: false }
  }
}

function rowOf(reading: Reading, { name, tellsCapped }: Speaker, portfolio: Portfolio): ReadingRow | null {
  const { kind, value, seq } = reading
  const common = { at: formatUtc(sentAt(reading)), ...name, ...(seq === NO_SEQ ? {} : { seq }) }
  switch (kind) {
    case ReadingKind.count: {
      const space = portfolio.space(reading.space)
      if (space === null) return null
      const capped = tellsCapped && reading.capped ? { capped: true } : {}
      return { type: 'count', ...common, space_id: space.id, count: value, ...capped }
    }
    case ReadingKind.crossing:
      return { type: 'crossing', ...common, direction: Math.sign(value), n: Math.abs(value) }
    case ReadingKind.heartbeat:
      // Of a doorway without a sensor: the beginning of a flow, which says so itself.
      return 'doorway_id' in name ? null : { type: 'heartbeat', ...common }
    case ReadingKind.health:
      return { type: 'health', ...common, status: words.get(value) ?? 'healthy' }
    case ReadingKind.reset:
      return { type: 'reset', ...common, count: value }
    case ReadingKind.presence: {
      const space = portfolio.space(reading.space)
      return space && { type: 'presence', ...common, space_id: space.id, occupied: value === 1 }
    }
    case ReadingKind.flow:
    case ReadingKind.counter:
      return { ...common, ...spanMembers(reading) }
  }
}

function spanMembers({ value, flow, totals }: Reading): ReadingRow {
  if (flow !== undefined) return { type: 'flow', from: formatUtc(flow.from), in: value, out: flow.out }
  if (totals === undefined) return {}
  return {
    type: 'counter',
    ...(totals.in === null ? {} : { in_total: totals.in }),
    ...(totals.out === null ? {} : { out_total: totals.out }),
    ...(totals.width === null ? {} : { width: totals.width }),
    ...(totals.restarted ? { restarted: true } : {}),
  }
}
