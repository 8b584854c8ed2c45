import { setTimeout as pause } from 'node:timers/promises'
import { DomainError, invalid, overloaded } from '../domain/errors.ts'
import { BATCH_LIMIT, type IngestResult, type RejectedReading, type StreamResult } from './ingest-result.ts'
import { LineSplitter, TOO_LONG } from './line-splitter.ts'
import { Rejection } from './rejection.ts'

type Accept = (readings: readonly unknown[]) => Promise<IngestResult>

const LINE_LIMIT_BYTES = 64 * 1024
const REJECTED_LIMIT = 10_000
/** A stream with so many lines in a row that hold no reading is something else than readings. */
const MAX_BARREN_LINES = 100_000
/** How long to hold a stream up, again and again, while the log cannot take more. */
const OVERLOAD_PAUSES_MS = [50, 100, 200, 400, 800, 1_600]

const tooLong = new Rejection('line_too_long', `A line has at most ${LINE_LIMIT_BYTES / 1024} KiB.`)
const brokenJson = new Rejection('invalid_json', 'The line is not valid JSON.')

/** Takes newline-delimited JSON in batches, as `Ingest.acceptLines` promises; `seq` is the position before it. */
export async function acceptLines(
  accept: Accept,
  chunks: AsyncIterable<Uint8Array>,
  seq: number,
): Promise<StreamResult> {
  const splitter = new LineSplitter(LINE_LIMIT_BYTES)
  const watch = new BarrenWatch(splitter)
  const tally = new StreamTally(seq)
  let readings: unknown[] = []
  for await (const chunk of chunks) {
    for (const line of splitter.push(chunk)) {
      readings.push(watch.parse(line))
      if (readings.length < BATCH_LIMIT) continue
      tally.add(await acceptPatiently(accept, readings, tally), readings.length)
      readings = []
    }
    watch.refuseEndless()
  }
  readings.push(...splitter.end().map((line) => watch.parse(line)))
  if (readings.length > 0) tally.add(await acceptPatiently(accept, readings, tally), readings.length)
  return tally.result()
}

/** Reads lines, and ends a stream that goes on without a reading. */
class BarrenWatch {
  readonly #splitter: LineSplitter
  #broken = 0
  #blankBefore = 0

  constructor(splitter: LineSplitter) {
    this.#splitter = splitter
  }

  parse(line: string | typeof TOO_LONG): unknown {
    if (line === TOO_LONG) return this.#reject(tooLong)
    try {
      const value: unknown = JSON.parse(line)
      this.#broken = 0
      this.#blankBefore = this.#splitter.blankLines
      return value
    } catch {
      return this.#reject(brokenJson)
    }
  }

  /** Throws `invalid` once too many lines in a row held nothing. */
  refuseEndless(): void {
    if (this.#broken + this.#splitter.blankLines - this.#blankBefore <= MAX_BARREN_LINES) return
    throw invalid(
      'no_readings',
      `More than ${MAX_BARREN_LINES.toLocaleString('en')} lines in a row hold no reading: expected a JSON object on each line.`,
    )
  }

  #reject(rejection: Rejection): Rejection {
    this.#broken++
    return rejection
  }
}

/** The first batch is refused at once when the log is full; later ones wait, since the sender can be slowed. */
async function acceptPatiently(
  accept: Accept,
  readings: readonly unknown[],
  { taken }: StreamTally,
): Promise<IngestResult> {
  for (const pauseMs of taken === 0 ? [] : OVERLOAD_PAUSES_MS) {
    try {
      return await accept(readings)
    } catch (error) {
      if (!isOverload(error)) throw error
      await pause(pauseMs)
    }
  }
  try {
    return await accept(readings)
  } catch (error) {
    if (taken === 0 || !isOverload(error)) throw error
    throw overloaded(
      `The first ${taken} readings were dealt with, the rest was not. Send all again: what was taken is a duplicate.`,
    )
  }
}

function isOverload(error: unknown): boolean {
  return error instanceof DomainError && error.kind === 'overloaded'
}

/** Adds up what became of the batches of one stream. */
class StreamTally {
  /** How many readings have been dealt with. */
  taken = 0
  #accepted = 0
  #duplicates = 0
  #rejectedTruncated = 0
  #seq: number
  readonly #rejected: RejectedReading[] = []

  constructor(seq: number) {
    this.#seq = seq
  }

  add(result: IngestResult, readings: number): void {
    this.#accepted += result.accepted
    this.#duplicates += result.duplicates
    for (const rejected of result.rejected) {
      if (this.#rejected.length === REJECTED_LIMIT) this.#rejectedTruncated++
      else this.#rejected.push({ ...rejected, index: rejected.index + this.taken })
    }
    this.taken += readings
    this.#seq = result.seq
  }

  result(): StreamResult {
    return {
      accepted: this.#accepted,
      duplicates: this.#duplicates,
      rejected: this.#rejected,
      rejectedTruncated: this.#rejectedTruncated,
      seq: this.#seq,
    }
  }
}
