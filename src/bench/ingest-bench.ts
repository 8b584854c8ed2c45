import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { HOUR_MS, SECOND_MS } from '../domain/time/interval.ts'
import type { IngestResult } from '../ingest/ingest-result.ts'
import type { CountInput } from '../ingest/reading-input.ts'
import type { Bench, Scene } from './bench.ts'
import { gateways } from './bench-readings.ts'
import { createStore } from './full-store.ts'
import { KeepAliveClient, postRequest, type WireRequest } from './keep-alive-client.ts'
import { PlainTable } from './plain-table.ts'
import { ServerProcess } from './server-process.ts'
import { figure, ratio, type Table } from './table.ts'
import { elapsedMs, median } from './timing.ts'

/** Sensors that readings come from. */
const SENSORS = 1_000
const READINGS_PATH = '/api/readings'

/** Durable ingest over HTTP in batches, beside the least that could do it and a bare SQLite insert. */
export const ingestBench: Bench = {
  name: 'ingest',
  async run(scene) {
    const rows: string[][] = []
    for (const [size, readings] of scene.scale.ingestReadings) {
      rows.push(await benchBatches(scene, size, readings))
    }
    return [toTable(scene, rows)]
  },
}

/** Connections that send batches of a size at once: single readings come from many senders. */
function connectionsFor(size: number): number {
  return size === 1 ? 64 : 8
}

async function benchBatches(scene: Scene, size: number, readings: number): Promise<string[]> {
  const { scratch, scale, progress } = scene
  const connections = connectionsFor(size)
  const contenders = await openContenders(join(scratch, `ingest-${size}`))
  const { token, servers, table } = contenders
  // Two hours of readings at most, all of them past.
  const start = Date.now() - 2 * HOUR_MS
  const sources = gateways(connections, { sensors: SENSORS, start, everyMs: SECOND_MS })
  const rates: number[][] = [[], [], []]
  try {
    for (let round = 0; round <= scale.ingestRounds; round++) {
      progress(
        `ingest: batches of ${size}, ${round === 0 ? 'warming up' : `round ${round} of ${scale.ingestRounds}`}`,
      )
      const batches = sources.map((source) =>
        Array.from({ length: Math.ceil(readings / size / connections) }, () => source.batch(size)),
      )
      const sent = batches.flat(2).length
      const requests = batches.map((gateway) =>
        gateway.map((batch) => postRequest(READINGS_PATH, token, JSON.stringify(batch))),
      )
      const times: number[] = []
      for (const server of servers) times.push(await sendAll(server, requests, sent))
      times.push(await elapsedMs(async () => insertAll(table, batches.flat())))
      if (round === 0) continue
      for (const [index, ms] of times.entries()) rates[index]?.push((sent / ms) * SECOND_MS)
    }
  } finally {
    for (const server of servers) await server.stop()
    table.close()
  }
  const [ours = 0, bare = 0, inserted = 0] = rates.map(median)
  return [
    `${size.toLocaleString('en-US')} × ${connections} connections`,
    figure(ours),
    figure(bare),
    ratio(ours, bare),
    figure(inserted),
    ratio(ours, inserted),
  ]
}

async function openContenders(directory: string) {
  const store = join(directory, 'store')
  const served = join(directory, 'served')
  const plain = join(directory, 'plain')
  await mkdir(served, { recursive: true })
  await mkdir(plain)
  const token = await createStore(store, SENSORS)
  const servers = [
    await ServerProcess.start('serve', store),
    await ServerProcess.start('serve-plain', served),
  ]
  return { token, servers, table: new PlainTable(plain) }
}

/** Sends each gateway's requests over a connection as fast as they are answered; checks that all was accepted. */
async function sendAll(
  server: ServerProcess,
  requests: readonly (readonly WireRequest[])[],
  readings: number,
): Promise<number> {
  const clients = await Promise.all(requests.map(() => KeepAliveClient.connect(server)))
  let accepted = 0
  const drain = async (client: KeepAliveClient, index: number) => {
    for (const request of requests[index] ?? []) {
      const result = JSON.parse(await client.send(request)) as IngestResult
      accepted += result.accepted
    }
  }
  const ms = await elapsedMs(() => Promise.all(clients.map(drain)))
  for (const client of clients) client.close()
  if (accepted !== readings) throw new Error(`${accepted} of ${readings} readings were accepted.`)
  return ms
}

function insertAll(table: PlainTable, batches: readonly (readonly CountInput[])[]): void {
  for (const batch of batches) table.insert(batch)
}

function toTable({ scale }: Scene, rows: readonly string[][]): Table {
  return {
    title: 'Durable ingest over HTTP, readings a second',
    columns: ['batch', 'Headcount', 'bare Node server', 'ours ÷ it', 'bare SQLite insert', 'ours ÷ it'],
    rows,
    notes: [
      `Medians of ${scale.ingestRounds} rounds after one to warm up; the contenders take turns. ${SENSORS.toLocaleString('en-US')} sensors, a share of them on each connection. The client runs on the same machine.`,
      'Headcount checks, resolves and deduplicates each reading and answers once it is on disk. The bare Node server parses the same JSON and inserts its rows into one SQLite table without index, a transaction with synchronous=FULL for each request. The bare insert does the same in process, without HTTP and JSON.',
    ],
  }
}
