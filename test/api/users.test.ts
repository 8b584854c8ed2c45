import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { demand } from './demand.ts'
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

function users(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  id = '',
  payload?: Fields,
  token?: string,
) {
  now += 1
  const url = id === '' ? '/v3/users' : `/v3/users/${id}`
  return server.request({ method, url, ...(payload === undefined ? {} : { payload }) }, token ?? own.signed)
}

async function tokenOf(credential: Fields): Promise<string> {
  const payload = { name: 'a', permissions: ['users'], ...credential }
  const created = await server.request({ method: 'POST', url: '/api/credentials', payload })
  const { client_id, client_secret } = demand(created).json()
  const login = { grant_type: 'client_credentials', client_id, client_secret }
  return (await server.app.inject({ method: 'POST', url: '/v3/oauth/token', payload: login })).json()
    .access_token
}

describe('users', () => {
  test('are created, read, changed and removed', async () => {
    const created = await users('POST', '', {
      email: ' Bea@Example.org ',
      role: 'editor',
      full_name: 'Bea',
      spaces: ['spc_Own_s', 'spc_Own_s'],
    })
    const { id, ...rest } = created.json()

    expect(created.statusCode).toBe(200)
    expect(id).toMatch(/^usr_/)
    expect(rest).toEqual({
      email: 'Bea@Example.org',
      full_name: 'Bea',
      role: 'editor',
      spaces: ['spc_Own_s'],
      created_at: '2024-06-04T12:00:00.001Z',
    })
    expect((await users('GET', id)).json()).toEqual(created.json())
    expect((await users('GET')).json()).toEqual([
      expect.objectContaining({ id: own.ids.user }),
      created.json(),
    ])

    const put = await users('PUT', id, { role: 'readonly', email: 'ignored@example.org' })
    expect(put.json()).toEqual({ ...created.json(), role: 'readonly' })
    const patched = await users('PATCH', id, { full_name: null, spaces: [] })
    expect(patched.json()).toEqual({ ...put.json(), full_name: null, spaces: [] })

    const removed = await users('DELETE', id)
    expect(removed.statusCode).toBe(200)
    expect(removed.json()).toEqual({ code: 200, message: expect.stringContaining(id) })
    expect((await users('GET', id)).statusCode).toBe(404)
    expect((await users('DELETE', id)).statusCode).toBe(404)
  })

  test.each([
    [{ role: 'editor' }, '`email` is required'],
    [{ email: 'nobody', role: 'editor' }, '`email` must be an e-mail address'],
    [{ email: `${'a'.repeat(243)}@example.org`, role: 'editor' }, '`email` must be at most 254'],
    [{ email: 'a@example.org' }, '`role` is required: one of: owner, admin, editor, readonly'],
    [{ email: 'a@example.org', role: 'boss' }, '`role` must be one of: owner, admin, editor, readonly'],
    [{ email: 'a@example.org', role: 'editor', spaces: 'spc_1' }, '`spaces` must be'],
    [{ email: 'ADA@own.EXAMPLE', role: 'editor' }, '`email` is taken'],
  ])('are not created from %j', async (payload, message) => {
    const response = await users('POST', '', payload)

    expect(response.json()).toEqual({ code: 400, message: expect.stringContaining(message) })
    expect((await users('GET')).json()).toHaveLength(1)
  })

  test('are not limited to spaces that are not there', async () => {
    const fields = { email: 'a@example.org', role: 'editor', spaces: ['spc_Own_s', 'spc_unknown'] }

    expect((await users('POST', '', fields)).statusCode).toBe(404)
    expect((await users('PATCH', own.ids.user, { spaces: ['spc_unknown'] })).statusCode).toBe(404)
  })

  test('are for OAuth clients with the permission: no static token opens them', async () => {
    for (const method of ['GET', 'POST'] as const) {
      const refused = await users(method, '', method === 'POST' ? {} : undefined, OWNER)

      expect(refused.statusCode).toBe(403)
      expect(refused.json().message).toContain('OAuth')
    }
  })

  test('keep an owner: the last one is neither removed nor demoted', async () => {
    expect((await users('DELETE', own.ids.user)).statusCode).toBe(400)
    expect((await users('PUT', own.ids.user, { role: 'admin' })).statusCode).toBe(400)
    expect((await users('PUT', own.ids.user, { full_name: 'Ada' })).statusCode).toBe(200)
    const { id } = (await users('POST', '', { email: 'b@example.org', role: 'owner' })).json()

    expect((await users('PUT', own.ids.user, { role: 'admin' })).statusCode).toBe(200)

    expect((await users('DELETE', id)).statusCode).toBe(400)
  })

  test('keep an owner also when all are demoted at the same moment', async () => {
    const { id } = (await users('POST', '', { email: 'b@example.org', role: 'owner' })).json()

    const answers = await Promise.all([
      users('PUT', id, { role: 'editor' }),
      users('DELETE', own.ids.user),
      users('PATCH', id, { role: 'admin' }),
    ])

    expect(answers.filter(({ statusCode }) => statusCode === 400).length).toBeGreaterThan(0)
    const left = (await users('GET')).json()
    expect(left.filter(({ role }: { role: string }) => role === 'owner')).toHaveLength(1)
  })

  test('leave a trail of what they were and are, but not where nothing changed', async () => {
    const { id } = (await users('POST', '', { email: 'b@example.org', role: 'editor' })).json()
    await users('PATCH', id, { role: 'readonly' })
    await users('PATCH', id, { role: 'readonly' })
    await users('DELETE', id)

    const { data } = (await server.request({ url: '/api/audit?limit=3' })).json()

    const editor = { email: 'b@example.org', fullName: null, role: 'editor', spaces: [] }
    const reader = { ...editor, role: 'readonly' }
    expect(data).toMatchObject([
      { action: 'user.delete', target: id, before: reader, after: null },
      { action: 'user.update', target: id, before: editor, after: reader },
      { action: 'user.create', target: id, before: null, after: editor },
    ])
    expect(data[0].actor).toBe(`${own.clientId} Own client`)
  })
})

describe('a client with the role of an admin', () => {
  test('manages those who read, and no others', async () => {
    const admin = await tokenOf({ role: 'admin' })
    const created = await users('POST', '', { email: 'r@example.org', role: 'readonly' }, admin)
    const { id } = created.json()

    expect(created.statusCode).toBe(200)
    expect((await users('PATCH', id, { full_name: 'R' }, admin)).statusCode).toBe(200)
    expect((await users('PATCH', id, { role: 'editor' }, admin)).statusCode).toBe(403)
    expect((await users('POST', '', { email: 'e@example.org', role: 'editor' }, admin)).statusCode).toBe(403)
    expect((await users('PATCH', own.ids.user, { full_name: 'A' }, admin)).statusCode).toBe(403)
    expect((await users('DELETE', own.ids.user, undefined, admin)).statusCode).toBe(403)
    expect((await users('DELETE', id, undefined, admin)).statusCode).toBe(200)
  })
})

describe('a client that is limited to some spaces', () => {
  test('knows and manages users who are limited to them, and no others', async () => {
    const limited = await tokenOf({ space_ids: ['spc_Own_f'] })
    const within = { email: 'w@example.org', role: 'editor', spaces: ['spc_Own_s'] }
    const created = await users('POST', '', within, limited)

    expect(created.statusCode).toBe(200)
    expect((await users('GET', '', undefined, limited)).json()).toEqual([created.json()])
    expect((await users('GET', own.ids.user, undefined, limited)).statusCode).toBe(404)
    expect((await users('DELETE', own.ids.user, undefined, limited)).statusCode).toBe(404)
    const { id } = created.json()
    expect((await users('PATCH', id, { spaces: [] }, limited)).statusCode).toBe(403)
    expect((await users('PATCH', id, { role: 'owner' }, limited)).statusCode).toBe(403)
    expect((await users('PATCH', id, { spaces: ['spc_Own_b'] }, limited)).statusCode).toBe(404)
    const unlimited = { email: 'u@example.org', role: 'editor' }
    expect((await users('POST', '', unlimited, limited)).statusCode).toBe(403)
  })
})
