import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import { demand } from '../api/site.ts'
import { OWNER, startTestServer, type TestServer } from '../api/test-server.ts'
import { closeServer } from './close-server.ts'
import type { DemoServer } from './demo-server.ts'

const webDirectory = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** A server with the dashboard that goes away and comes back at the same address, over the same store. */
export interface RestartingServer extends DemoServer {
  /** Sends a request by the owner and demands that it succeeds. */
  ask(method: InjectOptions['method'], url: string, payload?: object): Promise<LightMyRequestResponse>
  stop(): Promise<void>
  /** Comes back, where it is away. */
  start(): Promise<void>
  /** Stops for good. */
  close(): Promise<void>
}

/** Starts it over an empty store, on a free port of this machine. */
export async function startRestartingServer(): Promise<RestartingServer> {
  const directory = mkdtempSync(join(tmpdir(), 'headcount-web-'))
  const open = async () => startTestServer({ store: await openSqliteStore({ directory }), webDirectory })
  let server: TestServer = await open()
  /** Settled once the server is away; `null` while it is there. */
  let stopping: Promise<void> | null = null
  const url = await server.app.listen({ host: '127.0.0.1', port: 0 })
  const stop = () => {
    stopping ??= closeServer(server)
    return stopping
  }
  return {
    url,
    token: OWNER,
    async ask(method = 'GET', path = '/', payload) {
      const response = await server.request({ method, url: path, ...(payload !== undefined && { payload }) })
      return demand(response, response.statusCode < 300 ? response.statusCode : 200)
    },
    stop,
    async start() {
      if (stopping === null) return
      await stopping
      server = await open()
      await server.app.listen({ host: '127.0.0.1', port: Number(new URL(url).port) })
      stopping = null
    },
    async close() {
      await stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
