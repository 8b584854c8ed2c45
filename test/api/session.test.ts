import { once } from 'node:events'
import { rmSync } from 'node:fs'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Environment } from '../../src/server/read-config.ts'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import { temporaryDirectory } from '../storage/open-store.ts'
import { demand } from './demand.ts'
import { type LiveSite, openLiveSite, Watcher } from './live-site.ts'
import { OWNER, startTestServer, type TestServer } from './test-server.ts'

type Headers = Readonly<Record<string, string>>

const MONTH_S = 30 * 86_400
const sameOrigin = { 'sec-fetch-site': 'same-origin' }

let server: TestServer
let now: number

beforeEach(async () => {
  now = Date.parse('2024-06-04T12:00:00Z')
  await open()
})
afterEach(() => server.close())

async function open(environment: Environment = {}): Promise<void> {
  await server?.close()
  server = await startTestServer({ clock: () => now, environment })
}

/** Asks as a browser does: by cookie, and never by `Authorization`. */
function browse(options: InjectOptions, token: string, headers: Headers = sameOrigin) {
  const cookie = `theme=dark; headcount_session=${encodeURIComponent(token)}`
  return server.app.inject({ ...options, headers: { host: 'localhost', cookie, ...headers } })
}

function signIn(token: string, options: InjectOptions = {}) {
  return server.app.inject({ method: 'POST', url: '/api/session', payload: { token }, ...options })
}

async function issue(payload: object = {}): Promise<{ readonly id: string; readonly token: string }> {
  const body = { name: 'Ada', scopes: ['read'], ...payload }
  return demand(await server.request({ method: 'POST', url: '/api/tokens', payload: body })).json()
}

/** A building with a floor, and a display on it. */
async function build(): Promise<void> {
  const post = async (url: string, payload: object) =>
    demand(await server.request({ method: 'POST', url, payload }))
  const building = { id: 'spc_b', name: 'B', space_type: 'building', time_zone: 'UTC' }
  await post('/api/spaces', building)
  await post('/api/spaces', { id: 'spc_f', name: 'F', space_type: 'floor', parent_id: 'spc_b' })
  await post('/api/displays', { id: 'dsp_1', name: 'Kiosk', floor_id: 'spc_f' })
}

interface Client {
  readonly client_id: string
  readonly client_secret: string
}

async function client(permissions: readonly string[]): Promise<Client> {
  const payload = { name: 'Robot', permissions }
  return demand(await server.request({ method: 'POST', url: '/api/credentials', payload })).json()
}

async function login({ client_id, client_secret }: Client, more: object = {}): Promise<string> {
  const payload = { grant_type: 'client_credentials', client_id, client_secret, ...more }
  const url = 'display_id' in more ? '/v3/wayfinding/token' : '/v3/oauth/token'
  return demand(await server.app.inject({ method: 'POST', url, payload })).json().access_token
}

const cookieOf = ({ headers }: LightMyRequestResponse) => String(headers['set-cookie'])
const newToken: InjectOptions = {
  method: 'POST',
  url: '/api/tokens',
  payload: { name: 'new', scopes: ['read'] },
}

describe('signing in', () => {
  test('puts the token where no script reads it and no other site sends it', async () => {
    const response = await signIn(OWNER)

    expect(response.statusCode).toBe(200)
    expect(response.cookies).toEqual([
      {
        name: 'headcount_session',
        value: OWNER,
        path: '/',
        httpOnly: true,
        sameSite: 'Strict',
        maxAge: MONTH_S,
      },
      { name: 'headcount_signed_in', value: '1', path: '/', sameSite: 'Strict', maxAge: MONTH_S },
    ])
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.body).not.toContain(OWNER)
  })

  test('answers what the token opens, as does asking later', async () => {
    await build()
    const [organization] = await server.services.identity.organizations()
    const { token } = await issue({ space_ids: ['spc_f'], expires_at: '2024-06-05T12:00:00Z' })

    const response = await signIn(token)

    const session = {
      name: 'Ada',
      scopes: ['read'],
      organization: { id: organization?.id, name: 'Headcount' },
      space_ids: ['spc_f'],
      expires_at: '2024-06-05T12:00:00Z',
    }
    expect(response.json()).toEqual(session)
    expect((await browse({ url: '/api/session' }, token)).json()).toEqual(session)
    expect((await server.request({ url: '/api/session' })).json()).toMatchObject({
      name: 'owner',
      scopes: ['read', 'write', 'ingest', 'admin'],
      space_ids: null,
      expires_at: null,
    })
  })

  test('ends no later than the token', async () => {
    const { token } = await issue({ expires_at: '2024-06-04T12:01:00.900Z' })

    expect(cookieOf(await signIn(token))).toContain('Max-Age=60;')
  })

  test('takes an OAuth token, until that expires', async () => {
    const token = await login(await client(['read', 'users']), { token_duration: 3_600 })

    const response = await signIn(token)

    expect(cookieOf(response)).toContain('Max-Age=3600;')
    expect(response.json()).toMatchObject({
      name: 'Robot',
      scopes: ['read', 'users'],
      expires_at: '2024-06-04T13:00:00Z',
    })
    expect((await browse({ url: '/v3/users' }, token)).statusCode).toBe(200)
  })

  test('takes a display’s token, which then sees its floor', async () => {
    await build()
    const token = await login(await client(['read']), { display_id: 'dsp_1' })

    expect((await signIn(token)).json()).toMatchObject({ scopes: ['display'], space_ids: ['spc_f'] })
    expect((await browse({ url: '/api/session' }, token)).statusCode).toBe(200)
    const spaces = (await browse({ url: '/v3/spaces' }, token)).json()
    expect(spaces.map(({ id }: { id: string }) => id)).toEqual(['spc_f'])
    expect((await browse({ url: '/api/tokens' }, token)).statusCode).toBe(403)
  })

  test('takes a token that only sends readings', async () => {
    const { token } = await issue({ scopes: ['ingest'] })

    expect((await signIn(token)).statusCode).toBe(200)
    expect((await browse({ url: '/api/session' }, token)).json()).toMatchObject({ scopes: ['ingest'] })
  })

  test('with a token that opens nothing sets no cookie', async () => {
    const response = await signIn('tok_guess')

    expect(response.statusCode).toBe(401)
    expect(response.headers['set-cookie']).toBeUndefined()
    expect(response.body).not.toContain('tok_guess')
  })

  test.each([[{}], [{ token: '' }], [{ token: 7 }], [{ token: 'x'.repeat(2_049) }]])(
    'with %.40j is refused',
    async (payload) => {
      const response = await server.app.inject({ method: 'POST', url: '/api/session', payload })

      expect(response.statusCode).toBe(400)
      expect(response.json().detail).toContain('`token`')
    },
  )

  test('is not for a form of another site, nor for its script', async () => {
    const payload = JSON.stringify({ token: OWNER })
    const form = await signIn(OWNER, { payload, headers: { 'content-type': 'text/plain' } })
    const script = await signIn(OWNER, { headers: { 'sec-fetch-site': 'cross-site' } })
    const old = await signIn(OWNER, { headers: { origin: 'https://elsewhere.example.org' } })

    expect([form, script, old].map(({ statusCode }) => statusCode)).toEqual([415, 403, 403])
    for (const { headers } of [form, script, old]) expect(headers['set-cookie']).toBeUndefined()
  })
})

describe('the cookie is for https alone', () => {
  const overHttps = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'count.example.org' }

  test('when a trusted proxy says that the browser came by it', async () => {
    await open({ HEADCOUNT_TRUST_PROXY: '127.0.0.1' })

    expect(cookieOf(await signIn(OWNER, { headers: overHttps }))).toMatch(/; Secure\b/)
    expect(cookieOf(await signIn(OWNER))).not.toContain('Secure')
  })

  test('not when anybody says so', async () => {
    expect(cookieOf(await signIn(OWNER, { headers: overHttps }))).not.toContain('Secure')
  })
})

describe('a session', () => {
  test.each(['/api/tokens', '/v3/spaces', '/v2/locations', '/v1/locations'])('opens %s', async (url) => {
    expect((await browse({ url }, OWNER)).statusCode).toBe(200)
    expect((await browse({ url, method: 'HEAD' }, OWNER)).statusCode).toBe(200)
  })

  test('has no more rights than its token', async () => {
    const { token } = await issue()

    expect((await browse({ url: '/v3/spaces' }, token)).statusCode).toBe(200)
    expect((await browse({ url: '/api/tokens' }, token)).statusCode).toBe(403)
  })

  test('ends with its token: revoked, or expired', async () => {
    const revoked = await issue()
    const expiring = await issue({ expires_at: '2024-06-04T12:00:10Z' })
    const status = async (token: string) => (await browse({ url: '/v3/spaces' }, token)).statusCode
    expect([await status(revoked.token), await status(expiring.token)]).toEqual([200, 200])

    demand(await server.request({ method: 'DELETE', url: `/api/tokens/${revoked.id}` }))
    now += 10_000

    expect([await status(revoked.token), await status(expiring.token)]).toEqual([401, 401])
    expect((await browse({ url: '/api/session' }, revoked.token)).statusCode).toBe(401)
  })

  test('survives a restart', async () => {
    const directory = temporaryDirectory()
    const restart = async () => {
      await server.close()
      server = await startTestServer({ store: await openSqliteStore({ directory }) })
    }
    try {
      await restart()
      const { token } = await issue()
      await restart()

      expect((await browse({ url: '/v3/spaces' }, token)).statusCode).toBe(200)
    } finally {
      await server.close()
      rmSync(directory, { recursive: true })
    }
  })

  test('gives way to a header, also to one that is wrong', async () => {
    const { token } = await issue()
    const url = '/api/session'
    const named = await browse({ url }, OWNER, { authorization: `Bearer ${token}` })
    const wrong = await browse({ url }, OWNER, { authorization: 'Bearer tok_guess' })
    const malformed = await browse({ url }, OWNER, { authorization: 'Basic YTpi' })

    expect(named.json()).toMatchObject({ name: 'Ada' })
    expect([wrong.statusCode, malformed.statusCode]).toEqual([401, 401])
  })

  test('that is empty, or of another name, is none', async () => {
    for (const cookie of ['headcount_session=', 'headcount_session_=x', 'session=x', ';;;', '=']) {
      const [v3, api] = await Promise.all(
        ['/v3/spaces', '/api/tokens'].map((url) => server.app.inject({ url, headers: { cookie } })),
      )

      expect([v3?.statusCode, api?.statusCode], cookie).toEqual([403, 401])
      expect(api?.json().detail).toContain('A token is needed')
    }
  })

  test('that is nonsense opens nothing', async () => {
    for (const value of ['%', '%00', '%E0%A4%A', '"tok_a"', 'a'.repeat(8_000), '__proto__']) {
      const headers = { cookie: `headcount_session=${value}` }

      expect((await server.app.inject({ url: '/v3/spaces', headers })).statusCode, value).toBe(401)
    }
  })
})

describe('by cookie, a change', () => {
  const status = async (headers: Headers, token = OWNER) =>
    (await browse(newToken, token, headers)).statusCode

  test.each<[string, Headers]>([
    ['says so', sameOrigin],
    ['names its origin, where plain HTTP leaves the other out', { origin: 'http://localhost:80' }],
    ['names its origin, seen through a proxy that is not trusted', { origin: 'https://localhost' }],
  ])('is taken from a page of this host that %s', async (_title, headers) => {
    expect(await status(headers)).toBe(201)
  })

  test.each<[string, Headers]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
    ['no page', { 'sec-fetch-site': 'none' }],
    ['another site with our origin', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }],
    ['another origin', { origin: 'https://elsewhere.example.org' }],
    ['another port of this host', { origin: 'http://localhost:8081' }],
    ['a host that begins like ours', { origin: 'http://localhost.example.org' }],
    ['a page with an opaque origin', { origin: 'null' }],
    ['something with an origin that is none', { origin: 'localhost' }],
    ['something that says nothing', {}],
    [
      'a host that nobody trusts to name ours',
      { origin: 'https://a.example', 'x-forwarded-host': 'a.example' },
    ],
  ])('is refused from %s', async (_title, headers) => {
    const response = await browse(newToken, OWNER, headers)

    expect(response.statusCode).toBe(403)
    expect(response.json().detail).toContain('Sec-Fetch-Site: same-origin')
    expect((await server.request({ url: '/api/tokens' })).json()).toHaveLength(1)
  })

  test('is refused in the words of each surface, also to who has a bad token', async () => {
    const v3 = await browse({ method: 'POST', url: '/v3/labels', payload: { name: 'a' } }, 'tok_guess', {})

    expect(v3.json()).toEqual({ code: 403, message: expect.stringContaining('Sec-Fetch-Site') })
  })

  test.each([
    ['PATCH', '/api/spaces/spc_x'],
    ['DELETE', '/api/tokens/tkn_x'],
  ] as const)('by %s is no other', async (method, url) => {
    const payload = method === 'PATCH' ? { name: 'a' } : undefined
    const options = { method, url, ...(payload === undefined ? {} : { payload }) }

    expect((await browse(options, OWNER, {})).statusCode).toBe(403)
    // There is nothing at this address, which only who may ask learns.
    expect((await browse(options, OWNER)).statusCode).toBe(404)
  })

  test('goes by the host that a trusted proxy tells', async () => {
    await open({ HEADCOUNT_TRUST_PROXY: '127.0.0.1' })
    const proxied = { 'x-forwarded-host': 'count.example.org', 'x-forwarded-proto': 'https' }

    expect(await status({ ...proxied, origin: 'https://count.example.org' })).toBe(201)
    expect(await status({ ...proxied, origin: 'https://localhost' })).toBe(403)
  })

  test('by header is taken wherever it comes from', async () => {
    const authorization = `Bearer ${OWNER}`

    expect(await status({ authorization, 'sec-fetch-site': 'cross-site' }, 'tok_guess')).toBe(201)
  })
})

describe('signing out', () => {
  test('clears the cookie, whether or not its token still works', async () => {
    for (const token of [OWNER, 'tok_revoked']) {
      const response = await browse({ method: 'DELETE', url: '/api/session' }, token)

      expect(response.statusCode).toBe(204)
      expect(response.cookies).toEqual([
        expect.objectContaining({ name: 'headcount_session', value: '', path: '/', maxAge: 0 }),
        expect.objectContaining({ name: 'headcount_signed_in', value: '', path: '/', maxAge: 0 }),
      ])
    }
  })

  test('leaves the token alone', async () => {
    await browse({ method: 'DELETE', url: '/api/session' }, OWNER)

    expect((await server.request({ url: '/api/session' })).statusCode).toBe(200)
  })

  test('is not for other sites', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' }
    const response = await browse({ method: 'DELETE', url: '/api/session' }, OWNER, headers)

    expect(response.statusCode).toBe(403)
    expect(response.headers['set-cookie']).toBeUndefined()
  })
})

describe('the rate limit', () => {
  beforeEach(() => open({ HEADCOUNT_RATE_LIMIT: '10:25' }))
  const left = ({ headers }: LightMyRequestResponse) => headers['x-ratelimit-remaining']

  test('counts a sign-in that failed as ten requests, one that did not as one', async () => {
    expect(left(await signIn(OWNER))).toBe('24')
    expect(left(await signIn('tok_guess'))).toBe('14')
  })

  test('counts a bad cookie as ten requests, as a bad header', async () => {
    expect(left(await browse({ url: '/v3/spaces' }, 'tok_guess'))).toBe('15')
  })

  test('counts what is refused for its origin as one', async () => {
    expect(left(await browse(newToken, OWNER, {}))).toBe('24')
  })
})

describe('what stays open', () => {
  const liveTimes = { tickMs: 20, pingMs: 20_000, refreshMs: 20_000, ticketMs: 60_000, farewellMs: 500 }
  let site: LiveSite
  let id: string
  let cookie: string

  beforeEach(async () => {
    site = await openLiveSite('2024-06-04T12:00:00Z', { liveTimes })
    await site.space('spc_a')
    await site.sensor('A', { sensor_type: 'waffle', space_id: 'spc_a' })
    const payload = { name: 'wall', scopes: ['read'] }
    const created = demand(await site.request({ method: 'POST', url: '/api/tokens', payload })).json()
    id = created.id
    cookie = `headcount_session=${created.token}`
  })
  afterEach(() => site.close())

  const revoke = async () => demand(await site.request({ method: 'DELETE', url: `/api/tokens/${id}` }))

  test('a stream opens by cookie, and ends when its token is revoked', async () => {
    const response = await fetch(`${site.address}/api/live`, { headers: { cookie } })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    const first = await reader?.read()

    await revoke()

    expect(response.status).toBe(200)
    expect(first?.value).toContain('event: snapshot')
    for (let piece = await reader?.read(); piece?.done === false; ) piece = await reader?.read()
    expect((await fetch(`${site.address}/api/live`, { headers: { cookie } })).status).toBe(401)
  })

  test('a socket opens by cookie from pages of this host only, and closes when its token is revoked', async () => {
    const ask = (headers: Headers) =>
      fetch(`${site.address}/v3/analytics/ws/space/spc_a/occupancy`, {
        method: 'POST',
        headers: { cookie, ...headers },
      })
    const [own, other] = [await ask({ origin: site.address }), await ask({ origin: 'http://127.0.0.1:1' })]
    expect([own.status, other.status]).toEqual([200, 403])
    const { ws_url: url } = (await own.json()) as { readonly ws_url: string }
    const watcher = new Watcher(url)
    await once(watcher.socket, 'open')

    await revoke()

    expect(await watcher.close()).toBeDefined()
  })
})
