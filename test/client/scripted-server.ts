import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a scripted server does with one request: answers, drops the connection, or keeps it waiting. */
export type Step =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  | 'drop'
  | 'wait'

/** A request that a scripted server received. */
export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A real HTTP server that plays a script: one step a request, the last one for all that follow. */
export interface ScriptedServer {
  readonly baseUrl: string
  readonly received: readonly Received[]
  close(): Promise<void>
}

/** Starts a {@link ScriptedServer} on a free port. A function of the request may stand in for a fixed step. */
export async function startScript(
  ...steps: (Step | ((request: Received) => Step))[]
): Promise<ScriptedServer> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const seen = { method, url, headers, body: Buffer.concat(chunks).toString() }
      const step = steps[Math.min(received.length, steps.length - 1)]
      received.push(seen)
      const act = typeof step === 'function' ? step(seen) : step
      if (act === 'wait') return
      if (act === undefined || act === 'drop') {
        request.socket.destroy()
        return
      }
      response.writeHead(act.status, { 'content-type': 'application/json', ...act.headers })
      response.end(act.body === undefined ? '' : JSON.stringify(act.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
