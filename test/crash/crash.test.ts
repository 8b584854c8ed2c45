import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { KillableServer, MAIN } from './killable-server.ts'
import { type Batch, Sender, send } from './sender.ts'

/** `npm run test:crash -- --rounds 500` sets it. */
// biome-ignore lint/style/noProcessEnv: how the command hands a number to the test
const ROUNDS = Number(env['HEADCOUNT_TEST_CRASH_ROUNDS'] ?? 10)
const ROUND_LIMIT_MS = 60_000
const OFFICE = parse(readFileSync(new URL('../../docs/examples/office.yaml', import.meta.url), 'utf8'))
const ZONES = ['Europe/Zurich', 'Asia/Kathmandu', 'America/Los_Angeles']
const QUESTION = JSON.stringify({
  start_date: '2025-11-03T00:00:00',
  end_date: '2025-11-09T23:59:59',
  space_ids: ['spc_office', 'spc_juniper'],
})

const run = promisify(execFile)
let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'headcount-crash-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

test(`what was acknowledged is there once after each of ${ROUNDS} kills, and answers are those of a quiet life`, {
  timeout: ROUND_LIMIT_MS * (ROUNDS + 2),
}, async () => {
  const data = join(directory, 'data')
  const sender = new Sender()
  await once(data, (server) => server.ask('POST', '/api/apply', JSON.stringify(OFFICE)))
  for (let round = 0; round < ROUNDS; round++) {
    const known = sender.acknowledged.length
    await killAtWork(data, sender, round)
    await once(data, (server) => verify(server, sender, known), 'SIGKILL')
  }

  const answer = await once(data, async (server) => {
    await server.ask('PATCH', '/api/spaces/spc_office', JSON.stringify({ time_zone: ZONES.at(-1) }))
    const metrics = await server.ask('GET', '/metrics')
    expect(metrics).toMatch(new RegExp(`^headcount_store_readings ${sender.readings}$`, 'm'))
    return server.ask('POST', '/api/metrics', QUESTION)
  })

  await run(process.execPath, [MAIN, 'check', '--data', data])
  expect(answer).not.toBeNull()
  expect(answer).toBe(await answerOfQuietLife(sender))
  console.log(
    `${ROUNDS} kills, ${sender.acknowledged.length} batches, ${sender.readings} readings: none lost`,
  )
})

/** Lets a server take readings, streams and changes of its set-up, with a backup in some rounds, and kills it. */
async function killAtWork(data: string, sender: Sender, round: number): Promise<void> {
  const server = new KillableServer(data)
  const isDuringStart = round % 4 === 3
  const copy = join(directory, `backup-${round}.db`)
  const work = [
    sender.sendUntilRefused(server, 'json', 20),
    sender.sendUntilRefused(server, 'json', 200),
    sender.sendUntilRefused(server, 'lines', 3_000),
    changeZones(server),
  ]
  if (!isDuringStart) await server.url
  const backup = round % 3 === 1 ? run(process.execPath, [MAIN, 'backup', copy, '--data', data]) : null
  await delay(Math.random() * 1_500)
  if (round % 4 === 2) {
    // In the middle of a stop, with its checkpoint.
    server.signal('SIGTERM')
    await delay(Math.random() * 300)
  }
  await server.end('SIGKILL')
  await Promise.all(work)
  await backup
  rmSync(copy, { force: true })
}

async function changeZones(server: KillableServer): Promise<void> {
  for (let change = 0; ; change++) {
    const zone = JSON.stringify({ time_zone: ZONES[change % ZONES.length] })
    if ((await server.ask('PATCH', '/api/spaces/spc_office', zone)) === null) return
    await delay(50)
  }
}

/** Sends again what was acknowledged, which must all be there, and then what was not, so that all is known again. */
async function verify(server: KillableServer, sender: Sender, known: number): Promise<void> {
  for (const batch of sender.acknowledged.slice(known)) {
    expect([batch, await send(server, batch)]).toMatchObject([
      batch,
      { accepted: 0, duplicates: batch.length },
    ])
  }
  for (const batch of sender.open.splice(0)) {
    await mustSend(server, batch)
    sender.acknowledged.push(batch)
  }
}

/** The answer of a server that nothing ever happened to. */
async function answerOfQuietLife(sender: Sender): Promise<string | null> {
  return once(join(directory, 'quiet'), async (server) => {
    await server.ask('POST', '/api/apply', JSON.stringify(OFFICE))
    for (const batch of sender.acknowledged) await mustSend(server, batch)
    return server.ask('POST', '/api/metrics', QUESTION)
  })
}

async function mustSend(server: KillableServer, batch: Batch): Promise<void> {
  expect([batch, await send(server, batch)]).not.toEqual([batch, null])
}

/** Runs a server for one purpose, and ends it. */
async function once<T>(
  data: string,
  purpose: (server: KillableServer) => Promise<T>,
  end: NodeJS.Signals = 'SIGTERM',
): Promise<T> {
  const server = new KillableServer(data)
  try {
    expect(await server.url).not.toBeNull()
    return await purpose(server)
  } finally {
    await server.end(end)
  }
}
