import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fillTenant, type Tenant } from './tenant.ts'
import { OWNER, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let own: Tenant
let now: number

beforeEach(async () => {
  now = Date.parse('2024-06-04T12:00:00Z')
  server = await startTestServer({ clock: () => now })
  own = await fillTenant(server, OWNER, 'Own', 1_000)
})
afterEach(() => server.close())

type Fields = Readonly<Record<string, unknown>>

const grant = (fields: Fields = {}): Fields => ({
  grant_type: 'client_credentials',
  client_id: own.clientId,
  client_secret: own.clientSecret,
  ...fields,
})

function post(url: string, payload: Fields | string, headers: Readonly<Record<string, string>> = {}) {
  return server.app.inject({ method: 'POST', url, payload, headers })
}

function form(fields: Fields): string {
  return String(new URLSearchParams(fields as Record<string, string>))
}

const formType = { 'content-type': 'application/x-www-form-urlencoded' }

describe('a client credential', () => {
  const create = (payload: Fields, token?: string) =>
    server.request({ method: 'POST', url: '/api/credentials', payload }, token)

  test('is issued with its secret, once, and listed without', async () => {
    const response = await create({
      name: ' Robot ',
      permissions: ['read', 'read'],
      space_ids: ['spc_Own_s'],
    })

    expect(response.statusCode).toBe(201)
    expect(response.headers['cache-control']).toBe('no-store')
    const { client_secret: secret, ...rest } = response.json()
    expect(secret).toMatch(/^sec_[A-Za-z0-9_-]{43}$/)
    expect(rest).toEqual({
      client_id: expect.stringMatching(/^cli_[0-9a-f]{24}$/),
      name: 'Robot',
      permissions: ['read'],
      role: null,
      space_ids: ['spc_Own_s'],
      created_at: '2024-06-04T12:00:00Z',
    })
    const listed = await server.request({ url: '/api/credentials' })
    expect(listed.json()).toContainEqual(rest)
    expect(listed.body).not.toContain('secret')
  })

  test.each([
    [{ permissions: ['read'] }, '`name` is required'],
    [{ name: 'a', permissions: [] }, '`permissions` must be a list of at least 1 items'],
    [{ name: 'a', permissions: ['admin'] }, '`permissions[0]` must be one of: read, write, users'],
    [{ name: 'a', permissions: ['write'], role: 'readonly' }, 'role readonly does not include'],
    [{ name: 'a', permissions: ['users'], role: 'editor' }, 'role editor does not include'],
  ])('is refused for %j', async (payload, detail) => {
    const response = await create(payload)

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain(detail)
  })

  test('of an administrator of some spaces reaches no further than those', async () => {
    const admin = { name: 'local', scopes: ['admin'], space_ids: ['spc_Own_g'] }
    const { token } = (await server.request({ method: 'POST', url: '/api/tokens', payload: admin })).json()

    const inherited = await create({ name: 'inherited', permissions: ['read'] }, token)
    const beyond = await create({ name: 'a', permissions: ['read'], space_ids: ['spc_Own_s'] }, token)

    expect(inherited.json().space_ids).toEqual(['spc_Own_g'])
    expect(beyond.statusCode).toBe(404)
    const listed = (await server.request({ url: '/api/credentials' }, token)).json()
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(['inherited'])
    const url = `/api/credentials/${own.clientId}`
    expect((await server.request({ method: 'DELETE', url }, token)).statusCode).toBe(404)
  })

  test('that is revoked ends its tokens at once, and opens no more', async () => {
    expect((await server.request({ url: '/v3/spaces' }, own.signed)).statusCode).toBe(200)

    const url = `/api/credentials/${own.clientId}`
    const revoked = await server.request({ method: 'DELETE', url })

    expect(revoked.statusCode).toBe(204)
    expect((await server.request({ url: '/v3/spaces' }, own.signed)).statusCode).toBe(401)
    expect((await post('/v3/oauth/token', grant())).statusCode).toBe(401)
    expect((await server.request({ method: 'DELETE', url })).statusCode).toBe(404)
  })
})

describe('POST /v3/oauth/token', () => {
  test('answers a token that works for a day', async () => {
    const response = await post('/v3/oauth/token', grant({ audience: 'https://api.example.org/' }))

    expect(response.statusCode).toBe(200)
    expect(response.headers['cache-control']).toBe('no-store')
    const { access_token: token, ...rest } = response.json()
    expect(rest).toEqual({ expires_in: '86400', token_type: 'Bearer' })
    expect(token).toMatch(/^eyJ/)
    expect((await server.request({ url: '/v3/hello-world' }, token)).statusCode).toBe(200)
    now += 86_400_000
    expect((await server.request({ url: '/v3/hello-world' }, token)).statusCode).toBe(401)
  })

  test('takes a form, with a duration in it', async () => {
    const response = await post('/v3/oauth/token', form(grant({ token_duration: '60' })), formType)

    expect(response.statusCode).toBe(200)
    expect(response.json().expires_in).toBe('60')
    now += 60_000
    const later = await server.request({ url: '/v3/hello-world' }, response.json().access_token)
    expect(later.statusCode).toBe(401)
  })

  test('names the server, the client and what it may in the token, which its public keys verify', async () => {
    const claims = decodeJwt(own.signed)
    const keys = await server.app.inject('/.well-known/jwks.json')

    expect(claims).toMatchObject({
      iss: 'urn:headcount',
      aud: 'urn:headcount/v3',
      sub: own.clientId,
      scope: 'read write users',
    })
    expect(keys.headers['content-type']).toContain('application/jwk-set+json')
    expect(keys.json().keys).toHaveLength(1)
    expect(keys.json().keys[0]).toMatchObject({ kid: decodeProtectedHeader(own.signed).kid, alg: 'ES256' })
    expect(keys.json().keys[0].d).toBeUndefined()
  })

  test.each([
    [{ grant_type: 'password' }, '`grant_type` must be client_credentials'],
    [{ grant_type: undefined }, '`grant_type` is required'],
    [{ client_id: undefined }, '`client_id` and `client_secret` are required'],
    [{ client_secret: 5 }, '`client_secret` must be a string'],
    [{ token_duration: 59 }, '`token_duration` must be at least 60'],
    [{ token_duration: 86_401 }, '`token_duration` must be at most 86400'],
    [{ token_duration: '600' }, '`token_duration` must be an integer'],
    [{ audience: 7 }, '`audience` must be'],
  ])('answers 400 to %j', async (fields, message) => {
    const response = await post('/v3/oauth/token', grant(fields))

    const error =
      'grant_type' in fields && fields.grant_type === 'password'
        ? 'unsupported_grant_type'
        : 'invalid_request'
    expect(response.json()).toEqual({
      code: 400,
      message: expect.stringContaining(message),
      error,
      error_description: response.json().message,
    })
    expect(response.statusCode).toBe(400)
  })

  test('takes HTTP Basic', async () => {
    const authorization = `Basic ${Buffer.from(`${own.clientId}:${own.clientSecret}`).toString('base64')}`
    const wrong = `Basic ${Buffer.from(`${own.clientId}:sec_wrong`).toString('base64')}`
    const body = { grant_type: 'client_credentials' }

    expect((await post('/v3/oauth/token', body, { authorization })).json().access_token).toMatch(/^eyJ/)
    expect((await post('/v3/oauth/token', body, { authorization: wrong })).json()).toMatchObject({
      code: 401,
      error: 'invalid_client',
    })
  })

  test('answers 400 to a form with a field twice', async () => {
    const response = await post('/v3/oauth/token', `${form(grant())}&client_id=cli_other`, formType)

    expect(response.statusCode).toBe(400)
  })

  test('answers an unknown client and a wrong secret alike, with 401', async () => {
    const unknown = await post('/v3/oauth/token', grant({ client_id: 'cli_unknown' }))
    const wrong = await post('/v3/oauth/token', grant({ client_secret: 'sec_wrong' }))

    expect(unknown.statusCode).toBe(401)
    expect(wrong.statusCode).toBe(401)
    expect(wrong.headers['www-authenticate']).toMatch(/^Basic/)
    expect(wrong.json()).toEqual(unknown.json())
  })
})

describe('POST /v3/wayfinding/token', () => {
  const forDisplay = (fields: Fields = {}) => grant({ display_id: own.ids.display, ...fields })

  test('answers a token for the display, to a form', async () => {
    const response = await post('/v3/wayfinding/token', form(forDisplay()), formType)

    expect(response.statusCode).toBe(200)
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.json()).toEqual({
      access_token: expect.stringMatching(/^eyJ/),
      expires_in: 3_600,
      scope: `display:${own.ids.display}`,
      token_type: 'Bearer',
    })
  })

  test('takes JSON, and HTTP Basic', async () => {
    const authorization = `Basic ${Buffer.from(`${own.clientId}:${own.clientSecret}`).toString('base64')}`
    const { client_id: _id, client_secret: _secret, ...rest } = forDisplay()

    expect((await post('/v3/wayfinding/token', forDisplay())).statusCode).toBe(200)
    expect((await post('/v3/wayfinding/token', form(rest), { ...formType, authorization })).statusCode).toBe(
      200,
    )
    expect((await post('/v3/wayfinding/token', rest)).statusCode).toBe(400)
    expect((await post('/v3/wayfinding/token', forDisplay(), { authorization })).statusCode).toBe(400)
    const wrong = `Basic ${Buffer.from(`${own.clientId}:sec_wrong`).toString('base64')}`
    expect((await post('/v3/wayfinding/token', rest, { authorization: wrong })).statusCode).toBe(401)
  })

  test('answers a token that reads the floor of the display and nothing else', async () => {
    const { access_token: token } = (await post('/v3/wayfinding/token', forDisplay())).json()

    const spaces = await server.request({ url: '/v3/spaces' }, token)

    const ids = spaces.json().map(({ id }: { id: string }) => id)
    expect(ids.toSorted()).toEqual(['spc_Own_f', 'spc_Own_g', 'spc_Own_s'])
    for (const url of ['/v3/hello-world', '/v3/labels', '/v3/users', '/v2/locations', '/api/spaces']) {
      expect((await server.request({ url }, token)).statusCode).toBe(403)
    }
  })

  test('is refused to a client that may not read, and for displays that it does not see', async () => {
    const client = async (fields: Fields) => {
      const payload = { name: 'a', ...fields }
      return (await server.request({ method: 'POST', url: '/api/credentials', payload })).json()
    }
    const writer = await client({ permissions: ['write'] })
    const limited = await client({ permissions: ['read'], space_ids: ['spc_Own_s'] })

    expect((await post('/v3/wayfinding/token', forDisplay(writer))).statusCode).toBe(403)
    expect((await post('/v3/wayfinding/token', forDisplay(limited))).statusCode).toBe(404)
    expect((await post('/v3/wayfinding/token', forDisplay({ display_id: 'dsp_unknown' }))).statusCode).toBe(
      404,
    )
  })
})
