import { createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MINUTE_MS, SECOND_MS } from '../domain/time/interval.ts'
import { type Offline, openOffline } from '../server/offline.ts'
import type { Bench } from './bench.ts'
import { BenchReadings } from './bench-readings.ts'
import { createStore } from './full-store.ts'
import { PlainTable } from './plain-table.ts'
import { figure, ratio } from './table.ts'
import { elapsedMs } from './timing.ts'

const SENSORS = 1_000
const BATCH = 10_000
const EVERY_MS = 5 * MINUTE_MS

/** A bulk import of a file of readings, beside a bare SQLite insert. */
export const bulkBench: Bench = {
  name: 'bulk',
  async run({ scratch, scale, progress }) {
    const directory = join(scratch, 'bulk')
    const file = join(directory, 'readings.ndjson')
    await mkdir(directory)
    progress('bulk: writing the file')
    await pipeline(Readable.from(lines(scale.bulkReadings)), createWriteStream(file))
    progress('bulk: importing')
    const imported = await importFile(file, join(directory, 'store'), scale.bulkReadings)
    progress('bulk: inserting')
    const insertMs = await insertPlainly(directory, scale.bulkReadings)
    const rate = (ms: number) => (scale.bulkReadings / ms) * SECOND_MS
    return [
      {
        title: 'Bulk import, readings a second',
        columns: ['work', 'readings/s', '÷ bare SQLite insert'],
        rows: [
          [
            'import: parsed, checked, deduplicated, durable',
            figure(rate(imported.takenMs)),
            ratio(rate(imported.takenMs), rate(insertMs)),
          ],
          [
            '… packed, and every rollup derived',
            figure(rate(imported.settledMs)),
            ratio(rate(imported.settledMs), rate(insertMs)),
          ],
          ['bare SQLite insert', figure(rate(insertMs)), ''],
        ],
        notes: [
          `One run over ${scale.bulkReadings.toLocaleString('en-US')} readings of ${SENSORS.toLocaleString('en-US')} sensors, by time: lines of JSON from a file, kept in batches of ${BATCH.toLocaleString('en-US')}. The bare insert has its rows in memory already, ${BATCH.toLocaleString('en-US')} a transaction.`,
        ],
      },
    ]
  },
}

function* lines(readings: number): Generator<string> {
  const source = newSource(readings)
  for (let written = 0; written < readings; written += BATCH) {
    const batch = source.batch(Math.min(BATCH, readings - written))
    yield `${batch.map((reading) => JSON.stringify(reading)).join('\n')}\n`
  }
}

/** The last days up to now: after its last reading a sensor says the same until today. */
function newSource(readings: number): BenchReadings {
  const start = Date.now() - (1 + readings / SENSORS) * EVERY_MS
  return new BenchReadings({ firstSensor: 0, endSensor: SENSORS, start, everyMs: EVERY_MS })
}

async function importFile(file: string, directory: string, readings: number) {
  await createStore(directory, SENSORS)
  const offline = await openOffline(directory)
  const handle = await open(file)
  try {
    const sender = { organization: offline.organization, actor: 'bench', spaces: null }
    const begun = performance.now()
    const result = await offline.services.ingest.acceptLines(
      sender,
      packing(offline, handle.createReadStream()),
    )
    const takenMs = performance.now() - begun
    if (result.accepted !== readings)
      throw new Error(`${result.accepted} of ${readings} readings were accepted.`)
    await offline.settle()
    return { takenMs, settledMs: performance.now() - begun }
  } finally {
    await offline.close()
  }
}

/** Hands chunks on, packing what they brought in between, as an import does so that memory stays small. */
async function* packing(offline: Offline, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    await offline.pack()
    yield chunk
  }
}

async function insertPlainly(directory: string, readings: number): Promise<number> {
  const source = newSource(readings)
  const table = new PlainTable(directory)
  let ms = 0
  for (let inserted = 0; inserted < readings; inserted += BATCH) {
    const batch = source.batch(Math.min(BATCH, readings - inserted))
    ms += await elapsedMs(async () => table.insert(batch))
  }
  table.close()
  return ms
}
