import { connect, type Socket } from 'node:net'

/** What the parent asks of this process. */
export type ClientsRequest =
  | { readonly kind: 'open'; readonly host: string; readonly port: number; readonly paths: readonly string[] }
  | { readonly kind: 'report' }

/** What this process answers: that all sockets are open, or what they heard since the last report. */
export type ClientsAnswer =
  | { readonly kind: 'opened' }
  /** Of each message the reading's timestamp and when it was heard, in milliseconds of the monotonic clock. */
  | { readonly kind: 'heard'; readonly at: readonly string[]; readonly heardMs: readonly number[] }

const HANDSHAKES_AT_ONCE = 100
const MARK = '"timestamp":"'
const LIVE = '"live"'

let at: string[] = []
let heardMs: number[] = []

/** Opens a socket and notes every live message. Does as little as it can, so that the server is measured. */
function open(host: string, port: number, path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host)
    socket.setEncoding('latin1')
    socket.once('error', reject)
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    )
    socket.once('data', () => {
      socket.on('data', (text) => note(String(text)))
      resolve(socket)
    })
  })
}

function note(text: string): void {
  const now = Number(process.hrtime.bigint()) / 1e6
  for (let from = text.indexOf(LIVE); from >= 0; from = text.indexOf(LIVE, from + 1)) {
    const start = text.indexOf(MARK, from) + MARK.length
    at.push(text.slice(start, text.indexOf('"', start)))
    heardMs.push(now)
  }
}

async function openAll(host: string, port: number, paths: readonly string[]): Promise<void> {
  for (let first = 0; first < paths.length; first += HANDSHAKES_AT_ONCE) {
    await Promise.all(paths.slice(first, first + HANDSHAKES_AT_ONCE).map((path) => open(host, port, path)))
  }
}

function answer(message: ClientsAnswer): void {
  process.send?.(message)
}

process.on('message', (request: ClientsRequest) => {
  if (request.kind === 'open') {
    openAll(request.host, request.port, request.paths).then(
      () => answer({ kind: 'opened' }),
      (error) => {
        process.stderr.write(`${error}\n`)
        process.exit(1)
      },
    )
    return
  }
  answer({ kind: 'heard', at, heardMs })
  at = []
  heardMs = []
})
process.on('disconnect', () => process.exit(0))
