import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { textFrame } from '../../src/api/live/text-frame.ts'

test.each([0, 1, 125, 126, 65_535, 65_536, 200_000])(
  'a text of %i bytes arrives as it is',
  async (length) => {
    const text = 'ü'.repeat(Math.floor(length / 2)) + 'x'.repeat(length % 2)
    const server = createServer()
    const handshakes = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, stream: Socket, head) => {
      handshakes.handleUpgrade(request, stream, head, () => stream.write(textFrame(text)))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)

    const [data, isBinary] = await once(client, 'message')

    expect(isBinary).toBe(false)
    expect(String(data)).toBe(text)
    client.terminate()
    server.close()
  },
)
