import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { openTemporarySqliteStore } from '../storage/open-store.ts'
import { demand, openSite, type Site, type Wire } from './site.ts'

const engines = [
  ['memory', async () => openMemoryStore()],
  ['sqlite', openTemporarySqliteStore],
] as const

let site: Site

function displays(method: 'PATCH' | 'DELETE', id: string, payload?: Wire, token?: string) {
  const url = `/api/displays/${id}`
  return site.request({ method, url, ...(payload === undefined ? {} : { payload }) }, token)
}

async function displayToken(): Promise<string> {
  const payload = { name: 'Kiosks', permissions: ['read'] }
  const client = demand(await site.request({ method: 'POST', url: '/api/credentials', payload }), 201).json()
  const login = { ...client, grant_type: 'client_credentials', display_id: 'dsp_1' }
  const answer = await site.app.inject({ method: 'POST', url: '/v3/wayfinding/token', payload: login })
  return demand(answer, 200).json().access_token
}

const spacesSeen = async (token: string) =>
  (await site.request({ url: '/v3/spaces' }, token)).json().map(({ id }: { id: string }) => id)

describe.each(engines)('displays over %s', (_engine, openStore) => {
  beforeEach(async () => {
    site = await openSite('2024-05-14T12:00:00Z', { store: await openStore() })
    await site.space('spc_hq', { space_type: 'building' })
    for (const id of ['spc_ground', 'spc_first']) {
      await site.space(id, { space_type: 'floor', parent_id: 'spc_hq' })
    }
    const payload = { id: 'dsp_1', name: 'Lobby', floor_id: 'spc_ground' }
    demand(await site.request({ method: 'POST', url: '/api/displays', payload }), 201)
  })
  afterEach(() => site.close())

  test('are renamed and moved to another floor, which their tokens then read', async () => {
    const token = await displayToken()
    expect(await spacesSeen(token)).toEqual(['spc_ground'])

    const changed = await displays('PATCH', 'dsp_1', { name: ' Stairs ', floor_id: 'spc_first' })

    expect(changed.statusCode).toBe(200)
    expect(changed.json()).toEqual({
      id: 'dsp_1',
      name: 'Stairs',
      floor_id: 'spc_first',
      created_at: '2024-05-14T12:00:00Z',
    })
    expect((await site.request({ url: '/api/displays' })).json()).toEqual([changed.json()])
    expect(await spacesSeen(token)).toEqual(['spc_first'])
    expect((await displays('PATCH', 'dsp_1', {})).json()).toEqual(changed.json())
  })

  test('end with their tokens at once', async () => {
    const token = await displayToken()

    const deleted = await displays('DELETE', 'dsp_1')

    expect(deleted.statusCode).toBe(204)
    expect((await site.request({ url: '/v3/spaces' }, token)).statusCode).toBe(401)
    expect((await site.request({ url: '/api/displays' })).json()).toEqual([])
    expect((await displays('DELETE', 'dsp_1')).statusCode).toBe(404)
    expect((await displays('PATCH', 'dsp_1', { name: 'X' })).statusCode).toBe(404)
  })

  test('leave a trail in the audit, but not where nothing changed', async () => {
    await displays('PATCH', 'dsp_1', { name: 'Stairs' })
    await displays('PATCH', 'dsp_1', { name: 'Stairs' })
    await displays('DELETE', 'dsp_1')

    const { data } = (await site.request({ url: '/api/audit?limit=3' })).json()

    expect(data).toMatchObject([
      { action: 'display.delete', target: 'dsp_1', before: { name: 'Stairs' }, after: null },
      { action: 'display.update', before: { name: 'Lobby' }, after: { name: 'Stairs', floor: 'spc_ground' } },
      { action: 'display.create', target: 'dsp_1' },
    ])
  })

  test('are changed and deleted by an admin who sees their floor', async () => {
    const limited = await site.token({ scopes: ['admin'], space_ids: ['spc_first'] })
    const own = await site.token({ scopes: ['admin'], space_ids: ['spc_ground'] })
    const reader = await site.token({ scopes: ['read', 'write', 'ingest'] })

    expect((await displays('PATCH', 'dsp_1', { name: 'X' }, reader)).statusCode).toBe(403)
    expect((await displays('DELETE', 'dsp_1', undefined, reader)).statusCode).toBe(403)
    expect((await displays('PATCH', 'dsp_1', { name: 'X' }, limited)).statusCode).toBe(404)
    expect((await displays('DELETE', 'dsp_1', undefined, limited)).statusCode).toBe(404)
    expect((await displays('PATCH', 'dsp_1', { floor_id: 'spc_first' }, own)).statusCode).toBe(404)
    expect((await displays('PATCH', 'dsp_1', { name: 'X' }, own)).statusCode).toBe(200)
    expect((await displays('DELETE', 'dsp_1', undefined, own)).statusCode).toBe(204)
  })

  test('say what they are and where, their own tokens included', async () => {
    const payload = { id: 'dsp_2', name: 'Window', floor_id: 'spc_ground' }
    demand(await site.request({ method: 'POST', url: '/api/displays', payload }), 201)
    const token = await displayToken()
    const reader = await site.token({ scopes: ['read'], space_ids: ['spc_ground'] })
    const stranger = await site.token({ scopes: ['admin'], space_ids: ['spc_first'] })
    const writer = await site.token({ scopes: ['write'] })
    const read = (id: string, by?: string) => site.request({ url: `/api/displays/${id}` }, by)
    const shown = {
      id: 'dsp_1',
      name: 'Lobby',
      floor_id: 'spc_ground',
      created_at: '2024-05-14T12:00:00Z',
      above: ['Space spc_hq'],
    }

    expect((await read('dsp_1')).json()).toEqual(shown)
    expect((await read('dsp_1', token)).json()).toEqual(shown)
    expect((await read('dsp_1', reader)).json()).toEqual(shown)
    expect((await read('dsp_2', token)).statusCode).toBe(404)
    expect((await read('dsp_1', stranger)).statusCode).toBe(404)
    expect((await read('dsp_1', writer)).statusCode).toBe(403)
  })

  test('show floors and nothing else', async () => {
    const refused = await displays('PATCH', 'dsp_1', { floor_id: 'spc_hq' })

    expect(refused.statusCode).toBe(400)
    expect(refused.json().detail).toContain('floor_id must be a floor')
    expect((await displays('PATCH', 'dsp_1', { name: '  ' })).statusCode).toBe(400)
  })
})
