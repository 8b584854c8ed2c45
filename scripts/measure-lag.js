// How long single requests keep /healthz waiting: `npm run build && node scripts/measure-lag.js`. Prints a table.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

const TOKEN = 'tok_owner_of_the_measurement'
const PAUSE_MS = 2
const SETTLE_MS = 200
const ROUNDS = 5

/** Asks for /healthz without end; answers each message with the longest wait since the last. */
async function probe(url) {
  let longest = 0
  parentPort.on('message', () => {
    parentPort.postMessage(longest)
    longest = 0
  })
  for (;;) {
    const start = performance.now()
    await (await fetch(`${url}/healthz`)).text()
    longest = Math.max(longest, performance.now() - start)
    await delay(PAUSE_MS)
  }
}

const times = (count, text) => Array.from({ length: count }, (_, at) => text(at))

function spaces(count, round) {
  const rooms = times(count, (at) => `{"name":"Room ${at}","space_type":"space"}`)
  return `{"spaces":[{"name":"Campus ${round}","space_type":"campus","time_zone":"UTC","children":[${rooms}]}]}`
}

function sensors(count, round) {
  return `{"sensors":[${times(count, (at) => `{"serial_number":"S${round}-${at}","sensor_type":"oa"}`)}]}`
}

function readings(count, round) {
  const now = Date.now()
  const reading = (at) =>
    `{"type":"count","sensor":"S0-${at % 1000}","at":${now - at * 10 - round},"count":1}`
  return `[${times(count, reading)}]`
}

const ids = (count) => `{"space_ids":["${Array(count).fill('spc_1').join('","')}"]}`

/** Name, method, path, and body by round. */
const requests = [
  ['nothing', 'GET', '/healthz'],
  ['10 MB of `[`', 'POST', '/v3/analytics/metrics', () => '['.repeat(10_000_000)],
  ['10 MB of `__proto__` keys', 'POST', '/api/readings', () => `[${Array(600_000).fill('{"__proto__":1}')}]`],
  ['800,000 ids', 'POST', '/v3/analytics/metrics', () => ids(800_000)],
  ['119,000 ids', 'POST', '/v3/analytics/metrics', () => ids(119_000)],
  ['119,000 fields', 'POST', '/v3/analytics/metrics', () => `{${times(119_000, (at) => `"a${at}":1`)}}`],
  ['a text of 10 MB', 'POST', '/v3/analytics/metrics', () => `{"a":"${'a'.repeat(10_000_000)}"}`],
  [
    'a text of 5,000,000 escapes',
    'POST',
    '/v3/analytics/metrics',
    () => `{"a":"${'\\n'.repeat(5_000_000)}"}`,
  ],
  ['apply: 100,000 spaces', 'POST', '/api/apply?dry_run=true', (round) => spaces(100_000, round)],
  ['apply, dry run: 9,000 spaces', 'POST', '/api/apply?dry_run=true', (round) => spaces(9_000, round)],
  ['apply: 1,000 new spaces', 'POST', '/api/apply', (round) => spaces(1_000, round)],
  ['apply: 1,000 new sensors', 'POST', '/api/apply', (round) => sensors(1_000, round)],
  ['apply: 9,000 new spaces', 'POST', '/api/apply', (round) => spaces(9_000, `large ${round}`)],
  [
    'one more in 50,000 spaces',
    'POST',
    '/api/spaces',
    () => '{"name":"One","space_type":"building","time_zone":"UTC"}',
  ],
  ['10,000 readings', 'POST', '/api/readings', (round) => readings(10_000, round)],
  ['`/v3/spaces` with 50,000 spaces', 'GET', '/v3/spaces'],
  ['`/api/portfolio` with 50,000 spaces', 'GET', '/api/portfolio'],
]

async function measure() {
  const directory = mkdtempSync(join(tmpdir(), 'headcount-lag-'))
  const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
  const child = spawn(
    process.execPath,
    [main, 'serve', '--data', directory, '--port', '0', '--log-level', 'error'],
    {
      env: { HEADCOUNT_OWNER_TOKEN: TOKEN, HEADCOUNT_RATE_LIMIT: 'off' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  try {
    const url = await listening(child)
    const worker = new Worker(new URL(import.meta.url), { workerData: url })
    const longest = () =>
      new Promise((resolve) => {
        worker.once('message', resolve)
        worker.postMessage('take')
      })
    console.log(
      `| request | answer | longest \`/healthz\`: least and middle of ${ROUNDS} |\n| --- | --- | --- |`,
    )
    for (const [name, method, path, body] of requests) {
      const waits = []
      let status = 0
      for (let round = 0; round < ROUNDS; round++) {
        const payload = body?.(round)
        await delay(SETTLE_MS)
        await longest()
        status = await send(url, method, path, payload)
        await delay(SETTLE_MS)
        waits.push(await longest())
      }
      const [least, middle] = [0, ROUNDS >> 1].map((rank) => waits.toSorted((a, b) => a - b)[rank].toFixed(0))
      console.log(`| ${name} | ${status} | ${least} ms, ${middle} ms |`)
    }
    await worker.terminate()
  } finally {
    child.kill()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function send(url, method, path, body) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, ...type },
    ...(body === undefined ? {} : { body }),
  })
  await response.arrayBuffer()
  return response.status
}

async function listening({ stdout }) {
  for await (const line of createInterface({ input: stdout })) {
    const url = /^listening on (\S+)$/.exec(line)?.[1]
    if (url === undefined) continue
    stdout.resume()
    return url
  }
  throw new Error('the server did not start')
}

if (isMainThread) await measure()
else await probe(workerData)
