import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fillTenant, type Tenant } from './tenant.ts'
import { OWNER, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let own: Tenant
let port: number

beforeAll(async () => {
  server = await startTestServer()
  own = await fillTenant(server, OWNER, 'Own', 1_000)
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  const address = server.app.server.address()
  port = typeof address === 'object' ? (address?.port ?? 0) : 0
})
afterAll(() => server.close())

const json = { 'content-type': 'application/json' }

function post(url: string, payload: string, headers: Readonly<Record<string, string>> = json, token = OWNER) {
  return server.request({ method: 'POST', url, payload, headers }, token)
}

/** What the server sends back to bytes on a connection of their own, until it closes. */
function exchange(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')))
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

describe('headers', () => {
  test.each(['Bearer tok_a\r\nX-Evil: 1', 'Bearer tok_a\nX-Evil: 1', 'Bearer tok_é', 'Bearer tok_a,tok_b'])(
    'that smuggle something with the token open nothing: %j',
    async (authorization) => {
      const answer = await exchange(
        `GET /v3/spaces HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: ${authorization}\r\n\r\n`,
      )

      expect(answer).toMatch(/^HTTP\/1\.1 (400|401|403) /)
      expect(answer).not.toMatch(/X-Evil/i)
    },
  )

  test('of the answer hold nothing that a path smuggles in', async () => {
    for (const path of [
      '/v3/users/a%0d%0aX-Evil:%201',
      '/v2/locations/1%0d%0aX-Evil:%201',
      '/docs/%0d%0aX-Evil',
    ]) {
      const response = await server.request({ url: path })

      expect(response.statusCode).toBeGreaterThanOrEqual(400)
      expect(Object.keys(response.headers)).not.toContain('x-evil')
      expect(Object.values(response.headers).join()).not.toMatch(/[\r\n]/)
    }
  })

  test('with two lengths, or a length beside chunks, are not answered as one request with another hidden in it', async () => {
    const hidden = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
    const head = 'POST /api/readings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
    for (const lengths of [
      `Content-Length: 2\r\nContent-Length: ${hidden.length + 2}\r\n\r\n[]`,
      `Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ]) {
      const answer = await exchange(`${head}${lengths}${hidden}`)

      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(answer).not.toContain('"status":"ok"')
    }
  })

  test('that are larger than any client needs are refused', async () => {
    const answer = await exchange(
      `GET /v3/spaces HTTP/1.1\r\nHost: a\r\nX-Big: ${'x'.repeat(100_000)}\r\n\r\n`,
    )

    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
    expect(answer).toContain('"status":431')
  })

  test('that are no HTTP are answered with a problem', async () => {
    const answer = await exchange('nonsense\r\n\r\n')

    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('application/problem+json')
  })

  test('without a host are refused in the envelope of the surface', async () => {
    const answer = await exchange('GET /v3/spaces HTTP/1.1\r\nConnection: close\r\n\r\n')

    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('"code":400,"message":"The `Host` header is required."')
  })
})

describe('bodies', () => {
  const polluting = [
    '{"__proto__":{"isAdmin":true,"scopes":["admin"]},"name":"a","scopes":["read"]}',
    '{"constructor":{"prototype":{"isAdmin":true}},"name":"a","scopes":["read"]}',
    '{"name":"a","scopes":["read"],"space_ids":null,"__proto__":{"expires_at":"2000-01-01T00:00:00Z"}}',
  ]
  test.each(polluting)('change no prototype: %s', async (payload) => {
    const response = await post('/api/tokens', payload)

    expect(response.statusCode).toBe(201)
    expect(response.json()).toMatchObject({ scopes: ['read'], expires_at: null })
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
  })

  test('of readings change no prototype either', async () => {
    const reading = `{"type":"count","sensor":"Own-SENSOR","at":1700000000000,"count":1,"__proto__":{"isAdmin":true}}`
    const lines = await post('/api/readings', reading, { 'content-type': 'application/x-ndjson' })

    expect(lines.json()).toMatchObject({ accepted: 1 })
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
  })

  test('as forms change no prototype either', async () => {
    const form = '__proto__=1&constructor=2&grant_type=client_credentials&client_id=a&client_secret=b'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }

    expect((await post('/v3/oauth/token', form, headers)).statusCode).toBe(401)
  })

  test.each([
    ['brackets', '['.repeat(9_000_000)],
    ['ids', `{"space_ids":${JSON.stringify(Array(800_000).fill('spc_1'))}}`],
    ['prototypes', `[${Array(600_000).fill('{"__proto__":1}').join()}]`],
    ['prototypes in disguise', `[${Array(1_000).fill('{"__\\u0070roto__" : 1}').join()}]`],
    ['members of one object', JSON.stringify(Object.fromEntries(Array(1_001).fill(1).entries()))],
    ['letters', JSON.stringify({ a: 'a'.repeat(2_000_000) })],
    ['escapes', JSON.stringify({ a: '\n'.repeat(2_000_000) })],
    ['constructors', `[${Array(1_000).fill('{"constructor":1}').join()}]`],
  ])('of very many %s are refused before they are parsed', async (_, payload) => {
    const response = await post('/v3/analytics/metrics', payload)

    expect(response.statusCode).toBe(400)
    expect(response.json().message).toMatch(
      /nested too deeply: at most|more than 120000 values|too many keys such as __proto__|more than 1000 members|longer than 1 MiB/,
    )
  })

  test('with brackets, commas and escaped quotes in texts are read', async () => {
    const name = `${'[{,'.repeat(600)}\\" \\\\`
    const response = await post('/api/tokens', JSON.stringify({ name: 'a', scopes: ['read'], note: name }))

    expect(response.statusCode).not.toBe(500)
    expect(response.body).not.toContain('nested')
  })

  const deep = 100_000
  test.each([
    ['/v3/oauth/token', `{"client_id":${'['.repeat(7_000)}${']'.repeat(7_000)}}`],
    ['/v3/analytics/metrics', `{"space_ids":${'['.repeat(deep)}${']'.repeat(deep)}}`],
    [
      '/api/apply',
      `{"spaces":[${'{"name":"a","space_type":"space","children":['.repeat(deep)}${']}'.repeat(deep)}]}`,
    ],
    ['/api/apply', `${'{"spaces":'.repeat(deep)}1${'}'.repeat(deep)}`],
    ['/api/readings', `${'['.repeat(deep)}${']'.repeat(deep)}`],
  ])('that are deeply nested are refused by %s, not choked on', async (url, payload) => {
    const response = await post(url, payload)

    expect([200, 400]).toContain(response.statusCode)
    expect((await server.app.inject('/healthz')).statusCode).toBe(200)
  })

  test.each(['/v3/oauth/token', '/v3/wayfinding/token'])(
    'to %s, where no token is needed, are small',
    async (url) => {
      const response = await post(url, JSON.stringify({ client_id: 'a'.repeat(17_000) }))

      expect(response.statusCode).toBe(413)
      expect(response.json().message).toContain('16 KiB')
    },
  )

  test('over 10 MiB are refused', async () => {
    const response = await post('/v3/analytics/metrics', ' '.repeat(10 * 1024 * 1024 + 1))

    expect(response.statusCode).toBe(413)
  })

  test('with a byte that is no text name nobody else', async () => {
    const payload = JSON.stringify({ email: 'ada@own.example\u0000', role: 'owner' })

    expect((await post('/v3/users', payload, json, own.signed)).statusCode).toBe(400)
  })
})

test('a path with a very long id names nothing, like any other id that is not known', async () => {
  for (const id of ['a'.repeat(255), 'a'.repeat(8_000), '%F0%9F%9A%80'.repeat(255)]) {
    expect((await server.request({ url: `/api/sensors/${id}` })).statusCode).toBe(404)
  }
})

describe('slow requests', () => {
  test('have a time to send their headers, to say anything at all, and to end', () => {
    const { headersTimeout, requestTimeout, timeout } = server.app.server

    expect(headersTimeout).toBe(15_000)
    expect(timeout).toBe(120_000)
    expect(requestTimeout).toBe(3_600_000)
  })
})
