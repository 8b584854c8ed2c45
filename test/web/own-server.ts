import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import { OWNER, startTestServer, type TestServer } from '../api/test-server.ts'
import { closeServer } from './close-server.ts'
import type { DemoServer } from './demo-server.ts'

const webDirectory = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** A server for one test file, over a store of its own, empty at first: tests may change what they like. */
export interface OwnServer extends DemoServer, Pick<TestServer, 'request'> {
  close(): Promise<void>
}

/** Starts a server with the dashboard on a free port of this machine. */
export async function startOwnServer(): Promise<OwnServer> {
  const directory = mkdtempSync(join(tmpdir(), 'headcount-web-'))
  const server = await startTestServer({ store: await openSqliteStore({ directory }), webDirectory })
  const url = await server.app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    token: OWNER,
    request: server.request,
    async close() {
      await closeServer(server)
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
