import { afterEach, beforeEach, expect, test } from 'vitest'
import { HeadcountClient } from '../../src/client/headcount-client.ts'
import type { PlanArea } from '../../src/client/plan-wire.ts'
import { type LiveSite, openLiveSite } from '../api/live-site.ts'
import { samplePng } from '../api/sample-images.ts'
import { OWNER } from '../api/test-server.ts'

let site: LiveSite
let client: HeadcountClient

beforeEach(async () => {
  site = await openLiveSite('2024-05-14T12:00:00Z')
  client = new HeadcountClient({ baseUrl: site.address, token: OWNER })
  await client.createSpace({ id: 'spc_1', name: 'Floor', space_type: 'floor', time_zone: 'UTC' })
  await client.createSpace({ id: 'spc_2', name: 'Room', space_type: 'space', parent_id: 'spc_1' })
})
afterEach(() => site.close())

const area: PlanArea = {
  space_id: 'spc_2',
  points: [
    [0, 0],
    [1, 0],
    [0.1, 0.7],
  ],
}

test('a floor plan is read, drawn, and its image put and deleted', async () => {
  expect(await client.plans.read('spc_1')).toEqual({ space_id: 'spc_1', image: null, areas: [] })

  await client.plans.setAreas('spc_1', [area])
  const { image } = await client.plans.setImage('spc_1', new Blob([samplePng(30, 20)], { type: 'image/png' }))
  const bytes = await fetch(`${site.address}${image?.url}`, { headers: { authorization: `Bearer ${OWNER}` } })

  expect(image).toMatchObject({ media_type: 'image/png', width: 30, height: 20 })
  expect(Buffer.from(await bytes.arrayBuffer()).equals(samplePng(30, 20))).toBe(true)
  await client.plans.deleteImage('spc_1')
  expect(await client.plans.read('spc_1')).toEqual({ space_id: 'spc_1', image: null, areas: [area] })
})

test('what is no image is refused in the server’s words', async () => {
  const refused = client.plans.setImage('spc_1', new Blob(['a plan'], { type: 'image/svg+xml' }))

  await expect(refused).rejects.toMatchObject({ status: 400, detail: expect.stringContaining('<svg>') })
  await expect(client.plans.setImage('spc_1', new Blob(['a plan']))).rejects.toMatchObject({ status: 415 })
})
