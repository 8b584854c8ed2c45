import { afterEach, beforeEach, expect, test } from 'vitest'
import { count, crossing, demand, health, openSite, type Site } from './site.ts'

const NOW = '2024-05-14T12:30:00Z'
let site: Site

beforeEach(async () => {
  site = await openSite(NOW)
  await site.space('spc_lib', { name: 'Library', location_id: 1, capacity: 50, counting_mode: 'entry' })
  await site.space('spc_one', { name: 'Floor 1', parent_id: 'spc_lib', capacity: 20 })
  await site.space('spc_two', { name: 'Floor 2', parent_id: 'spc_lib', capacity: 25 })
  await site.space('spc_attic', { name: 'Attic', parent_id: 'spc_lib' })
  await site.sensor('ONE', { sensor_type: 'oa', space_id: 'spc_one' })
  await site.sensor('TWO', { sensor_type: 'oa', space_id: 'spc_two' })
  await site.sensor('GATE', { sensor_type: 'entry' })
  const sides = [{ id: 'spc_lib', sensor_placement: 1 }]
  await site.doorway('drw_gate', { sensor_serial_number: 'GATE', spaces: sides })
  await site.send([crossing('GATE', NOW, 1, { n: 9 }), count('ONE', NOW, 4), count('TWO', NOW, 8)])
})
afterEach(() => site.close())

const quality = async (token?: string) =>
  demand(await site.request({ url: '/api/data-quality' }, token), 200).json().parents

test('a parent with doorways of its own is told with both figures and their difference', async () => {
  expect(await quality()).toEqual([
    {
      space_id: 'spc_lib',
      name: 'Library',
      people: { own: 9, parts: 12, difference: -3 },
      capacity: { own: 50, parts: 45, difference: 5 },
    },
  ])
})

test('every surface has the figure of the doorways for its people', async () => {
  demand(
    await site.request({ method: 'POST', url: '/api/sites', payload: { slug: 'lib', space_id: 'spc_lib' } }),
    201,
  )
  const [native, density, v1, feed] = [
    (await site.request({ url: '/api/now' })).json().spaces.spc_lib.count,
    (await site.ask('occupancy/current', { space_ids: ['spc_lib'] }))['spc_lib']?.['count'],
    (await site.request({ url: '/v1/location/1/now' })).json().data.count,
    (await site.app.inject('/live/lib')).json().data[0].people,
  ]

  expect([native, density, v1, feed]).toEqual([9, 9, 9, 9])
})

test('there is no difference while one of the figures, or a part of the sum, is not known', async () => {
  await site.send([health('TWO', NOW, 'offline')])
  const part = (await quality())[0].people
  await site.send([health('ONE', NOW, 'offline'), health('GATE', NOW, 'offline')])

  expect(part).toEqual({ own: 9, parts: 4, difference: null })
  expect((await quality())[0].people).toEqual({ own: null, parts: null, difference: null })
})

test('there is no difference of capacities while a part that counts has none', async () => {
  await site.sensor('ATTIC', { sensor_type: 'oa', space_id: 'spc_attic' })

  expect((await quality())[0].capacity).toEqual({ own: 50, parts: 45, difference: null })
})

test('a space that adds its parts up has one figure, and no capacity of its own to compare', async () => {
  const url = '/api/spaces/spc_lib'
  demand(await site.request({ method: 'DELETE', url: '/api/doorways/drw_gate?cascade=true' }), 204)
  demand(await site.request({ method: 'PATCH', url, payload: { capacity: null } }), 200)

  expect(await quality()).toEqual([])
})

test('a limited token is told of the spaces that it sees', async () => {
  expect(await quality(await site.token({ scopes: ['read'], space_ids: ['spc_one'] }))).toEqual([])
})
