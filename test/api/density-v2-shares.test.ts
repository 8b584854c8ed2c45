import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import { temporaryDirectory } from '../storage/open-store.ts'
import { count, openSite, type Site, type Wire } from './site.ts'

/** Shared tokens: what a page that anybody can look into polls with (density-v3.md §12). */
let directory: string
let site: Site

async function open(): Promise<void> {
  const store = await openSqliteStore({ directory: join(directory, 'data') })
  site = await openSite('2024-05-14T18:00:00Z', { store })
}

beforeEach(async () => {
  directory = temporaryDirectory()
  await open()
  await site.space('spc_hq', { space_type: 'building' })
  await site.space('spc_one', { space_type: 'floor', parent_id: 'spc_hq' })
  await site.space('spc_two', { space_type: 'floor', parent_id: 'spc_hq' })
  await site.space('spc_room', { parent_id: 'spc_one' })
  await site.sensor('OA', { sensor_type: 'oa', space_id: 'spc_room' })
  for (const id of ['dsp_door', 'dsp_other']) {
    const payload = { id, name: id, floor_id: 'spc_one' }
    await site.request({ method: 'POST', url: '/api/displays', payload })
  }
  await site.send([count('OA', '2024-05-14T17:00:00Z', 3)])
})
afterEach(async () => {
  await site.close()
  rmSync(directory, { recursive: true })
})

const share = async (fields: Wire, token?: string) =>
  site.request(
    { method: 'POST', url: '/api/tokens', payload: { name: 'Page', kind: 'share', ...fields } },
    token,
  )
const secretOf = async (fields: Wire): Promise<string> => (await share(fields)).json().token
const idsFor = async (token: string) => {
  const { results } = (await site.request({ url: '/v2/spaces' }, token)).json()
  return results.map(({ id, current_count }: Wire) => `${id} ${current_count}`)
}
const statusOf = async (url: string, token: string) => (await site.request({ url }, token)).statusCode

test('one for a space reads it with all below, also after a restart, and nothing else', async () => {
  const created = await share({ space_ids: ['spc_one'] })
  expect(created.statusCode).toBe(201)
  const { token, ...rest } = created.json()
  expect(token).toMatch(/^shr_[A-Za-z0-9_-]{43}$/)
  expect(rest).toMatchObject({ kind: 'share', scopes: ['read'], space_ids: ['spc_one'], display_id: null })

  await site.close()
  await open()

  expect(await idsFor(token)).toEqual(['spc_one 3', 'spc_room 3'])
  expect(await statusOf('/v2/spaces/spc_two', token)).toBe(404)
  expect(await statusOf('/v2/spaces/spc_room/counts?start_time=2024-05-14T12:00:00Z', token)).toBe(200)
  const write = { method: 'PUT', url: '/v3/spaces/spc_room', payload: { capacity: 1 } } as const
  expect((await site.request(write, token)).statusCode).toBe(403)
  expect(await statusOf('/api/tokens', token)).toBe(403)
})

test('one for a display reads that display, and its floor wherever it hangs', async () => {
  const token = await secretOf({ display_id: 'dsp_door' })

  expect(await statusOf('/v2/displays/dsp_door', token)).toBe(200)
  expect(await statusOf('/v2/displays/dsp_other', token)).toBe(404)
  expect(await idsFor(token)).toEqual(['spc_one 3', 'spc_room 3'])

  await site.request({ method: 'PATCH', url: '/api/displays/dsp_door', payload: { floor_id: 'spc_two' } })
  expect(await idsFor(token)).toEqual(['spc_two null'])

  await site.request({ method: 'DELETE', url: '/api/displays/dsp_door' })
  expect(await statusOf('/v2/spaces', token)).toBe(401)
})

test('one reads, whatever scopes it is asked for with', async () => {
  const { scopes } = (await share({ space_ids: ['spc_one'], scopes: ['read', 'admin'] })).json()

  expect(scopes).toEqual(['read'])
})

test('one is listed as what it is, and revoked at once', async () => {
  const { id, token } = (await share({ display_id: 'dsp_door' })).json()
  const listed: Wire[] = (await site.request({ url: '/api/tokens' })).json()

  expect(listed.find((each) => each['id'] === id)).toMatchObject({ kind: 'share', display_id: 'dsp_door' })
  await site.request({ method: 'DELETE', url: `/api/tokens/${id}` })
  expect(await statusOf('/v2/spaces', token)).toBe(401)
})

test.each([
  ['no limit', {}, 'space_ids'],
  ['two spaces', { space_ids: ['spc_one', 'spc_two'] }, 'space_ids'],
  ['a space and a display', { space_ids: ['spc_one'], display_id: 'dsp_door' }, 'space_ids'],
  ['no scopes and no kind', { kind: undefined, space_ids: ['spc_one'] }, 'scopes'],
  ['another kind', { kind: 'loan', space_ids: ['spc_one'] }, 'kind'],
])('one with %s is refused', async (_, fields, named) => {
  const response = await share(fields)

  expect(response.statusCode).toBe(400)
  expect(response.json().detail).toContain(named)
})

test('nobody shares what is out of sight, and unknown ids read alike', async () => {
  const limited = await site.token({ scopes: ['admin'], space_ids: ['spc_two'] })

  for (const fields of [{ display_id: 'dsp_door' }, { display_id: 'dsp_no' }, { space_ids: ['spc_one'] }]) {
    expect((await share(fields, limited)).statusCode).toBe(404)
  }
  expect((await share({ space_ids: ['spc_two'] }, limited)).statusCode).toBe(201)
})
