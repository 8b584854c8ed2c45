import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let now: number

beforeEach(async () => {
  now = Date.parse('2024-05-14T09:00:00Z')
  server = await startTestServer({ clock: () => now })
})
afterEach(() => server.close())

function createToken(payload: object, token?: string) {
  now += 1
  return server.request({ method: 'POST', url: '/api/tokens', payload }, token)
}

function revoke(id: string, token?: string) {
  return server.request({ method: 'DELETE', url: `/api/tokens/${id}` }, token)
}

async function listTokens(token?: string): Promise<readonly { id: string; name: string }[]> {
  return (await server.request({ url: '/api/tokens' }, token)).json()
}

/** A building with two floors. */
async function createSpaces(): Promise<void> {
  const [organization] = await server.services.identity.organizations()
  const author = { organization: organization?.key ?? 0, actor: 'test' }
  const { portfolios } = server.services
  const building = {
    id: 'spc_building',
    name: 'Building',
    type: 'building',
    timeZone: 'Europe/Paris',
  } as const
  await portfolios.createSpace(author, building)
  for (const id of ['spc_ground', 'spc_first']) {
    await portfolios.createSpace(author, { id, name: id, type: 'floor', parentId: 'spc_building' })
  }
}

describe('issuing a token', () => {
  test('answers its secret, once', async () => {
    const response = await createToken({ name: ' Kiosk ', scopes: ['read', 'read', 'ingest'] })

    expect(response.statusCode).toBe(201)
    expect(response.headers['cache-control']).toBe('no-store')
    const { token, ...rest } = response.json()
    expect(token).toMatch(/^tok_[A-Za-z0-9_-]{43}$/)
    expect(rest).toEqual({
      id: expect.stringMatching(/^tkn_/),
      name: 'Kiosk',
      scopes: ['read', 'ingest'],
      kind: 'token',
      space_ids: null,
      display_id: null,
      created_at: '2024-05-14T09:00:00.001Z',
      expires_at: null,
    })
    expect(await listTokens()).toEqual([expect.objectContaining({ name: 'owner' }), rest])
  })

  test('makes one that works, until it expires', async () => {
    const response = await createToken({
      name: 'a',
      scopes: ['read'],
      expires_at: '2024-05-14T11:00:01+02:00',
    })
    const { token, expires_at: expiresAt } = response.json()

    expect(expiresAt).toBe('2024-05-14T09:00:01Z')
    expect((await server.request({ url: '/v3/hello-world' }, token)).statusCode).toBe(200)
    now += 1_000
    expect((await server.request({ url: '/v3/hello-world' }, token)).statusCode).toBe(401)
  })

  test('limits it to spaces', async () => {
    await createSpaces()

    const response = await createToken({ name: 'a', scopes: ['read'], space_ids: ['spc_first', 'spc_first'] })

    expect(response.json().space_ids).toEqual(['spc_first'])
  })

  test.each([
    [{ name: '  ', scopes: ['read'] }, '`name` must be at least 1 characters long'],
    [{ name: 'a', scopes: [] }, '`scopes` must be a list of at least 1 items'],
    [{ name: 'a', scopes: ['reed'] }, '`scopes[0]` must be one of: read, write, ingest, admin'],
    [{ name: 'a', scopes: ['read'], expires_at: 'soon' }, '`expires_at` must be an ISO 8601 date and time'],
    [
      { name: 'a', scopes: ['read'], expires_at: '2024-05-14T09:00:00Z' },
      '`expires_at` must be in the future',
    ],
  ])('refuses %j', async (payload, detail) => {
    const response = await createToken(payload)

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain(detail)
  })

  test('refuses a space that is not there', async () => {
    const response = await createToken({ name: 'a', scopes: ['read'], space_ids: ['spc_nowhere'] })

    expect(response.statusCode).toBe(404)
    expect(response.json().detail).toContain('spc_nowhere')
  })
})

describe('revoking a token', () => {
  test('takes effect at once', async () => {
    const { id, token } = (await createToken({ name: 'a', scopes: ['read'] })).json()

    const response = await revoke(id)

    expect(response.statusCode).toBe(204)
    expect(response.body).toBe('')
    expect((await server.request({ url: '/v3/hello-world' }, token)).statusCode).toBe(401)
    expect((await revoke(id)).statusCode).toBe(404)
  })
})

describe('an administrator of some spaces', () => {
  let local: string

  beforeEach(async () => {
    await createSpaces()
    const payload = { name: 'local', scopes: ['admin'], space_ids: ['spc_first'] }
    local = (await createToken(payload)).json().token
  })

  test('issues tokens that reach no further than its own', async () => {
    const inherited = await createToken({ name: 'inherited', scopes: ['read'] }, local)
    const beyond = await createToken({ name: 'beyond', scopes: ['read'], space_ids: ['spc_ground'] }, local)
    const above = await createToken({ name: 'above', scopes: ['read'], space_ids: ['spc_building'] }, local)

    expect(inherited.json().space_ids).toEqual(['spc_first'])
    expect(beyond.statusCode).toBe(404)
    expect(above.statusCode).toBe(404)
  })

  test('neither lists nor revokes tokens that reach further', async () => {
    await createToken({ name: 'inherited', scopes: ['read'] }, local)
    const [owner] = await listTokens()

    expect((await listTokens(local)).map(({ name }) => name)).toEqual(['local', 'inherited'])
    expect((await revoke(owner?.id ?? '', local)).statusCode).toBe(404)
    expect(await listTokens()).toHaveLength(3)
  })

  test('neither reads the audit nor creates organizations', async () => {
    const audit = await server.request({ url: '/api/audit' }, local)
    const payload = { name: 'Tenant' }
    const organization = await server.request({ method: 'POST', url: '/api/organizations', payload }, local)

    expect(audit.statusCode).toBe(403)
    expect(organization.statusCode).toBe(403)
  })
})

describe('organizations', () => {
  test('are apart: neither sees, names or revokes what is the other’s', async () => {
    await createSpaces()
    const created = await server.request({
      method: 'POST',
      url: '/api/organizations',
      payload: { name: 'Tenant' },
    })
    const { token: tenant } = created.json()

    expect(created.statusCode).toBe(201)
    expect(created.json()).toEqual({ id: expect.stringMatching(/^org_/), name: 'Tenant', token: tenant })
    const [owner] = await listTokens()
    expect((await listTokens(tenant)).map(({ id }) => id)).not.toContain(owner?.id)
    expect((await revoke(owner?.id ?? '', tenant)).statusCode).toBe(404)
    const foreign = await createToken({ name: 'a', scopes: ['read'], space_ids: ['spc_first'] }, tenant)
    expect(foreign.statusCode).toBe(404)
  })

  test('are created by an owner of the first one only', async () => {
    const payload = { name: 'Tenant' }
    const url = '/api/organizations'
    const { token } = (await server.request({ method: 'POST', url, payload })).json()

    const response = await server.request({ method: 'POST', url, payload }, token)

    expect(response.statusCode).toBe(403)
  })
})

describe('the audit', () => {
  test('tells who changed what, newest first, page by page, without repeating or skipping', async () => {
    for (const name of ['a', 'b', 'c']) await createToken({ name, scopes: ['read'] })

    const first = (await server.request({ url: '/api/audit?limit=2' })).json()
    await createToken({ name: 'd', scopes: ['read'] })
    const second = (
      await server.request({ url: `/api/audit?limit=2&cursor=${first.pagination.next_cursor}` })
    ).json()

    expect(first.pagination.has_more).toBe(true)
    expect(second.pagination).toEqual({ next_cursor: null, has_more: false })
    const entries = [...first.data, ...second.data]
    expect(entries.map(({ after }) => after.name)).toEqual(['c', 'b', 'a', 'owner'])
    expect(first.data[0]).toEqual({
      at: '2024-05-14T09:00:00.003Z',
      actor: expect.stringMatching(/^tkn_\w+ owner$/),
      action: 'token.create',
      target: expect.stringMatching(/^tkn_/),
      before: null,
      after: { name: 'c', scopes: ['read'], spaces: null, expiresAt: null },
    })
  })

  test.each(['limit=0', 'limit=1001', 'limit=many', 'cursor=abc', 'cursor='])('refuses %s', async (query) => {
    const response = await server.request({ url: `/api/audit?${query}` })

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain(query.split('=')[0])
  })
})
