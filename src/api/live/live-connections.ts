import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Identity } from '../../identity/identity.ts'
import type { Live } from '../../live/live.ts'
import { bearerOf } from '../access.ts'
import type { LiveHolder } from './live-holders.ts'
import { LiveHolders } from './live-holders.ts'
import { LiveStreams } from './live-streams.ts'
import { SocketHub, type SocketTimes } from './socket-hub.ts'
import type { SocketTarget } from './socket-target.ts'
import { SocketTickets } from './socket-tickets.ts'
import { acceptSockets, SOCKET_PATH } from './upgrade.ts'

/** When things happen on live connections. */
export interface LiveTimes extends SocketTimes {
  /** How long a URL for a socket may go unused. */
  readonly ticketMs: number
  /** How long clients may take to close when the server stops. */
  readonly farewellMs: number
}

/** The times of density-v3.md §7. */
export const liveTimes: LiveTimes = {
  tickMs: 1_000,
  pingMs: 30_000,
  refreshMs: 60_000,
  ticketMs: 60_000,
  farewellMs: 2_000,
}

export interface LiveConnectionsOptions {
  readonly live: Live
  readonly identity: Pick<Identity, 'authenticate'>
  readonly publicUrl: string | null
  readonly times?: LiveTimes
}

/** Figures about live connections, for operators. */
export interface LiveFigures {
  readonly sockets: number
  readonly streams: number
  readonly messages: number
}

/** Everything that stays open: WebSockets, the one-time URLs that open them, and event streams. */
export class LiveConnections {
  readonly streams: LiveStreams
  readonly #publicUrl: string | null
  readonly #times: LiveTimes
  readonly #holders: LiveHolders
  readonly #tickets: SocketTickets
  readonly #hub: SocketHub

  constructor({ live, identity, publicUrl, times = liveTimes }: LiveConnectionsOptions) {
    this.#publicUrl = publicUrl
    this.#times = times
    this.#holders = new LiveHolders(identity)
    this.#tickets = new SocketTickets(times.ticketMs, randomBytes)
    this.#hub = new SocketHub(live, times)
    this.streams = new LiveStreams(live, randomBytes(6).toString('hex'))
  }

  figures(): LiveFigures {
    const { open, messages } = this.#hub.figures()
    return { sockets: open, streams: this.streams.open, messages: messages + this.streams.messages }
  }

  /** Who asks, as the holder of what stays open for them. */
  holderOf(request: FastifyRequest): LiveHolder {
    return this.#holders.of(bearerOf(request) ?? '', request.access)
  }

  /** A URL that opens one socket, once and soon. Throws `overloaded` when the caller has too much open. */
  issueUrl(request: FastifyRequest, target: SocketTarget): string {
    const secret = this.#tickets.issue({ holder: this.holderOf(request), target })
    const base = this.#publicUrl ?? `${request.protocol}://${request.host}`
    return `${base.replace(/^http/, 'ws')}${SOCKET_PATH}${secret}`
  }

  /** Opens sockets on an app, and closes everything before the app does. */
  serve(app: FastifyInstance): void {
    const onError = (error: unknown) => app.log.error({ err: error }, 'live connections failed')
    acceptSockets(app.server, { tickets: this.#tickets, hub: this.#hub, onError })
    let isTicking = false
    const timer = setInterval(() => {
      if (isTicking) return
      isTicking = true
      const ended = () => {
        isTicking = false
      }
      this.#tick().catch(onError).finally(ended)
    }, this.#times.tickMs)
    timer.unref()
    app.addHook('preClose', async () => {
      clearInterval(timer)
      this.streams.close()
      await this.#hub.close(this.#times.farewellMs)
    })
  }

  async #tick(): Promise<void> {
    this.#tickets.sweep()
    await this.#holders.review()
    await this.#hub.tick()
  }
}
