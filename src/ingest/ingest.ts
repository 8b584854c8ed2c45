import type { OrganizationKey, SpaceKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { PortfolioService } from '../portfolio/portfolio-service.ts'
import type { Arrival } from '../storage/log-row.ts'
import type { AppendOutcome, ReadingLog } from '../storage/reading-log.ts'
import type { IngestResult, RejectedReading, StreamResult } from './ingest-result.ts'
import { acceptLines } from './line-stream.ts'
import { beginningOf } from './read-flow.ts'
import { readReading } from './read-reading.ts'
import { Rejection } from './rejection.ts'
import { SubjectResolver } from './subject-resolver.ts'

/** Who sends readings. */
export interface Sender {
  readonly organization: OrganizationKey
  /** Id and name of the token, for logs and figures. */
  readonly actor: string
  /** Spaces it is limited to, with all below them; what is about others is unknown to it. `null` for all. */
  readonly spaces: readonly SpaceKey[] | null
}

/** Takes readings in: checks each, finds what it is about, and keeps it (native.md §3). */
export interface Ingest {
  /**
   * Takes up to 10,000 readings, wholly or not at all should the process die, and resolves once what it accepted
   * is durable and every query reflects it. A bad reading is rejected by itself. Rejects with `overloaded` when
   * none of them could be taken.
   */
  accept(sender: Sender, readings: readonly unknown[]): Promise<IngestResult>

  /**
   * Takes newline-delimited JSON of any length, in batches of up to 10,000 as they come, reading on only when a
   * batch is durable. When the stream fails, the batches before stay, and what had not been committed is dropped.
   */
  acceptLines(sender: Sender, chunks: AsyncIterable<Uint8Array>): Promise<StreamResult>
}

export interface IngestOptions {
  readonly portfolios: Pick<PortfolioService, 'current'>
  readonly log: Pick<ReadingLog, 'append' | 'position'>
  readonly clock: () => EpochMs
  /** Readings before it are rejected: clocks that were never set say 1970, or the first day of 2000. */
  readonly earliest: EpochMs
  /** Told of each batch once it is durable, for figures. */
  readonly onAccepted?: (sender: Sender, result: IngestResult) => void
}

/** Creates the way in for readings. */
export function createIngest({ portfolios, log, clock, earliest, onAccepted }: IngestOptions): Ingest {
  async function accept(sender: Sender, readings: readonly unknown[]): Promise<IngestResult> {
    const portfolio = await portfolios.current(sender.organization)
    const resolver = new SubjectResolver(portfolio, { now: clock(), earliest, spaces: sender.spaces })
    const arrivals: Arrival[] = []
    const indexes: (number | null)[] = []
    const rejected: RejectedReading[] = []
    for (const [index, raw] of readings.entries()) {
      const arrival = readReading(raw, resolver)
      if (arrival instanceof Rejection) {
        rejected.push({ index, code: arrival.code, message: arrival.message })
      } else {
        arrivals.push(arrival)
        indexes.push(index)
        const beginning = beginningOf(arrival.reading)
        if (beginning !== null) {
          arrivals.push({ reading: beginning, replace: false, goesWithLast: true })
          indexes.push(null)
        }
      }
    }
    const result = await append(sender, arrivals, indexes, rejected)
    onAccepted?.(sender, result)
    return result
  }

  async function append(
    { organization, actor }: Sender,
    arrivals: readonly Arrival[],
    indexes: readonly (number | null)[],
    rejected: RejectedReading[],
  ): Promise<IngestResult> {
    const { outcomes, seq } =
      arrivals.length === 0
        ? { outcomes: [], seq: log.position(organization) }
        : await log.append(organization, arrivals, actor)
    const { accepted, duplicates, conflicts } = tally(outcomes, indexes)
    if (conflicts.length === 0) return { accepted, duplicates, rejected, seq }
    return {
      accepted,
      duplicates,
      rejected: [...rejected, ...conflicts].toSorted((a, b) => a.index - b.index),
      seq,
    }
  }

  return {
    accept,
    acceptLines: (sender, chunks) =>
      acceptLines((readings) => accept(sender, readings), chunks, log.position(sender.organization)),
  }
}

/** What became of the readings, told by their places among those that were sent; `null` for what goes with one. */
function tally(outcomes: readonly AppendOutcome[], indexes: readonly (number | null)[]) {
  let accepted = 0
  let duplicates = 0
  const conflicts: RejectedReading[] = []
  for (const [position, outcome] of outcomes.entries()) {
    const index = indexes[position] ?? null
    if (index === null) continue
    if (outcome === 'accepted') accepted++
    else if (outcome === 'duplicate') duplicates++
    else conflicts.push({ index, code: 'conflict', message: conflictMessage })
  }
  return { accepted, duplicates, conflicts }
}

const conflictMessage =
  'A reading of the same identity says something else. Send it with "replace": true to take its place.'
