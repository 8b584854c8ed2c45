import type { Reading } from './reading-wire.ts'

/** The most readings that a server takes wholly or not at all (native.md §3). */
export const BATCH_LIMIT = 10_000

/** Readings from anywhere, as batches of up to {@link BATCH_LIMIT} in the order they came. */
export async function* readingBatches(
  readings: Iterable<Reading> | AsyncIterable<Reading>,
): AsyncGenerator<readonly Reading[]> {
  if (Symbol.iterator in readings) {
    yield* listBatches(readings)
    return
  }
  let batch: Reading[] = []
  for await (const reading of readings) {
    batch.push(reading)
    if (batch.length < BATCH_LIMIT) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Apart from the above because waiting for each reading of a list would take longer than sending it. */
function* listBatches(readings: Iterable<Reading>): Generator<readonly Reading[]> {
  let batch: Reading[] = []
  for (const reading of readings) {
    batch.push(reading)
    if (batch.length < BATCH_LIMIT) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** A batch as a body of one reading a line. */
export function toNdjson(batch: readonly Reading[]): string {
  return batch.map((reading) => `${JSON.stringify(reading)}\n`).join('')
}
