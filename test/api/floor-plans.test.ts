import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { demand } from './demand.ts'
import { area, IMAGE, openPlanSite, PLAN, type PlanSite, points } from './plan-site.ts'
import { samplePng } from './sample-images.ts'

let site: PlanSite
beforeEach(async () => {
  site = await openPlanSite()
})
afterEach(() => site.server.close())

const send: PlanSite['send'] = (...request) => site.send(...request)
const get: PlanSite['get'] = (...request) => site.get(...request)
const upload: PlanSite['upload'] = (...request) => site.upload(...request)
const draw: PlanSite['draw'] = (...request) => site.draw(...request)
const issue = async (scopes: readonly string[], space_ids: readonly string[]) =>
  demand(await send('POST', '/api/tokens', { payload: { name: 'limited', scopes, space_ids } })).json().token

describe('a plan', () => {
  test('of a space that has none has nothing on it', async () => {
    expect((await get(PLAN)).json()).toEqual({ space_id: 'spc_floor', image: null, areas: [] })
  })

  test('has the image that was put, and the areas as they were given', async () => {
    const put = await upload(samplePng(640, 480))
    const drawn = await draw([area('spc_b'), area('spc_desk')])

    const image = {
      url: expect.stringMatching(/^\/api\/spaces\/spc_floor\/plan\/image\?v=[\w-]{12}$/),
      media_type: 'image/png',
      width: 640,
      height: 480,
      updated_at: '2024-06-04T12:00:00Z',
    }
    expect(put.statusCode).toBe(200)
    expect(put.json()).toEqual({ space_id: 'spc_floor', image, areas: [] })
    const plan = { space_id: 'spc_floor', image, areas: [area('spc_b'), area('spc_desk')] }
    expect(drawn.statusCode).toBe(200)
    expect(drawn.json()).toEqual(plan)
    expect((await get(PLAN)).json()).toEqual(plan)
  })

  test('goes with its space, and an area with its own', async () => {
    await upload(samplePng())
    await draw([area('spc_a'), area('spc_b')])

    demand(await send('DELETE', '/api/spaces/spc_b'))
    expect((await get(PLAN)).json().areas).toEqual([area('spc_a')])
    demand(await send('DELETE', '/api/spaces/spc_floor?cascade=true'))

    const { organization } = await site.server.services.portfolios.current(1)
    for (let key = 1; key < 12; key++) {
      expect(await site.server.store.plans.plan(organization, key)).toMatchObject({ image: null, areas: [] })
    }
    expect((await get(PLAN)).statusCode).toBe(404)
  })

  test('shows no area of a space that was moved elsewhere', async () => {
    await draw([area('spc_a'), area('spc_b')])

    demand(await send('PATCH', '/api/spaces/spc_a', { payload: { parent_id: 'spc_other' } }))

    expect((await get(PLAN)).json().areas).toEqual([area('spc_b')])
  })
})

describe('areas', () => {
  test('take the place of those before, and need no image', async () => {
    await draw([area('spc_a'), area('spc_b')])
    const moved = { space_id: 'spc_b', points: [...points, [0.5, 0.5]] }

    expect((await draw([moved])).json().areas).toEqual([moved])
    expect((await draw([])).json().areas).toEqual([])
  })

  test.each([
    ['with too few points', { space_id: 'spc_a', points: points.slice(1) }, 'points'],
    ['with too many points', { space_id: 'spc_a', points: Array(201).fill([0, 0]) }, 'points'],
    ['beside the image', { space_id: 'spc_a', points: [...points, [1.01, 0]] }, 'points'],
    ['with half a point', { space_id: 'spc_a', points: [...points, [1]] }, 'points'],
    ['of the space whose plan it is', area('spc_floor'), 'below spc_floor'],
    ['of a space above', area('spc_hq'), 'below spc_floor'],
    ['of a space elsewhere', area('spc_c'), 'below spc_floor'],
  ])('%s are 400', async (_title, wrong, told) => {
    await draw([area('spc_b')])

    const response = await draw([wrong])

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain(told)
    expect((await get(PLAN)).json().areas).toEqual([area('spc_b')])
  })

  test('are one a space at most, and 1,000 of a plan', async () => {
    expect((await draw([area('spc_a'), area('spc_b'), area('spc_a')])).json()).toMatchObject({
      status: 400,
      detail: expect.stringContaining('spc_a'),
    })
    expect((await draw(Array(1_001).fill(area('spc_a')))).json()).toMatchObject({
      status: 400,
      detail: expect.stringContaining('1000'),
    })
  })

  test('of a space that is not there are 404', async () => {
    expect((await draw([area('spc_none')])).statusCode).toBe(404)
  })
})

describe('who is limited to some spaces', () => {
  test('has the plans of those, and no others', async () => {
    await upload(samplePng())
    const token = await issue(['admin'], ['spc_floor'])

    expect((await get(PLAN, {}, token)).statusCode).toBe(200)
    expect((await upload(samplePng(9, 9), 'image/png', token)).statusCode).toBe(200)
    expect((await draw([area('spc_desk')], token)).statusCode).toBe(200)
    expect((await draw([area('spc_c')], token)).statusCode).toBe(404)
    for (const hidden of ['spc_other', 'spc_hq', 'spc_none']) {
      for (const url of [`/api/spaces/${hidden}/plan`, `/api/spaces/${hidden}/plan/image`]) {
        expect((await get(url, {}, token)).statusCode).toBe(404)
      }
    }
  })

  test('sees plans with the scope read, and changes none with it', async () => {
    await upload(samplePng())
    const token = await issue(['read'], ['spc_floor'])

    expect((await get(PLAN, {}, token)).statusCode).toBe(200)
    expect((await get(IMAGE, {}, token)).statusCode).toBe(200)
    expect((await upload(samplePng(), 'image/png', token)).statusCode).toBe(403)
    expect((await draw([], token)).statusCode).toBe(403)
    expect((await send('DELETE', IMAGE, {}, token)).statusCode).toBe(403)
  })

  test('as a display sees the plan of its floor, and of nothing else', async () => {
    await upload(samplePng())
    await draw([area('spc_a')])
    const display = demand(
      await send('POST', '/api/displays', { payload: { name: 'Lobby', floor_id: 'spc_floor' } }),
    ).json()
    const client = demand(
      await send('POST', '/api/credentials', { payload: { name: 'Kiosk', permissions: ['read'] } }),
    ).json()
    const payload = { ...client, grant_type: 'client_credentials', display_id: display.id }
    const login = await site.server.app.inject({ method: 'POST', url: '/v3/wayfinding/token', payload })
    const token = demand(login).json().access_token

    expect((await get(PLAN, {}, token)).json()).toMatchObject({
      image: { width: 4 },
      areas: [area('spc_a')],
    })
    expect((await get(IMAGE, {}, token)).statusCode).toBe(200)
    expect((await get('/api/spaces/spc_other/plan', {}, token)).statusCode).toBe(404)
    expect((await get('/api/spaces/spc_hq/plan', {}, token)).statusCode).toBe(404)
    expect((await upload(samplePng(), 'image/png', token)).statusCode).toBe(403)
  })
})

test('every change is in the audit trail, without the bytes, and none that changed nothing', async () => {
  const png = samplePng(30, 20)
  await upload(png)
  await upload(png)
  await upload(samplePng(31, 20))
  await draw([area('spc_a'), area('spc_b')])
  await draw([area('spc_a'), area('spc_b')])
  await draw([area('spc_a')])
  await send('DELETE', IMAGE)

  const trail = await site.server.store.access.audit(1, 5, null)

  expect(trail.map(({ action, target }) => `${action} ${target}`)).toEqual([
    'plan_image.delete spc_floor',
    'plan_areas.update spc_floor',
    'plan_areas.update spc_floor',
    'plan_image.update spc_floor',
    'plan_image.create spc_floor',
  ])
  const [removed, redrawn, , replaced, created] = trail.map(({ before, after }) => ({
    before: JSON.parse(before ?? 'null'),
    after: JSON.parse(after ?? 'null'),
  }))
  const image = { mediaType: 'image/png', width: 30, height: 20, sizeBytes: png.length }
  expect(created).toEqual({ before: null, after: image })
  expect(replaced).toMatchObject({ before: image, after: { width: 31 } })
  expect(redrawn).toEqual({ before: { areas: [{ space: 'spc_b', points }] }, after: { areas: [] } })
  expect(removed).toMatchObject({ before: { width: 31 }, after: null })
})
