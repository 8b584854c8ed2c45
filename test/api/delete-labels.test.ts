import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { openTemporarySqliteStore } from '../storage/open-store.ts'
import { demand, openSite, type Site, type Wire } from './site.ts'

const engines = [
  ['memory', async () => openMemoryStore()],
  ['sqlite', openTemporarySqliteStore],
] as const

let site: Site

const post = async (url: string, payload: Wire) =>
  demand(await site.request({ method: 'POST', url, payload }), 200).json()
const get = async (url: string, token?: string) => (await site.request({ url }, token)).json()
const remove = (path: string, token?: string) =>
  site.request({ method: 'DELETE', url: `/api/${path}` }, token)

describe.each(engines)('over %s', (_engine, openStore) => {
  let calm: string
  let warm: string
  let mood: string

  beforeEach(async () => {
    site = await openSite('2024-05-14T12:00:00Z', { store: await openStore() })
    await site.space('spc_east')
    await site.space('spc_west')
    calm = (await post('/v3/labels', { name: 'Calm' })).id
    warm = (await post('/v3/labels', { name: 'Warm' })).id
    await post('/v3/spaces/spc_east/labels', { add: [calm, warm] })
    await post('/v3/spaces/spc_west/labels', { add: [calm] })
    mood = (await post('/v3/label-groups', { name: 'Mood', labels: [calm, warm] })).id
  })
  afterEach(() => site.close())

  test('a label that is deleted is gone from its spaces and its group', async () => {
    const deleted = await remove(`labels/${calm}`)

    expect(deleted.statusCode).toBe(204)
    expect(await get('/v3/labels')).toMatchObject([{ name: 'Warm', group: { id: mood } }])
    expect(await get('/v3/label-groups')).toMatchObject([{ name: 'Mood', labels: [{ name: 'Warm' }] }])
    expect(await get('/api/spaces')).toMatchObject([{ labels: [{ name: 'Warm' }] }, { labels: [] }])
    expect((await remove(`labels/${calm}`)).statusCode).toBe(404)
    expect((await post('/v3/labels', { name: 'Calm' })).id).not.toBe(calm)
  })

  test('a label group that is deleted leaves its labels in none', async () => {
    const deleted = await remove(`label-groups/${mood}`)

    expect(deleted.statusCode).toBe(204)
    expect(await get('/v3/label-groups')).toEqual([])
    expect(await get('/v3/labels')).toMatchObject([
      { name: 'Calm', group: null },
      { name: 'Warm', group: null },
    ])
    expect((await remove(`label-groups/${mood}`)).statusCode).toBe(404)
  })

  test('both leave a trail in the audit', async () => {
    await remove(`labels/${calm}`)
    await remove(`label-groups/${mood}`)

    const { data } = await get('/api/audit?limit=5')

    expect(data).toMatchObject([
      { action: 'label_group.delete', target: mood, before: { name: 'Mood' }, after: null },
      { action: 'label.update', target: warm, before: { group: mood }, after: { group: null } },
      { action: 'label.delete', target: calm, before: { name: 'Calm', group: mood }, after: null },
      { action: 'space.unlabel', target: 'spc_west', before: { label: 'Calm' }, after: null },
      { action: 'space.unlabel', target: 'spc_east', before: { label: 'Calm' }, after: null },
    ])
  })

  test('both take the scope write', async () => {
    const reader = await site.token({ scopes: ['read', 'ingest'] })
    const writer = await site.token({ scopes: ['write'] })

    expect((await remove(`labels/${calm}`, reader)).statusCode).toBe(403)
    expect((await remove(`label-groups/${mood}`, reader)).statusCode).toBe(403)
    expect((await remove(`labels/${calm}`, writer)).statusCode).toBe(204)
    expect((await remove(`label-groups/${mood}`, writer)).statusCode).toBe(204)
  })

  test('a limited token deletes what is on its own spaces alone', async () => {
    const east = await site.token({ scopes: ['write'], space_ids: ['spc_east'] })
    const west = await site.token({ scopes: ['write'], space_ids: ['spc_west'] })

    expect((await remove(`labels/${warm}`, west)).statusCode).toBe(404)
    expect((await remove(`labels/${calm}`, west)).statusCode).toBe(403)
    expect((await remove(`label-groups/${mood}`, east)).statusCode).toBe(403)
    expect((await remove(`labels/${warm}`, east)).statusCode).toBe(204)
    expect(await get('/v3/labels')).toMatchObject([{ name: 'Calm' }])
    await post('/v3/spaces/spc_west/labels', { delete: [calm] })
    expect((await remove(`label-groups/${mood}`, west)).statusCode).toBe(404)
    expect((await remove(`label-groups/${mood}`, east)).statusCode).toBe(204)
  })
})
