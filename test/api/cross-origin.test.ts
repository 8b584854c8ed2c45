import { afterEach, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
afterEach(() => server.close())

const ORIGIN = 'https://display.example.org'

const preflight = (url: string, origin = ORIGIN) =>
  server.app.inject({
    method: 'OPTIONS',
    url,
    headers: {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    },
  })

describe('a page of another host', () => {
  test.each(['/v1/locations', '/v2/locations', '/v2/spaces', '/v3/spaces', '/live/any', '/compare/any'])(
    'may ask %s, with a token of its own',
    async (url) => {
      server = await startTestServer()
      const asked = await preflight(url)
      const answered = await server.request({ url, headers: { origin: ORIGIN } })

      expect(asked.statusCode).toBe(204)
      expect(asked.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-headers': expect.stringMatching(/authorization|\*/),
        'access-control-allow-methods': expect.stringContaining('GET'),
      })
      expect(answered.headers['access-control-allow-origin']).toBe('*')
      for (const { headers } of [asked, answered]) {
        expect(headers['access-control-allow-credentials']).toBeUndefined()
      }
    },
  )

  test('is told of refusals too', async () => {
    server = await startTestServer()
    const { statusCode, headers } = await server.app.inject({
      url: '/v2/locations',
      headers: { origin: ORIGIN },
    })

    expect(statusCode).toBe(401)
    expect(headers['access-control-allow-origin']).toBe('*')
  })

  test('may not ask for the setup, nor read the documents’ host', async () => {
    server = await startTestServer()
    const { headers } = await server.request({ url: '/api/spaces', headers: { origin: ORIGIN } })

    expect((await preflight('/api/spaces')).statusCode).toBe(405)
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test('may ask where its origin is allowed, and nowhere else', async () => {
    server = await startTestServer({ environment: { HEADCOUNT_CORS: `${ORIGIN},https://other.example.org` } })
    const own = await server.request({ url: '/v3/spaces', headers: { origin: ORIGIN } })
    const foreign = await server.request({
      url: '/v3/spaces',
      headers: { origin: 'https://evil.example.org' },
    })

    expect(own.headers['access-control-allow-origin']).toBe(ORIGIN)
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('may ask nothing where that is off', async () => {
    server = await startTestServer({ environment: { HEADCOUNT_CORS: 'off' } })

    expect((await preflight('/v3/spaces')).statusCode).toBe(405)
    const { headers } = await server.request({ url: '/v3/spaces', headers: { origin: ORIGIN } })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })
})
