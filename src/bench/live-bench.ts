import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { SECOND_MS } from '../domain/time/interval.ts'
import type { Bench } from './bench.ts'
import { serialNumber, spaceId } from './bench-portfolio.ts'
import { createStore } from './full-store.ts'
import { KeepAliveClient, postRequest } from './keep-alive-client.ts'
import { ServerProcess } from './server-process.ts'
import { monotonicMs, SocketFleet } from './socket-fleet.ts'
import { figure, ratio, type Table } from './table.ts'
import { quantile } from './timing.ts'

const CHANGES_PER_SECOND = 1_000
const BATCH = 10
const EVERY_MS = (BATCH / CHANGES_PER_SECOND) * SECOND_MS
const SOCKETS_PER_SPACE = 10
/** A hundred sockets are the load of one small site. */
const FEW_SOCKETS = 100
const KIB_PER_MIB = 1_024
/** How long changes are sent before any count. */
const WARM_UP_MS = 2_000
/** How long what was sent last may take to be heard. */
const SETTLE_MS = 500

/** What a phase saw. */
interface Phase {
  readonly name: string
  readonly sockets: number
  /** From each acknowledgement to each message about it, and from when its batch was sent, in milliseconds. */
  readonly fromAckMs: readonly number[]
  readonly fromSentMs: readonly number[]
  readonly expected: number
  readonly kibPerSocket: number
  /** Processor time of the server by the length of the phase: 1 is one core, busy. */
  readonly cores: number
}

interface Contender {
  /** Changes sent to it so far: the next ones go on from there, so that each is one. */
  changes: number
  readonly name: string
  readonly server: ServerProcess
  readonly token: string
  readonly pathOf: (space: number) => Promise<string>
}

/** How long it takes from an acknowledgement to the messages about it, beside a bare server that sends the same. */
export const liveBench: Bench = {
  name: 'live',
  async run({ scale, scratch, progress }) {
    const { spaces, latencyMs } = scale
    const directory = join(scratch, 'live')
    const token = await createStore(directory, spaces)
    const phases: Phase[] = []
    const watch = async (contender: Contender) => {
      for (const sockets of [FEW_SOCKETS, spaces * SOCKETS_PER_SPACE]) {
        progress(`live: ${contender.name}, ${sockets} sockets`)
        phases.push(await measure(contender, spaces, sockets, latencyMs))
      }
    }
    await withServer(await ServerProcess.start('serve', directory), (server) =>
      watch({
        changes: 0,
        name: 'Headcount',
        server,
        token,
        pathOf: (space) => ticketFor(server, token, space),
      }),
    )
    await withServer(await ServerProcess.start('serve-broadcast'), (server) =>
      watch({ changes: 0, name: 'bare ws', server, token, pathOf: async (space) => `/${spaceId(space)}` }),
    )
    return [toTable(phases, latencyMs)]
  },
}

async function withServer(
  server: ServerProcess,
  use: (server: ServerProcess) => Promise<void>,
): Promise<void> {
  try {
    await use(server)
  } finally {
    await server.stop()
  }
}

async function ticketFor(server: ServerProcess, token: string, space: number): Promise<string> {
  const answer = await server.ask(`/v3/analytics/ws/space/${spaceId(space)}/count`, token, '{}')
  return new URL((JSON.parse(answer) as { ws_url: string }).ws_url).pathname
}

async function measure(
  contender: Contender,
  spaces: number,
  sockets: number,
  lengthMs: number,
): Promise<Phase> {
  const { server } = contender
  const before = (await server.memory())?.residentMiB ?? Number.NaN
  const paths: string[] = []
  for (let index = 0; index < sockets; index++) paths.push(await contender.pathOf(index % spaces))
  const fleet = await SocketFleet.open(server, paths)
  try {
    const after = (await server.memory())?.residentMiB ?? Number.NaN
    await sendChanges(contender, spaces, WARM_UP_MS)
    await delay(SETTLE_MS)
    await fleet.heard()
    const usedBefore = (await server.processorSeconds()) ?? Number.NaN
    const sent = await sendChanges(contender, spaces, lengthMs)
    const used = ((await server.processorSeconds()) ?? Number.NaN) - usedBefore
    await delay(SETTLE_MS)
    const heard = await fleet.heard()
    const known = heard.flatMap(({ at, heardMs }) => {
      const times = sent.get(at)
      return times === undefined ? [] : [{ ...times, heardMs }]
    })
    return {
      name: contender.name,
      sockets,
      fromAckMs: known.map(({ ackMs, heardMs }) => heardMs - ackMs),
      fromSentMs: known.map(({ sentMs, heardMs }) => heardMs - sentMs),
      expected: Math.round((lengthMs / SECOND_MS) * CHANGES_PER_SECOND * (sockets / spaces)),
      kibPerSocket: ((after - before) * KIB_PER_MIB) / sockets,
      cores: used / (lengthMs / SECOND_MS),
    }
  } finally {
    await fleet.close()
  }
}

interface SentTimes {
  readonly sentMs: number
  readonly ackMs: number
}

/** Changes one space after the other, in small batches at a steady pace; when each was sent and acknowledged, by timestamp. */
async function sendChanges(
  contender: Contender,
  spaces: number,
  lengthMs: number,
): Promise<ReadonlyMap<string, SentTimes>> {
  const { server, token } = contender
  const client = await KeepAliveClient.connect(server)
  const times = new Map<string, SentTimes>()
  const begun = performance.now()
  for (let batch = 0; batch * EVERY_MS < lengthMs; batch++) {
    const waitMs = begun + batch * EVERY_MS - performance.now()
    if (waitMs > 0) await delay(waitMs)
    // Never a whole second, so that each text has its milliseconds.
    const now = Date.now()
    const at = new Date(now % SECOND_MS === 0 ? now + 1 : now).toISOString()
    const readings = Array.from({ length: BATCH }, () => {
      const change = contender.changes++
      const sensor = serialNumber(change % spaces)
      return { type: 'count', sensor, at, count: Math.floor(change / spaces) % 2 === 0 ? 1 : 2 }
    })
    const sentMs = monotonicMs()
    await client.send(postRequest('/api/readings', token, JSON.stringify(readings)))
    times.set(at, { sentMs, ackMs: monotonicMs() })
  }
  client.close()
  return times
}

function toTable(phases: readonly Phase[], lengthMs: number): Table {
  const rows = phases.map((phase) => {
    const bare = phases.find(({ name, sockets }) => name !== 'Headcount' && sockets === phase.sockets)
    const p99 = quantile(phase.fromAckMs, 0.99)
    return [
      `${phase.name}, ${phase.sockets.toLocaleString('en-US')} sockets`,
      figure(quantile(phase.fromAckMs, 0.5)),
      figure(p99),
      bare === undefined ? '' : ratio(p99, quantile(bare.fromAckMs, 0.99)),
      figure(quantile(phase.fromSentMs, 0.5)),
      figure(quantile(phase.fromSentMs, 0.99)),
      `${phase.fromAckMs.length.toLocaleString('en-US')} of ${phase.expected.toLocaleString('en-US')}`,
      figure(phase.kibPerSocket),
      figure(phase.cores),
    ]
  })
  return {
    title: 'From an acknowledgement to the live messages about it, ms',
    columns: [
      '',
      'ack p50',
      'ack p99',
      'beside bare',
      'sent p50',
      'sent p99',
      'messages',
      'KiB a socket',
      'cores',
    ],
    rows,
    notes: [
      `${CHANGES_PER_SECOND.toLocaleString('en-US')} changes a second in batches of ${BATCH}, each to another space, for ${figure(lengthMs / SECOND_MS)} s; each socket watches one space. “sent” counts from when the batch was sent: the bare server acknowledges without keeping anything. All clients are in one other process; client, sender and server share the machine.`,
    ],
  }
}
