import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const environment = { HEADCOUNT_DENSITY_RANGES: 'open', HEADCOUNT_RATE_LIMIT: 'off' }

/** Runs the built command to its end and resolves to what it printed; rejects when it fails. */
export async function headcount(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], { env: environment })
  return stdout
}

type Point = Readonly<Record<string, number | string | null>>

/** A running server and the ways to ask it. */
export interface RunningServer {
  /** Density v3: posts a body to `/v3/analytics/<call>`. */
  analytics(call: string, body: object): Promise<Record<string, Record<string, Record<string, number>>>>
  /** Occuspace v2: gets `/v2/locations/<path>` and resolves to its points. */
  points(path: string): Promise<readonly Point[]>
  stop(): Promise<void>
}

/** Serves a data directory with the built command. */
export async function serveDirectory(directory: string, token: string): Promise<RunningServer> {
  const child = spawn(process.execPath, [program, 'serve', '--data', directory, '--port', '0'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const base = await listeningAddress(child.stdout)
  const ask = async <Answer>(path: string, options: RequestInit = {}): Promise<Answer> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(base + path, { ...options, headers })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  return {
    analytics: (call, body) => ask(`/v3/analytics/${call}`, { method: 'POST', body: JSON.stringify(body) }),
    points: async (path) => (await ask<{ data: Point[] }>(`/v2/locations/${path}`)).data,
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function listeningAddress(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stdout)) {
    const address = /listening on (\S+)/.exec(line)?.[1]
    if (address !== undefined) return address
  }
  throw new Error('the server ended before it listened')
}
