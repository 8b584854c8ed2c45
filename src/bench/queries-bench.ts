import { join } from 'node:path'
import { openOffline } from '../server/offline.ts'
import type { Bench, Scene } from './bench.ts'
import { DuckDbSlots } from './duckdb-slots.ts'
import { copyStore, type FullStore } from './full-store.ts'
import { PostgresSlots } from './postgres-slots.ts'
import {
  assertSameRows,
  densityRows,
  type Question,
  questionsFor,
  type Rows,
  rowsOfAnswer,
  rowsOfDensity,
  toBody,
  toQuery,
} from './question.ts'
import { ServerProcess } from './server-process.ts'
import { figure, ratio, type Table } from './table.ts'
import { elapsedMs, timeInTurns } from './timing.ts'

/** Something that answers questions. */
interface Answerer {
  readonly name: string
  rows(question: Question): Promise<Rows>
  /** The rows it has to answer with, given the bare store's. */
  expected(bare: Rows): Rows
  /** Resolves to what answers once more and tells how long that took. */
  prepare(question: Question): Promise<() => Promise<number>>
  close(): Promise<void>
}

const BARE = 'bare store'
const HTTP = 'HTTP'

/** The four questions of the architecture: bare, through HTTP and JSON, and beside SQL engines. */
export const queriesBench: Bench = {
  name: 'queries',
  async run(scene) {
    const full = await scene.fullStore()
    const answerers: Answerer[] = []
    const notes: string[] = []
    try {
      answerers.push(await openBare(full), await openHttp(full, join(scene.scratch, 'served')))
      answerers.push(...(await openPeers(scene, full, notes)))
      return [await compare(scene, full, answerers, notes)]
    } finally {
      for (const answerer of answerers) await answerer.close()
    }
  },
}

async function compare(
  { scale, progress }: Scene,
  full: FullStore,
  answerers: readonly Answerer[],
  notes: readonly string[],
): Promise<Table> {
  const [bare, ...others] = answerers
  const rows: string[][] = []
  for (const question of questionsFor(full.spaces)) {
    progress(`queries: ${question.title}`)
    const expected = (await bare?.rows(question)) ?? new Map()
    for (const other of others) {
      assertSameRows(other.name, other.expected(expected), await other.rows(question))
    }
    const contenders = await Promise.all(
      answerers.map(async (answerer) => ({ name: answerer.name, run: await answerer.prepare(question) })),
    )
    const turns = question.isHeavy ? scale.heavyRuns : scale.lightRuns
    const medians = await timeInTurns(contenders, turns)
    const bareMs = medians.get(BARE) ?? Number.NaN
    const cells = others.flatMap(({ name }) => {
      const ms = medians.get(name) ?? Number.NaN
      return [figure(ms), ratio(ms, bareMs)]
    })
    rows.push([question.title, String(turns), figure(bareMs), ...cells])
  }
  return {
    title: 'Queries',
    columns: ['question', 'runs', `${BARE} ms`, ...others.flatMap(({ name }) => [`${name} ms`, '÷ bare'])],
    rows,
    notes: [
      `${full.slots.toLocaleString('en-US')} slots (${full.spaces.toLocaleString('en-US')} spaces × 366 days of 96), ${figure(full.sizeBytes / 1e6)} MB: ${figure(full.sizeBytes / full.slots)} bytes a slot.`,
      'Medians; the contenders take turns. Before timing, all answers are compared row by row and must be equal.',
      'Bare: all nine columns of a rollup. HTTP: POST /v3/analytics/metrics until the last byte of JSON has arrived. SQL: six sums and extremes of the same slots, grouped by space and local bucket, prepared, until the rows are with the client.',
      ...notes,
    ],
  }
}

async function openBare(full: FullStore): Promise<Answerer> {
  const offline = await openOffline(full.directory)
  const portfolio = await offline.services.portfolios.current(offline.organization)
  const ask = (question: Question) => {
    const query = toQuery(question, portfolio, Date.now())
    return () => offline.services.analytics.occupancy(query)
  }
  return {
    name: BARE,
    rows: async (question) => rowsOfAnswer(await ask(question)()),
    expected: (bare) => bare,
    prepare: async (question) => {
      const answer = ask(question)
      return () => elapsedMs(answer)
    },
    close: () => offline.close(),
  }
}

async function openHttp(full: FullStore, directory: string): Promise<Answerer> {
  const { token } = await copyStore(full, directory)
  const server = await ServerProcess.start('serve', directory)
  const ask = (body: string) => server.ask('/v3/analytics/metrics', token, body)
  return {
    name: HTTP,
    rows: async (question) => rowsOfDensity(await ask(toBody(question))),
    expected: densityRows,
    prepare: async (question) => {
      const body = toBody(question)
      return () => elapsedMs(() => ask(body))
    },
    close: () => server.stop(),
  }
}

async function openPeers(
  { kept, scratch, progress }: Scene,
  { spaces }: FullStore,
  notes: string[],
): Promise<readonly Answerer[]> {
  const duckDb = await DuckDbSlots.open(kept, spaces, progress)
  const peers: Answerer[] = [peer('DuckDB', duckDb)]
  const postgres = await PostgresSlots.open(scratch, duckDb, progress)
  if (postgres instanceof PostgresSlots) peers.push(peer(`PostgreSQL ${postgres.version}`, postgres))
  else notes.push(`Without PostgreSQL: ${postgres}.`)
  return peers
}

function peer(name: string, slots: DuckDbSlots | PostgresSlots): Answerer {
  return {
    name,
    rows: (question) => slots.rows(question),
    expected: (bare) => bare,
    prepare: (question) => slots.prepare(question),
    close: async () => slots.close(),
  }
}
