import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { openTemporarySqliteStore } from '../storage/open-store.ts'
import { demand, openSite, type Site, type Wire } from './site.ts'

let site: Site

const engines = [
  ['memory', async () => openMemoryStore()],
  ['sqlite', openTemporarySqliteStore],
] as const

function users(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', id = '', payload?: Wire, token?: string) {
  const url = id === '' ? '/api/users' : `/api/users/${id}`
  return site.request({ method, url, ...(payload === undefined ? {} : { payload }) }, token)
}

async function create(fields: Wire, token?: string) {
  return demand(await users('POST', '', fields, token), 201).json()
}

async function setUp(): Promise<void> {
  await site.space('spc_hq', { space_type: 'building' })
  await site.space('spc_east', { parent_id: 'spc_hq' })
  await site.space('spc_west', { parent_id: 'spc_hq' })
}

afterEach(() => site.close())

describe.each(engines)('users over %s', (_engine, openStore) => {
  beforeEach(async () => {
    site = await openSite('2024-05-14T12:00:00Z', { store: await openStore() })
    await setUp()
  })

  test('are created, listed, changed and removed with a static token', async () => {
    const ada = await create({ email: 'ada@example.org', role: 'owner' })
    const bea = await create({
      email: ' Bea@example.org',
      role: 'editor',
      full_name: 'Bea',
      spaces: ['spc_east'],
    })

    expect(bea).toEqual({
      id: expect.stringMatching(/^usr_/),
      email: 'Bea@example.org',
      full_name: 'Bea',
      role: 'editor',
      spaces: ['spc_east'],
      created_at: '2024-05-14T12:00:00Z',
    })
    expect(ada).toMatchObject({ full_name: null, spaces: [] })
    const listed = (await users('GET')).json()
    expect(listed).toHaveLength(2)
    expect(listed).toEqual(expect.arrayContaining([ada, bea]))
    const changed = await users('PATCH', bea.id, { role: 'admin', spaces: [] })
    expect(changed.statusCode).toBe(200)
    expect(changed.json()).toEqual({ ...bea, role: 'admin', spaces: [] })
    const removed = await users('DELETE', bea.id)
    expect(removed.statusCode).toBe(204)
    expect(removed.body).toBe('')
    expect((await users('GET')).json()).toEqual([ada])
    expect((await users('PATCH', bea.id, {})).statusCode).toBe(404)
    expect((await users('DELETE', bea.id)).statusCode).toBe(404)
  })

  test('have an e-mail address of their own: one that is taken is a conflict', async () => {
    await create({ email: 'ada@example.org', role: 'owner' })

    const again = await users('POST', '', { email: 'ADA@Example.org', role: 'readonly' })

    expect(again.statusCode).toBe(409)
    expect(again.headers['content-type']).toContain('application/problem+json')
    expect(again.json().detail).toContain('`email` is taken')
    expect((await users('GET')).json()).toHaveLength(1)
  })

  test('keep an owner: the last one is neither removed nor demoted', async () => {
    const { id } = await create({ email: 'ada@example.org', role: 'owner' })

    expect((await users('DELETE', id)).statusCode).toBe(400)
    expect((await users('PATCH', id, { role: 'admin' })).statusCode).toBe(400)
    await create({ email: 'bea@example.org', role: 'owner' })
    expect((await users('PATCH', id, { role: 'admin' })).statusCode).toBe(200)
    expect((await users('DELETE', id)).statusCode).toBe(204)
  })

  test('leave a trail of what they were and are', async () => {
    const { id } = await create({ email: 'ada@example.org', role: 'editor' })
    await users('PATCH', id, { role: 'readonly' })
    await users('DELETE', id)

    const { data } = (await site.request({ url: '/api/audit?limit=3' })).json()

    const editor = { email: 'ada@example.org', fullName: null, role: 'editor', spaces: [] }
    expect(data).toMatchObject([
      { action: 'user.delete', target: id, before: { ...editor, role: 'readonly' }, after: null },
      { action: 'user.update', target: id, before: editor, after: { ...editor, role: 'readonly' } },
      { action: 'user.create', target: id, before: null, after: editor },
    ])
    expect(data[0].actor).toMatch(/^tkn_\w+ owner$/)
  })
})

describe('users', () => {
  beforeEach(async () => {
    site = await openSite('2024-05-14T12:00:00Z')
    await setUp()
  })

  test.each([
    [{ role: 'editor' }, 400, '`email` is required'],
    [{ email: 'nobody', role: 'editor' }, 400, '`email` must be an e-mail address'],
    [{ email: 'a@example.org', role: 'boss' }, 400, '`role` must be one of'],
    [{ email: 'a@example.org', role: 'editor', spaces: ['spc_unknown'] }, 404, 'spc_unknown'],
  ])('are not created from %j', async (payload, status, detail) => {
    const response = await users('POST', '', payload)

    expect(response.statusCode).toBe(status)
    expect(response.json().detail).toContain(detail)
    expect((await users('GET')).json()).toEqual([])
  })

  test('take a token with the scope admin', async () => {
    const token = await site.token({ scopes: ['read', 'write', 'ingest'] })

    expect((await users('GET', '', undefined, token)).statusCode).toBe(403)
    expect((await users('POST', '', { email: 'a@example.org', role: 'editor' }, token)).statusCode).toBe(403)
  })

  test('of an administrator of some spaces are those who are limited to them too', async () => {
    const limited = await site.token({ scopes: ['admin'], space_ids: ['spc_east'] })
    const owner = await create({ email: 'ada@example.org', role: 'owner' })
    const west = await create({ email: 'wes@example.org', role: 'admin', spaces: ['spc_west'] })

    const east = await create({ email: 'eve@example.org', role: 'admin' }, limited)

    expect(east.spaces).toEqual(['spc_east'])
    expect((await users('GET', '', undefined, limited)).json()).toEqual([east])
    for (const { id } of [owner, west]) {
      expect((await users('PATCH', id, { full_name: 'X' }, limited)).statusCode).toBe(404)
      expect((await users('DELETE', id, undefined, limited)).statusCode).toBe(404)
    }
    const email = 'x@example.org'
    const beyond = { email, role: 'editor', spaces: ['spc_west'] }
    expect((await users('POST', '', beyond, limited)).statusCode).toBe(404)
    expect((await users('POST', '', { email, role: 'editor', spaces: [] }, limited)).statusCode).toBe(403)
    expect((await users('POST', '', { email, role: 'owner' }, limited)).statusCode).toBe(403)
    expect((await users('PATCH', east.id, { role: 'owner' }, limited)).statusCode).toBe(403)
    expect((await users('PATCH', east.id, { spaces: [] }, limited)).statusCode).toBe(403)
    expect((await users('DELETE', east.id, undefined, limited)).statusCode).toBe(204)
  })
})
