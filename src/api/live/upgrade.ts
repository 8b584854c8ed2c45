import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import { CloseCode, closeSocket } from './live-socket.ts'
import type { SocketHub } from './socket-hub.ts'
import type { SocketTickets } from './socket-tickets.ts'

/** Where sockets are opened, before the secret. */
export const SOCKET_PATH = '/v3/ws/'

/** Nothing a client sends changes anything; a message larger than this closes with 1009 (density-v3.md §7). */
const MOST_RECEIVED_BYTES = 4 * 1024

const socketPath = /^\/v3\/ws\/([^/?]+)\/?(?:\?|$)/

export interface UpgradeParts {
  readonly tickets: SocketTickets
  readonly hub: SocketHub
  readonly onError: (error: unknown) => void
}

/** Opens WebSockets on a server: one for each good secret, once. */
export function acceptSockets(server: Server, { tickets, hub, onError }: UpgradeParts): void {
  const handshakes = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MOST_RECEIVED_BYTES,
    perMessageDeflate: false,
  })
  server.on('upgrade', (request: IncomingMessage, stream: Socket, head: Buffer) => {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket')
      return answerPlainly(server, request, stream, head)
    const secret = socketPath.exec(request.url ?? '')?.[1]
    if (secret === undefined) return refuse(stream, 404)
    handshakes.handleUpgrade(request, stream, head, (ws) => {
      // What is wrong with a connection closes it; there is nobody to tell.
      ws.on('error', () => undefined)
      const ticket = tickets.redeem(secret)
      if (ticket === null) return closeSocket(ws, CloseCode.refused, 'unknown, used or expired')
      hub.open(ws, stream, ticket).catch((error) => {
        onError(error)
        ws.terminate()
      })
    })
  })
}

function refuse(stream: Socket, status: number): void {
  stream.on('error', () => undefined)
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/**
 * Answers a request that offers another protocol, which some clients do with each one, as the request that it is:
 * a server may ignore the offer (RFC 9110 §7.8). The request is put back in front of what follows, without it.
 */
function answerPlainly(server: Server, request: IncomingMessage, stream: Socket, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`]
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] ?? ''
    if (/^(upgrade|connection|http2-settings)$/i.test(name)) continue
    lines.push(`${name}: ${request.rawHeaders[index + 1]}`)
  }
  // As they were received: header values are latin1 on the wire.
  stream.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]))
  server.emit('connection', stream)
}
