import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { demand, openSite, type Site, type Wire } from './site.ts'
import { OWNER, type TestServerOptions } from './test-server.ts'

/** A site that listens, for what needs a connection. */
export interface LiveSite extends Site {
  readonly address: string
  /** Asks for a socket and answers its URL. */
  url(path: string, token?: string): Promise<string>
  /** Asks for a socket and opens it. */
  watch(path: string, token?: string): Promise<Watcher>
  /** Closes all sockets and the server. */
  close(): Promise<void>
}

/** A plain WebSocket client that remembers what it hears. */
export class Watcher {
  readonly socket: WebSocket
  readonly #heard: Wire[] = []
  #waiting: (() => void)[] = []
  closed: { readonly code: number; readonly reason: string } | null = null

  constructor(url: string, options: { readonly autoPong?: boolean } = {}) {
    this.socket = new WebSocket(url, options)
    this.socket.on('message', (data) => {
      this.#heard.push(JSON.parse(String(data)))
      this.#wake()
    })
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) }
      this.#wake()
    })
    this.socket.on('error', () => undefined)
  }

  /** The next message that was not taken yet. */
  async next(withinMs = 5_000): Promise<Wire> {
    const deadline = Date.now() + withinMs
    while (this.#heard.length === 0) {
      if (Date.now() > deadline || this.closed !== null)
        throw new Error(`Nothing was heard: ${JSON.stringify(this.closed)}`)
      await this.#something(deadline - Date.now())
    }
    return this.#heard.shift() as Wire
  }

  /** The messages that were not taken, after some time. */
  async rest(afterMs: number): Promise<readonly Wire[]> {
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    return this.#heard.splice(0)
  }

  async close(withinMs = 10_000): Promise<{ readonly code: number; readonly reason: string }> {
    const deadline = Date.now() + withinMs
    while (this.closed === null) {
      if (Date.now() > deadline) throw new Error('The socket did not close.')
      await this.#something(deadline - Date.now())
    }
    return this.closed
  }

  #something(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs)
      this.#waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake()
  }
}

/** Opens a site at which it is `now`, and listens. */
export async function openLiveSite(now: string, options: TestServerOptions = {}): Promise<LiveSite> {
  const site = await openSite(now, options)
  await site.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = site.app.server.address() as AddressInfo
  const address = `http://127.0.0.1:${port}`
  const watchers: Watcher[] = []
  const url = async (path: string, token = OWNER) => {
    const response = await site.request(
      { method: 'POST', url: `/v3/analytics/ws/${path}`, headers: { host: `127.0.0.1:${port}` } },
      token,
    )
    return demand(response, 200).json().ws_url
  }
  return {
    ...site,
    address,
    url,
    async watch(path, token) {
      const watcher = new Watcher(await url(path, token))
      watchers.push(watcher)
      await once(watcher.socket, 'open')
      return watcher
    },
    async close() {
      for (const { socket } of watchers) socket.terminate()
      await site.close()
    },
  }
}
