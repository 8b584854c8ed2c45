import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Access } from '../../domain/access/access.ts'
import type { HeldConnection, LiveHolder } from './live-holders.ts'
import type { SocketChannel } from './socket-channel.ts'

/** Close codes of our own (density-v3.md §7) and of RFC 6455 §7.4.1. */
export const CloseCode = { restart: 1012, tooSlow: 1013, refused: 4401 } as const

/** Bytes that may wait to be sent to one client besides the largest message there is: some minutes of a busy floor. */
const MOST_WAITING_BYTES = 256 * 1024
/** Pings in a row that may go unanswered. */
const MISSED_PINGS = 2
/** How long a client that was told to go may take. */
const FAREWELL_MS = 5_000

/** One open WebSocket. */
export class LiveSocket implements HeldConnection {
  readonly channel: SocketChannel
  readonly holder: LiveHolder
  readonly #ws: WebSocket
  readonly #stream: Socket
  #missedPings = 0
  #largestBytes = 0

  constructor(ws: WebSocket, stream: Socket, channel: SocketChannel, holder: LiveHolder) {
    this.channel = channel
    this.holder = holder
    this.#ws = ws
    this.#stream = stream
    ws.on('pong', () => {
      this.#missedPings = 0
    })
  }

  /**
   * Sends a frame that may be shared with others; `false` when the client is not there to take it. One that is too
   * slow to drain is closed rather than waited for.
   */
  send(frame: Buffer): boolean {
    if (this.#ws.readyState !== this.#ws.OPEN) return false
    if (this.#stream.writableLength > MOST_WAITING_BYTES + this.#largestBytes) {
      this.close(CloseCode.tooSlow, 'too slow')
      return false
    }
    this.#largestBytes = Math.max(this.#largestBytes, frame.length)
    this.#stream.write(frame)
    return true
  }

  /** Asks for a sign of life; a client that gave none twice is cut off. */
  ping(): void {
    this.#missedPings++
    if (this.#missedPings > MISSED_PINGS) this.#ws.terminate()
    else if (this.#ws.readyState === this.#ws.OPEN) this.#ws.ping()
  }

  review(access: Access | null): void {
    if (access === null || !this.channel.admits(access)) this.close(CloseCode.refused, 'no longer permitted')
  }

  close(code: number, reason: string): void {
    closeSocket(this.#ws, code, reason)
  }

  /** Ends the connection without a word. */
  terminate(): void {
    this.#ws.terminate()
  }
}

/** Closes a socket in good order, and by force should its client not go along. */
export function closeSocket(ws: WebSocket, code: number, reason: string): void {
  ws.close(code, reason)
  setTimeout(() => ws.terminate(), FAREWELL_MS).unref()
}
