import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { failure } from './errors.ts'
import { problemKinds } from './problem.ts'
import type { SendFailure } from './send-failure.ts'

/** What a client sent that is no request: HTTP could not be read, so that there is no path and no surface. */
interface ProtocolError extends Error {
  readonly code?: string
}

const statusOfCode: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

const details: Readonly<Record<number, string>> = {
  400: 'This is no well-formed HTTP request.',
  408: 'The request took too long to arrive.',
  431: 'The headers are too large: at most 16 KiB are read.',
}

/** Answers what is no HTTP request with a problem, and closes the connection. */
export function answerProtocolError(error: ProtocolError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status = statusOfCode[error.code ?? ''] ?? 400
  const title = STATUS_CODES[status] ?? 'Bad Request'
  const known = problemKinds.some((kind) => kind.status === status)
  const type = known ? '/problems/bad-request' : 'about:blank'
  const body = JSON.stringify({ type, title, status, detail: details[status] })
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** Refuses requests without a host (RFC 9112 §3.2) and, once the app closes, all of them, as their surfaces do. */
export function refuseEarly(app: FastifyInstance, sendFor: (path: string) => SendFailure): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onRequest', async (request, reply) => {
    if (isClosing) {
      reply.header('connection', 'close')
      return sendFor(request.url)(failure(503, 'The server is stopping: try again shortly.'), request, reply)
    }
    if (request.raw.httpVersion === '1.1' && request.headers.host === undefined)
      return sendFor(request.url)(failure(400, 'The `Host` header is required.'), request, reply)
  })
}
