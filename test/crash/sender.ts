import { z } from 'zod'
import type { KillableServer } from './killable-server.ts'

const FIRST = Date.UTC(2025, 10, 3, 8)
const OUTCOME = z.object({ accepted: z.int(), duplicates: z.int(), rejected: z.array(z.unknown()) })

/** Readings that are sent together. */
export interface Batch {
  readonly kind: 'json' | 'lines'
  /** Number of its first reading; each reading has one of its own. */
  readonly first: number
  readonly length: number
}

/** Sends batches of readings no two of which are alike, and remembers which ones were acknowledged. */
export class Sender {
  readonly acknowledged: Batch[] = []
  /** Sent, but not known to have arrived. */
  readonly open: Batch[] = []
  #next = 0

  /** How many readings there are in all. */
  get readings(): number {
    return this.#next
  }

  /** Sends one batch after the other until one is not acknowledged. */
  async sendUntilRefused(server: KillableServer, kind: Batch['kind'], length: number): Promise<void> {
    for (;;) {
      const batch = { kind, first: this.#next, length }
      this.#next += length
      const outcome = await send(server, batch)
      if (outcome === null) {
        this.open.push(batch)
        return
      }
      this.acknowledged.push(batch)
    }
  }
}

/** What became of a batch; `null` without an acknowledgement. Throws when one of its readings was rejected. */
export async function send(server: KillableServer, { kind, first, length }: Batch) {
  const readings = Array.from({ length }, (_, index) => readingAt(first + index))
  const answer =
    kind === 'json'
      ? await server.ask('POST', '/api/readings', JSON.stringify(readings))
      : await server.ask(
          'POST',
          '/api/readings',
          readings.map((reading) => JSON.stringify(reading)).join('\n'),
          'application/x-ndjson',
        )
  if (answer === null) return null
  const outcome = OUTCOME.parse(JSON.parse(answer))
  if (outcome.rejected.length > 0) throw new Error(`rejected: ${answer.slice(0, 500)}`)
  return outcome
}

function readingAt(number: number) {
  return { type: 'count', sensor: 'OA-1', at: FIRST + number * 1_000, count: number % 9 }
}
