import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { OWNER, startTestServer } from './test-server.ts'

test('a request during the stop is refused as its surface does, and says when to come back', async () => {
  const server = await startTestServer()
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  const address = server.app.server.address()
  const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1')
  let answers = ''
  socket.on('data', (chunk) => {
    answers += chunk
  })
  const ended = once(socket, 'close')
  const head = `Host: a\r\nAuthorization: Bearer ${OWNER}\r\n`
  const begun = once(server.app.server, 'request')
  // A request under way keeps its connection open through the stop.
  socket.write(
    `POST /api/readings HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n[`,
  )
  await begun

  const closed = server.close()
  await vi.waitUntil(() => !server.app.server.listening)
  socket.write(`]GET /v3/spaces HTTP/1.1\r\n${head}\r\n`)
  await Promise.all([ended, closed])

  const [first = '', second = ''] = answers.split(/(?=HTTP\/1\.1 )/)
  expect(first).toMatch(/^HTTP\/1\.1 200 /)
  expect(second).toMatch(/^HTTP\/1\.1 503 /)
  expect(second).toMatch(/retry-after: 1\r\n/i)
  expect(second).toContain('{"code":503,"message":"The server is stopping: try again shortly."}')
})
