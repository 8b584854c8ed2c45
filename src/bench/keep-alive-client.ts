import { connect, type Socket } from 'node:net'
import type { ServerProcess } from './server-process.ts'

const HEAD_END = '\r\n\r\n'

/** An HTTP request as it goes over the wire. */
export type WireRequest = Buffer

/** A POST of JSON, ready to be sent many times faster than an HTTP client would put it together. */
export function postRequest(path: string, token: string, body: string): WireRequest {
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}${HEAD_END}${body}`)
}

/**
 * One connection that stays open, one request at a time. It does as little as it can, so that on a small machine
 * the server is measured and not its client; it understands answers with a `content-length` only.
 */
export class KeepAliveClient {
  readonly #socket: Socket
  #received = ''
  #settle: { resolve(body: string): void; reject(error: Error): void } | null = null

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (text) => {
      this.#received += text
      this.#read()
    })
    socket.on('error', (error) => this.#settle?.reject(error))
    socket.on('close', () => this.#settle?.reject(new Error('The server closed the connection.')))
  }

  static async connect({ host, port }: ServerProcess): Promise<KeepAliveClient> {
    const socket = connect(port, host)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return new KeepAliveClient(socket)
  }

  /** Sends a request and resolves to the body of its answer; rejects when that is not a 200. */
  send(request: WireRequest): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#settle = null
    this.#socket.destroy()
  }

  #read(): void {
    const headEnd = this.#received.indexOf(HEAD_END)
    if (headEnd < 0) return
    const head = this.#received.slice(0, headEnd)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
    const bodyStart = headEnd + HEAD_END.length
    if (this.#received.length < bodyStart + length) return
    const body = this.#received.slice(bodyStart, bodyStart + length)
    this.#received = this.#received.slice(bodyStart + length)
    const settle = this.#settle
    this.#settle = null
    if (head.startsWith('HTTP/1.1 200 ')) settle?.resolve(body)
    else settle?.reject(new Error(`${head.split('\r\n')[0]}: ${body.slice(0, 300)}`))
  }
}
