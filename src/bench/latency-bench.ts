import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { HOUR_MS, SECOND_MS } from '../domain/time/interval.ts'
import type { Bench } from './bench.ts'
import { BenchReadings } from './bench-readings.ts'
import { copyStore, type FullStore } from './full-store.ts'
import { KeepAliveClient, postRequest, type WireRequest } from './keep-alive-client.ts'
import { heavyQuestion, toBody } from './question.ts'
import { ServerProcess } from './server-process.ts'
import { figure, type Table } from './table.ts'
import { median, quantile } from './timing.ts'

const READINGS_PER_SECOND = 20_000
const BATCH = 200
const EVERY_MS = (BATCH / READINGS_PER_SECOND) * SECOND_MS
const CONNECTIONS = 16

/** What one phase saw, in milliseconds. */
interface Phase {
  readonly acknowledgements: readonly number[]
  readonly queries: readonly number[]
}

/** How long acknowledgements take under steady ingest, without and with a heavy query running back to back. */
export const latencyBench: Bench = {
  name: 'latency',
  async run(scene) {
    const { scale, scratch, progress } = scene
    const full = await copyStore(await scene.fullStore(), join(scratch, 'latency'))
    const server = await ServerProcess.start('serve', full.directory)
    try {
      const source = new BenchReadings({
        firstSensor: 0,
        endSensor: full.spaces,
        start: Date.now() - HOUR_MS,
        everyMs: SECOND_MS,
      })
      const load = () => requestsFor(source, full.token, scale.latencyMs)
      progress('latency: warming up')
      await phase(server, full, load().slice(0, SECOND_MS / EVERY_MS), true)
      progress('latency: ingest alone')
      const alone = await phase(server, full, load(), false)
      progress('latency: ingest with a heavy query')
      const beside = await phase(server, full, load(), true)
      return [toTable(full, scale.latencyMs, alone, beside)]
    } finally {
      await server.stop()
    }
  },
}

function requestsFor(source: BenchReadings, token: string, lengthMs: number): readonly WireRequest[] {
  return Array.from({ length: lengthMs / EVERY_MS }, () =>
    postRequest('/api/readings', token, JSON.stringify(source.batch(BATCH))),
  )
}

async function phase(
  server: ServerProcess,
  full: FullStore,
  requests: readonly WireRequest[],
  withQuery: boolean,
): Promise<Phase> {
  const ingest = sendSteadily(server, requests)
  const queries: number[] = []
  if (withQuery) {
    let isDone = false
    const done = ingest.finally(() => {
      isDone = true
    })
    const body = toBody(heavyQuestion(full.spaces))
    while (!isDone) {
      const begun = performance.now()
      await server.ask('/v3/analytics/metrics', full.token, body)
      queries.push(performance.now() - begun)
    }
    await done
  }
  return { acknowledgements: await ingest, queries }
}

/**
 * Sends each request when it is due, whether or not those before have been answered, and resolves to the times from
 * when each was due to its answer: a server that stalls is charged for all that waited meanwhile.
 */
async function sendSteadily(
  server: ServerProcess,
  requests: readonly WireRequest[],
): Promise<readonly number[]> {
  const idle = await Promise.all(Array.from({ length: CONNECTIONS }, () => KeepAliveClient.connect(server)))
  const clients = [...idle]
  const begun = performance.now()
  const due = (index: number) => begun + index * EVERY_MS
  const answered: Promise<number>[] = []
  for (const [index, request] of requests.entries()) {
    const waitMs = due(index) - performance.now()
    if (waitMs > 0) await delay(waitMs)
    const client = idle.pop() ?? (await KeepAliveClient.connect(server))
    if (!clients.includes(client)) clients.push(client)
    answered.push(
      client.send(request).then(() => {
        idle.push(client)
        return performance.now() - due(index)
      }),
    )
  }
  const times = await Promise.all(answered)
  for (const client of clients) client.close()
  return times
}

function toTable(full: FullStore, lengthMs: number, alone: Phase, beside: Phase): Table {
  const row = (title: string, { acknowledgements, queries }: Phase) => [
    title,
    ...[0.5, 0.99, 1].map((share) => figure(quantile(acknowledgements, share))),
    queries.length === 0 ? '' : `${queries.length}, median ${figure(median(queries))} ms`,
  ]
  return {
    title: 'Acknowledgement latency at 20,000 readings a second, ms',
    columns: ['', 'p50', 'p99', 'max', 'queries meanwhile'],
    rows: [row('ingest alone', alone), row('a heavy query back to back', beside)],
    notes: [
      `Batches of ${BATCH}, one every ${EVERY_MS} ms for ${figure(lengthMs / SECOND_MS)} s, timed from when each was due; ${alone.acknowledgements.length.toLocaleString('en-US')} acknowledgements a phase. The query is “${heavyQuestion(full.spaces).title}” over HTTP. Client and server share the machine.`,
    ],
  }
}
