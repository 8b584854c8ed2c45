import { afterEach, beforeEach, expect, test } from 'vitest'
import { HeadcountClient } from '../../src/client/headcount-client.ts'
import { type LiveSite, openLiveSite } from '../api/live-site.ts'
import { OWNER } from '../api/test-server.ts'

let site: LiveSite
let client: HeadcountClient

beforeEach(async () => {
  site = await openLiveSite('2024-05-14T12:00:00Z')
  client = new HeadcountClient({ baseUrl: site.address, token: OWNER })
  await client.createSpace({ id: 'spc_1', name: 'Floor', space_type: 'floor', time_zone: 'UTC' })
})
afterEach(() => site.close())

test('users are created, changed and deleted', async () => {
  await client.createUser({ email: 'ada@example.org', role: 'owner' })
  const bea = await client.createUser({ email: 'bea@example.org', role: 'editor', spaces: ['spc_1'] })

  expect(await client.patchUser(bea.id, { full_name: 'Bea' })).toEqual({ ...bea, full_name: 'Bea' })
  await client.deleteUser(bea.id)

  expect((await client.listUsers()).map(({ email }) => email)).toEqual(['ada@example.org'])
})

test('displays are created, changed and deleted', async () => {
  const display = await client.createDisplay({ name: 'Lobby', floor_id: 'spc_1' })

  expect(await client.patchDisplay(display.id, { name: 'Stairs' })).toEqual({ ...display, name: 'Stairs' })
  expect(await client.listDisplays()).toHaveLength(1)
  await client.deleteDisplay(display.id)

  expect(await client.listDisplays()).toEqual([])
})

test('sites are published, changed and ended', async () => {
  const made = await client.createSite({ slug: 'library', space_id: 'spc_1', levels: { busy: 30 } })

  expect(await client.patchSite('library', { min_count: 5 })).toEqual({ ...made, min_count: 5 })
  expect(await client.listSites()).toHaveLength(1)
  await client.deleteSite('library')

  expect(await client.listSites()).toEqual([])
})

test('labels and their groups are deleted', async () => {
  const create = async (path: string, name: string): Promise<string> =>
    (await site.request({ method: 'POST', url: `/v3/${path}`, payload: { name } })).json().id
  const [label, group] = [await create('labels', 'Calm'), await create('label-groups', 'Mood')]

  await client.deleteLabel(label)
  await client.deleteLabelGroup(group)

  expect((await site.request({ url: '/v3/labels' })).json()).toEqual([])
  expect((await site.request({ url: '/v3/label-groups' })).json()).toEqual([])
})

test('the sensors’ status is listed', async () => {
  await client.createSensor({ serial_number: 'OA', sensor_type: 'oa', space_id: 'spc_1' })
  await client.sendReadings([{ type: 'count', sensor: 'OA', at: '2024-05-14T11:00:00Z', count: 4 }])

  expect(await client.listSensorStatus()).toEqual([
    {
      serial_number: 'OA',
      health_status: 'healthy',
      since: '2024-05-14T11:00:00Z',
      last_reading_at: '2024-05-14T11:00:00Z',
      last_count: 4,
      space_ids: ['spc_1'],
      doorway_id: null,
    },
  ])
})
