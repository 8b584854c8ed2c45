import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OWNER, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const missingToken = [
  {},
  { authorization: '' },
  { authorization: OWNER },
  { authorization: 'Basic YTpi' },
  { authorization: 'Bearer a b' },
]

describe('a Density call', () => {
  test('with a good token is answered', async () => {
    const response = await server.request({ url: '/v3/hello-world' })

    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(response.body).toBe('Do… or do not. There is no try. - Yoda')
  })

  test.each(missingToken)('with the headers %j is 403', async (headers) => {
    const response = await server.app.inject({ url: '/v3/hello-world', headers })

    expect(response.statusCode).toBe(403)
    expect(response.json()).toEqual({ code: 403, message: expect.stringContaining('Authorization: Bearer') })
  })

  test('with an unknown token is 401', async () => {
    const response = await server.request({ url: '/v3/hello-world' }, 'tok_unknown')

    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toBe('Bearer')
    expect(response.json()).toEqual({ code: 401, message: 'The token is unknown, revoked or expired.' })
  })

  test('without the scope is 403 and names it', async () => {
    const { secret } = await tokenWith(['ingest'])

    const response = await server.request({ url: '/v3/hello-world' }, secret)

    expect(response.statusCode).toBe(403)
    expect(response.json().message).toContain('`read`')
  })

  test.each(['bearer', 'BEARER', 'Bearer '])('may spell the scheme %j', async (scheme) => {
    const headers = { authorization: `${scheme} ${OWNER}` }

    expect((await server.app.inject({ url: '/v3/hello-world', headers })).statusCode).toBe(200)
  })

  test('takes a trailing slash and unknown query parameters', async () => {
    const response = await server.request({ url: '/v3/hello-world/?page_size=1000&__proto__=1' })

    expect(response.statusCode).toBe(200)
  })

  test('to an unknown path is 404, whatever it carries', async () => {
    const response = await server.app.inject({
      method: 'POST',
      url: '/v3/nothing/here?secret=1',
      headers: { 'content-type': 'text/csv' },
      payload: 'a,b',
    })

    expect(response.statusCode).toBe(404)
    expect(response.json()).toEqual({ code: 404, message: 'There is nothing at /v3/nothing/here.' })
  })

  test.each(['/v3', '/v3/'])('to %s itself is 404', async (url) => {
    expect((await server.request({ url })).json()).toEqual({ code: 404, message: expect.any(String) })
  })

  test('with a wrong method is 405 and says what is right', async () => {
    const response = await server.request({ method: 'DELETE', url: '/v3/hello-world' })

    expect(response.statusCode).toBe(405)
    expect(response.headers.allow).toBe('GET, HEAD')
    expect(response.json()).toMatchObject({ code: 405, message: expect.stringContaining('GET, HEAD') })
  })

  test('to a path that is not well formed is 400', async () => {
    const response = await server.request({ url: '/v3/spaces/%zz' })

    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({ code: 400, message: expect.stringContaining('percent-encoding') })
  })
})

describe.each(['/v2', '/api'])('a call under %s', (prefix) => {
  test('to an unknown path is a problem with all its members', async () => {
    const response = await server.request({ url: `${prefix}/nothing?secret=1` })

    expect(response.statusCode).toBe(404)
    expect(response.headers['content-type']).toBe('application/problem+json')
    expect(response.json()).toEqual({
      type: 'http://localhost:80/problems/not-found',
      title: 'Not Found',
      status: 404,
      detail: `There is nothing at ${prefix}/nothing.`,
      instance: `${prefix}/nothing`,
      request_id: response.headers['x-request-id'],
    })
    expect(response.headers['x-request-id']).toMatch(uuid)
  })
})

describe('a native call', () => {
  test.each(missingToken)('with the headers %j is 401', async (headers) => {
    const response = await server.app.inject({ url: '/api/tokens', headers })

    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toBe('Bearer')
    expect(response.json()).toMatchObject({ title: 'Unauthorized', status: 401 })
  })

  test('without the scope is 403', async () => {
    const { secret } = await tokenWith(['read', 'write', 'ingest'])

    const response = await server.request({ url: '/api/tokens' }, secret)

    expect(response.statusCode).toBe(403)
    expect(response.json()).toMatchObject({ title: 'Forbidden', detail: expect.stringContaining('`admin`') })
  })

  test.each([
    ['broken JSON', 'application/json', '{"name": ', 400, 'The body is not valid JSON.'],
    ['another media type', 'application/xml', '<name/>', 415, 'application/json'],
    ['a form', 'application/x-www-form-urlencoded', 'name=a', 415, 'application/json'],
    ['plain text', 'text/plain', '{"name":"a"}', 415, 'application/json'],
    ['no media type that makes sense', 'nonsense', '{"name":"a"}', 415, 'application/json'],
    ['an array', 'application/json', '[]', 400, 'The body must be an object.'],
    ['null', 'application/json', 'null', 400, 'The body must be an object.'],
    ['nothing', 'application/json', '', 400, '`name` is required'],
  ])('with %s as its body is refused', async (_what, type, payload, status, detail) => {
    const response = await server.request({
      method: 'POST',
      url: '/api/tokens',
      headers: { 'content-type': type },
      payload,
    })

    expect(response.statusCode).toBe(status)
    expect(response.json().detail).toContain(detail)
  })

  test('with more than 10 MiB is 413', async () => {
    const response = await server.request({
      method: 'POST',
      url: '/api/tokens',
      payload: { name: 'x'.repeat(10 * 1024 * 1024) },
    })

    expect(response.statusCode).toBe(413)
    expect(response.json()).toMatchObject({ title: 'Payload Too Large', status: 413 })
  })

  test('without any body reads as one with an empty object', async () => {
    const response = await server.request({ method: 'POST', url: '/api/tokens' })

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toBe('`name` is required: a string. `scopes` is required: an array.')
  })

  test('with five million brackets is refused and harms nothing', async () => {
    const payload = '['.repeat(2_500_000) + ']'.repeat(2_500_000)
    const headers = { 'content-type': 'application/json' }

    const response = await server.request({ method: 'POST', url: '/api/tokens', headers, payload })

    expect(response.statusCode).toBe(400)
    expect((await server.request({ url: '/api/tokens' })).statusCode).toBe(200)
  })

  test.each(['{"__proto__": {"admin": true}, "name": 1}', '{"constructor": {"prototype": {"admin": true}}}'])(
    'with the body %s pollutes no prototype',
    async (payload) => {
      const headers = { 'content-type': 'application/json' }

      const response = await server.request({ method: 'POST', url: '/api/tokens', headers, payload })

      expect(response.statusCode).toBe(400)
      expect('admin' in {}).toBe(false)
    },
  )

  test('with a wrong method is 405 and says what is right', async () => {
    const one = await server.request({ method: 'PUT', url: '/api/tokens/tkn_1' })
    const all = await server.request({ method: 'PATCH', url: '/api/tokens/' })

    expect(one.statusCode).toBe(405)
    expect(one.headers.allow).toBe('DELETE')
    expect(one.json()).toMatchObject({ title: 'Method Not Allowed' })
    expect(all.headers.allow).toBe('GET, HEAD, POST')
  })
})

test('an unknown path beside all surfaces is a problem', async () => {
  const response = await server.app.inject({ method: 'POST', url: '/v4/spaces', payload: 'x' })

  expect(response.statusCode).toBe(404)
  expect(response.json()).toMatchObject({ title: 'Not Found', instance: '/v4/spaces' })
  expect(response.headers['x-request-id']).toMatch(uuid)
})

test('a request id is never the caller’s own', async () => {
  const headers = { 'x-request-id': 'mine', 'request-id': 'mine' }

  const response = await server.app.inject({ url: '/v3/hello-world', headers })

  expect(response.headers['x-request-id']).toMatch(uuid)
})

test('problem types are under the public URL where one is configured', async () => {
  const elsewhere = await startTestServer({
    environment: { HEADCOUNT_PUBLIC_URL: 'https://count.example.org/hc/' },
  })

  const response = await elsewhere.app.inject({ url: '/v2/nothing' })
  await elsewhere.close()

  expect(response.json().type).toBe('https://count.example.org/hc/problems/not-found')
})

describe('forwarded headers', () => {
  const request = {
    url: '/v2/nothing',
    remoteAddress: '10.1.2.3',
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'count.example.org' },
  }

  test('are not believed by default', async () => {
    const response = await server.app.inject(request)

    expect(response.json().type).toBe('http://localhost:80/problems/not-found')
  })

  test('are believed from a configured proxy, and from nobody else', async () => {
    const proxied = await startTestServer({ environment: { HEADCOUNT_TRUST_PROXY: '10.1.0.0/16' } })

    const believed = await proxied.app.inject(request)
    const doubted = await proxied.app.inject({ ...request, remoteAddress: '10.2.0.1' })
    await proxied.close()

    expect(believed.json().type).toBe('https://count.example.org/problems/not-found')
    expect(doubted.json().type).toBe('http://localhost:80/problems/not-found')
  })
})

async function tokenWith(scopes: readonly ('read' | 'write' | 'ingest' | 'admin')[]) {
  const [organization] = await server.services.identity.organizations()
  return server.services.identity.issueToken(
    { organization: organization?.key ?? 0, name: 'limited', scopes, spaces: null, expiresAt: null },
    'test',
  )
}
