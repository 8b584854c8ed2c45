import type { InjectOptions } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clientOf } from '../../src/api/client-address.ts'
import type { Environment } from '../../src/server/read-config.ts'
import { OWNER, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let now: number

beforeEach(() => {
  now = Date.parse('2024-06-04T12:00:00Z')
})
afterEach(() => server.close())

async function open(environment: Environment = {}): Promise<void> {
  server = await startTestServer({
    clock: () => now,
    environment: { HEADCOUNT_RATE_LIMIT: '2:4', ...environment },
  })
}

/** Statuses of several requests in a row. */
async function statuses(count: number, options: InjectOptions, token?: string): Promise<readonly number[]> {
  const answers: number[] = []
  for (let sent = 0; sent < count; sent++) answers.push((await server.request(options, token)).statusCode)
  return answers
}

describe('the rate limit', () => {
  test('is 15 a second with a burst of 100 unless said otherwise', async () => {
    await open({ HEADCOUNT_RATE_LIMIT: '' })

    const answers = await statuses(101, { url: '/v3/hello-world' })

    expect(answers.filter((status) => status === 200)).toHaveLength(100)
    expect(answers.at(-1)).toBe(429)
  })

  test('can be switched off', async () => {
    await open({ HEADCOUNT_RATE_LIMIT: 'off' })

    const response = await server.request({ url: '/v3/hello-world' })

    expect(response.headers['x-ratelimit-limit']).toBeUndefined()
    expect(new Set(await statuses(120, { url: '/v3/hello-world' }))).toEqual(new Set([200]))
  })

  test('is one bucket for all surfaces, each of which refuses in its own words', async () => {
    await open()
    expect(await statuses(2, { url: '/v3/hello-world' })).toEqual([200, 200])
    expect(await statuses(1, { url: '/v2/locations' })).toEqual([200])
    expect(await statuses(1, { url: '/api/tokens' })).toEqual([200])

    const [v3, v2, api] = [
      await server.request({ url: '/v3/hello-world' }),
      await server.request({ url: '/v2/locations' }),
      await server.request({ url: '/api/tokens' }),
    ]

    expect(v3.json()).toEqual({ code: 429, message: expect.stringContaining('Wait 1 s before the next') })
    for (const response of [v2, api]) {
      expect(response.headers['content-type']).toContain('application/problem+json')
      expect(response.json()).toMatchObject({ status: 429, title: 'Too Many Requests' })
      expect(response.json().type).toMatch(/\/problems\/too-many-requests$/)
    }
    for (const response of [v3, v2, api]) {
      expect(response.statusCode).toBe(429)
      expect(response.headers).toMatchObject({
        'retry-after': '1',
        'x-ratelimit-limit': '4',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '2',
      })
    }
    now += 500
    expect(await statuses(2, { url: '/v3/hello-world' })).toEqual([200, 429])
  })

  test('is told on every answer, refusals and unknown paths too', async () => {
    await open()

    for (const [index, url] of ['/v3/spaces', '/v3/nothing', '/v2/locations/x'].entries()) {
      const { headers } = await server.request({ url })

      expect(headers).toMatchObject({ 'x-ratelimit-limit': '4', 'x-ratelimit-remaining': String(3 - index) })
    }
  })

  test('comes before the caller is asked who it is', async () => {
    await open()
    await statuses(4, { url: '/v3/hello-world' })

    expect((await server.app.inject('/v3/hello-world')).statusCode).toBe(429)
    expect((await server.app.inject({ method: 'POST', url: '/v3/oauth/token' })).statusCode).toBe(429)
  })

  test('leaves operators alone', async () => {
    await open()
    await statuses(10, { url: '/v3/hello-world' })

    for (const url of ['/healthz', '/readyz', '/metrics']) {
      expect(await statuses(10, { url })).toEqual(Array(10).fill(200))
    }
  })

  test.each([
    ['a bad token', { url: '/v3/hello-world' }, 'tok_guess'],
    [
      'a wrong secret',
      {
        method: 'POST',
        url: '/v3/oauth/token',
        payload: { grant_type: 'client_credentials', client_id: 'cli_1', client_secret: 'sec_guess' },
      },
      undefined,
    ],
  ] as const)('counts %s as ten requests', async (_title, options, token) => {
    await open({ HEADCOUNT_RATE_LIMIT: '10:25' })

    const first = await server.request(options, token)
    const rest = await statuses(3, options, token)

    expect(first.statusCode).toBe(401)
    expect(first.headers['x-ratelimit-remaining']).toBe('15')
    expect(rest).toEqual([401, 401, 429])
    now += 1_000
    expect(await statuses(2, options, token)).toEqual([401, 429])
  })

  test('counts who shows no token at all as one request', async () => {
    await open({ HEADCOUNT_RATE_LIMIT: '10:25' })

    const response = await server.app.inject('/api/tokens')

    expect(response.statusCode).toBe(401)
    expect(response.headers['x-ratelimit-remaining']).toBe('24')
  })
})

describe('the client', () => {
  const from = (remoteAddress: string, forwarded?: string): InjectOptions => ({
    url: '/v3/hello-world',
    remoteAddress,
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  })

  test('is who is connected, whatever it claims', async () => {
    await open()
    const answers: number[] = []
    for (let host = 1; host <= 5; host++) {
      answers.push((await server.request(from('192.0.2.1', `198.51.100.${host}`))).statusCode)
    }

    expect(answers).toEqual([200, 200, 200, 200, 429])
    expect((await server.request(from('192.0.2.2'))).statusCode).toBe(200)
  })

  test('behind a trusted proxy is who that says', async () => {
    await open({ HEADCOUNT_TRUST_PROXY: '192.0.2.1' })
    await statuses(4, from('192.0.2.1', '198.51.100.1'))

    expect((await server.request(from('192.0.2.1', '198.51.100.1'))).statusCode).toBe(429)
    expect((await server.request(from('192.0.2.1', '198.51.100.2'))).statusCode).toBe(200)
    // What the client wrote itself stands before what the proxy adds, and is not believed.
    const claimed = from('192.0.2.1', '203.0.113.9, 198.51.100.1')
    expect((await server.request(claimed)).statusCode).toBe(429)
    expect((await server.request(from('192.0.2.9', '198.51.100.1'), OWNER)).statusCode).toBe(200)
  })

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['not an address', 'not an address'],
    ['x'.repeat(5_000), 'x'.repeat(64)],
  ])('at %.30s is %.30s', async (address, client) => {
    await open()

    expect(clientOf(address)).toBe(client)
  })
})
