import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { type WebSocket, WebSocketServer } from 'ws'

/**
 * What live is measured beside: a bare `ws` server that takes the same readings over HTTP and sends the same bytes to
 * the sockets of each space, and does nothing else. A socket's path is its space.
 */
const rooms = new Map<string, Set<WebSocket>>()
const server = createServer(async (request, response) => {
  const readings = JSON.parse(await textOf(request)) as { sensor: string; at: string; count: number }[]
  response.setHeader('content-type', 'application/json').end('{"accepted":0,"duplicates":0,"rejected":[]}')
  for (const { sensor, at, count } of readings) {
    const space = `spc_${sensor.slice(3)}`
    const message = JSON.stringify({
      update_type: 'live',
      data: {
        [space]: { timestamp: at, occupancy: count, counting_mode: 'oa', space_health_status: 'healthy' },
      },
    })
    for (const socket of rooms.get(space) ?? []) socket.send(message)
  }
})
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, request) => {
  const space = request.url?.slice(1) ?? ''
  const room = rooms.get(space) ?? new Set()
  rooms.set(space, room.add(socket))
  socket.on('close', () => room.delete(socket))
  socket.send('{"update_type":"refresh","data":{}}')
})
process.on('SIGTERM', () => process.exit(0))
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
