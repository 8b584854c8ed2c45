import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { chromiumPath } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server with the demo portfolio and a year of its history, shared by all tests: they only look at it. */
    demo: DemoServer
  }
}

/** Where a server is, and the token of its owner. */
export interface DemoServer {
  readonly url: string
  readonly token: string
}

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const token = 'tok_owner_of_the_demo_portfolio_in_the_tests'

/** Starts the demo as a user would, for all browser tests together. */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (chromiumPath === null) {
    project.provide('demo', { url: '', token })
    return
  }
  const data = mkdtempSync(join(tmpdir(), 'headcount-demo-'))
  const child = spawn(process.execPath, [main, 'serve', '--demo', '--data', data, '--port', '0'], {
    env: { HEADCOUNT_OWNER_TOKEN: token, HEADCOUNT_RATE_LIMIT: 'off' },
  })
  const url = await filled(child)
  await derived(url)
  project.provide('demo', { url, token })
  return async () => {
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

/** Waits until nothing is left to derive from the readings: the tests are not to wait for that. */
async function derived(url: string): Promise<void> {
  for (;;) {
    const state = (await (await fetch(`${url}/readyz`)).json()) as { stale_days?: number }
    if (state.stale_days === 0) return
    await delay(500)
  }
}

/** Resolves to the address once the whole year is there. */
function filled(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk
      const url = /listening on (\S+)/.exec(output)?.[1]
      if (url !== undefined && output.includes('"days":365')) resolve(url)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('close', (code) => reject(new Error(`The demo ended with ${code}: ${output}`)))
  })
}
