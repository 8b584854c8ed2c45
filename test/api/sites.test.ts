import { afterEach, describe, expect, test } from 'vitest'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { openTemporarySqliteStore } from '../storage/open-store.ts'
import { count, demand, openSite, type Site, type Wire } from './site.ts'

const engines = [
  ['memory', async () => openMemoryStore()],
  ['sqlite', openTemporarySqliteStore],
] as const

describe.each(engines)('published sites over %s', (_engine, openStore) => {
  let site: Site
  afterEach(() => site.close())

  const publish = (payload: Wire, token?: string) =>
    site.request({ method: 'POST', url: '/api/sites', payload }, token)
  const remove = (slug: string, token?: string) =>
    site.request({ method: 'DELETE', url: `/api/sites/${slug}` }, token)
  const change = (slug: string, payload: Wire, token?: string) =>
    site.request({ method: 'PATCH', url: `/api/sites/${slug}`, payload }, token)
  const feed = (slug: string) => site.app.inject(`/live/${slug}?unknown=null`)

  async function open(): Promise<void> {
    site = await openSite('2024-05-14T12:00:00Z', { store: await openStore() })
    await site.space('spc_a', { location_id: 7, capacity: 10 })
    await site.sensor('A', { sensor_type: 'oa', space_id: 'spc_a' })
    await site.send([count('A', '2024-05-14T11:00:00Z', 4)])
  }

  test('are none until an owner publishes one', async () => {
    await open()
    const before = await feed('library')

    const published = await publish({ slug: 'library', location_id: 7 })

    expect(before.statusCode).toBe(404)
    expect(before.json()).toEqual({ message: expect.stringContaining('library') })
    expect(published.statusCode).toBe(201)
    expect(published.json()).toEqual({
      slug: 'library',
      space_id: 'spc_a',
      location_id: 7,
      space_ids: ['spc_a'],
      notices: [],
      min_count: 0,
      levels: { busy: 45, very_busy: 72 },
      hours: [],
      created_at: '2024-05-14T12:00:00Z',
    })
    expect((await feed('library')).statusCode).toBe(200)
    expect((await feed('other')).statusCode).toBe(404)
  })

  test('are listed as they were published, and gone the moment they are unpublished', async () => {
    await open()
    const hours = [{ days: '65432', open: '08:00', close: '24:00' }]
    await publish({ slug: 'a', space_id: 'spc_a', min_count: 5, levels: { busy: 30 }, hours })
    expect((await feed('a')).statusCode).toBe(200)

    const listed = await site.request({ url: '/api/sites' })
    const removed = await remove('a')

    expect(listed.json()).toMatchObject([
      {
        slug: 'a',
        min_count: 5,
        levels: { busy: 30, very_busy: 72 },
        hours: [{ days: '23456', open: '08:00', close: '24:00' }],
      },
    ])
    expect(removed.statusCode).toBe(204)
    expect((await feed('a')).statusCode).toBe(404)
    expect((await site.app.inject('/compare/a')).statusCode).toBe(404)
    expect((await remove('a')).statusCode).toBe(404)
    expect((await site.request({ url: '/api/sites' })).json()).toEqual([])
  })

  test('have slugs that no two organizations share, and cannot be unpublished by another', async () => {
    await open()
    const organization = { method: 'POST' as const, url: '/api/organizations', payload: { name: 'Other' } }
    const other: string = demand(await site.request(organization), 201).json().token
    const space = { id: 'spc_a', name: 'Theirs', space_type: 'space', time_zone: 'UTC' }
    demand(await site.request({ method: 'POST', url: '/api/spaces', payload: space }, other), 201)
    await publish({ slug: 'library', space_id: 'spc_a' })

    const again = await publish({ slug: 'library', space_id: 'spc_a' })
    const theirs = await publish({ slug: 'library', space_id: 'spc_a' }, other)

    for (const response of [again, theirs]) {
      expect(response.statusCode).toBe(409)
      expect(response.json().detail).toBe('slug library is taken.')
    }
    expect((await remove('library', other)).statusCode).toBe(404)
    expect((await feed('library')).json().data[0].name).toBe('Space spc_a')
    demand(await remove('library'), 204)
    demand(await publish({ slug: 'library', space_id: 'spc_a' }, other), 201)
    expect((await feed('library')).json().data[0].name).toBe('Theirs')
  })

  test('go with their space', async () => {
    await open()
    await publish({ slug: 'library', space_id: 'spc_a' })

    const url = '/api/spaces/spc_a?cascade=true'
    demand(await site.request({ method: 'DELETE', url }), 204)

    expect((await feed('library')).statusCode).toBe(404)
    await site.space('spc_new')
    expect((await publish({ slug: 'library', space_id: 'spc_new' })).statusCode).toBe(201)
  })

  test('show several places, named one by one, until the last of them is gone', async () => {
    await open()
    await site.space('spc_b', { location_id: 8, capacity: 20 })
    await site.sensor('B', { sensor_type: 'oa', space_id: 'spc_b' })
    await site.send([count('B', '2024-05-14T11:00:00Z', 5)])
    const shown = async () => (await feed('both')).json().data?.map(({ id }: Wire) => id)

    const made = await publish({ slug: 'both', space_ids: ['spc_b', 'spc_a', 'spc_b'] })
    expect(made.json()).toMatchObject({
      space_id: null,
      location_id: null,
      space_ids: ['spc_b', 'spc_a'],
      notices: [],
    })
    expect((await site.request({ url: '/api/sites' })).json()).toEqual([made.json()])
    expect(await shown()).toEqual([8, 7])
    expect((await change('both', { space_ids: ['spc_a', 'spc_b'] })).json().space_ids).toEqual([
      'spc_a',
      'spc_b',
    ])
    expect(await shown()).toEqual([7, 8])

    demand(await site.request({ method: 'DELETE', url: '/api/spaces/spc_a?cascade=true' }), 204)
    expect(await shown()).toEqual([8])
    demand(await site.request({ method: 'DELETE', url: '/api/spaces/spc_b?cascade=true' }), 204)
    expect((await feed('both')).statusCode).toBe(404)
    const { data } = (await site.request({ url: '/api/audit?limit=10' })).json()
    expect(data.filter(({ target }: Wire) => target === 'both')).toMatchObject([
      { action: 'site.unpublish', before: { spaces: ['spc_b'] } },
      { action: 'site.update', before: { spaces: ['spc_a', 'spc_b'] }, after: { spaces: ['spc_b'] } },
      { action: 'site.update' },
      { action: 'site.publish', after: { spaces: ['spc_b', 'spc_a'] } },
    ])
  })

  test('change from places that are named to those of a space, and back', async () => {
    await open()
    await publish({ slug: 'a', space_ids: ['spc_a'] })

    const within = await change('a', { location_id: 7 })
    const named = await change('a', { space_ids: ['spc_a'] })

    expect(within.json()).toMatchObject({ space_id: 'spc_a', space_ids: ['spc_a'] })
    expect(named.json()).toMatchObject({ space_id: null, space_ids: ['spc_a'] })
    expect((await change('a', { space_ids: [] })).statusCode).toBe(400)
    expect((await change('a', { space_ids: ['spc_none'] })).statusCode).toBe(404)
  })

  test('say at once which of their places nobody will see how full they are', async () => {
    await open()
    await site.space('spc_lawn', { name: 'Lawn' })
    await site.sensor('LAWN', { sensor_type: 'oa', space_id: 'spc_lawn' })
    await site.space('spc_bare', { name: 'Attic', capacity: 4 })

    const { notices } = (await publish({ slug: 'a', space_ids: ['spc_a', 'spc_lawn', 'spc_bare'] })).json()

    expect(notices).toEqual([
      'Lawn has no capacity, so it is not known how full it is.',
      'Attic has no sensors or doorways: its count is unknown.',
    ])
  })

  test('are changed in what is named, and everybody is shown it at once', async () => {
    await open()
    await site.space('spc_b', { location_id: 8, capacity: 20 })
    const hours = [{ days: '23456', open: '08:00', close: '09:00' }]
    const made = await publish({ slug: 'library', space_id: 'spc_a', levels: { busy: 50 }, hours })
    expect((await feed('library')).json().data[0]).toMatchObject({ people: 4, isOpen: true })

    const changed = await change('library', { min_count: 6, levels: { busy: 30 } })

    expect(changed.statusCode).toBe(200)
    expect(changed.json()).toEqual({ ...made.json(), min_count: 6, levels: { busy: 30, very_busy: 72 } })
    expect((await feed('library')).json().data[0].people).toBe(6)
    expect((await change('library', { location_id: 8 })).json()).toMatchObject({
      space_id: 'spc_b',
      location_id: 8,
      min_count: 6,
      hours,
    })
    expect((await feed('library')).json().data[0]).toMatchObject({ id: 8, capacity: 20, people: null })
    const cleared = await change('library', { space_id: 'spc_a', min_count: null, levels: null, hours: null })
    expect(cleared.json()).toEqual({ ...made.json(), levels: { busy: 45, very_busy: 72 }, hours: [] })
    expect((await site.request({ url: '/api/sites' })).json()).toEqual([cleared.json()])
    expect((await change('library', {})).json()).toEqual(cleared.json())
    expect((await change('other', {})).statusCode).toBe(404)
  })

  test.each([
    [{ space_id: 'spc_a', location_id: 7 }, 400, 'only one of `space_id`, `location_id` and `space_ids`'],
    [{ space_id: 'spc_none' }, 404, 'spc_none'],
    [{ min_count: -1 }, 400, '`min_count`'],
    [{ levels: { busy: 72 } }, 400, 'levels'],
    [{ hours: [{ open: '08:00', close: '08:00' }] }, 400, 'hours'],
  ])('are not changed by %j', async (payload, status, detail) => {
    await open()
    const made = await publish({ slug: 'library', space_id: 'spc_a' })

    const refused = await change('library', payload)

    expect(refused.statusCode).toBe(status)
    expect(refused.json().detail).toContain(detail)
    expect((await site.request({ url: '/api/sites' })).json()).toEqual([made.json()])
  })

  test('leave a trail of their changes, but not where nothing changed', async () => {
    await open()
    await publish({ slug: 'library', space_id: 'spc_a', min_count: 3 })
    await change('library', { min_count: 4 })
    await change('library', { min_count: 4, space_id: 'spc_a' })

    const { data } = (await site.request({ url: '/api/audit?limit=2' })).json()

    expect(data).toMatchObject([
      { action: 'site.update', target: 'library', before: { minCount: 3 }, after: { minCount: 4 } },
      { action: 'site.publish', target: 'library' },
    ])
  })

  test('leave a trail in the audit', async () => {
    await open()
    await publish({ slug: 'library', space_id: 'spc_a', min_count: 3 })
    await remove('library')

    const { data } = (await site.request({ url: '/api/audit?limit=2' })).json()

    expect(data).toMatchObject([
      { action: 'site.unpublish', target: 'library', before: { space: 'spc_a' }, after: null },
      { action: 'site.publish', target: 'library', before: null, after: { space: 'spc_a', minCount: 3 } },
    ])
  })
})

describe('publishing', () => {
  let site: Site
  afterEach(() => site.close())

  const publish = (payload: Wire, token?: string) =>
    site.request({ method: 'POST', url: '/api/sites', payload }, token)

  test('takes an admin, who sees the space', async () => {
    site = await openSite('2024-05-14T12:00:00Z')
    await site.space('spc_a', { location_id: 7 })
    await site.space('spc_b')
    const reader = await site.token({ scopes: ['read', 'write', 'ingest'] })
    const limited = await site.token({ scopes: ['admin'], space_ids: ['spc_b'] })
    demand(await publish({ slug: 'a', space_id: 'spc_a' }), 201)

    expect((await publish({ slug: 'b', space_id: 'spc_a' }, reader)).statusCode).toBe(403)
    expect((await publish({ slug: 'b', space_id: 'spc_a' }, limited)).statusCode).toBe(404)
    expect((await publish({ slug: 'b', location_id: 7 }, limited)).statusCode).toBe(404)
    expect((await publish({ slug: 'b', space_id: 'spc_b' }, limited)).statusCode).toBe(201)
    expect((await site.request({ url: '/api/sites' }, limited)).json()).toMatchObject([{ slug: 'b' }])
    const removal = await site.request({ method: 'DELETE', url: '/api/sites/a' }, limited)
    expect(removal.statusCode).toBe(404)
    const change = (slug: string, payload: Wire, token: string) =>
      site.request({ method: 'PATCH', url: `/api/sites/${slug}`, payload }, token)
    expect((await change('a', { min_count: 1 }, reader)).statusCode).toBe(403)
    expect((await change('a', { min_count: 1 }, limited)).statusCode).toBe(404)
    expect((await change('b', { space_id: 'spc_a' }, limited)).statusCode).toBe(404)
    expect((await change('b', { location_id: 7 }, limited)).statusCode).toBe(404)
    expect((await change('b', { min_count: 1 }, limited)).statusCode).toBe(200)
    demand(await publish({ slug: 'both', space_ids: ['spc_b', 'spc_a'] }), 201)
    expect((await publish({ slug: 'c', space_ids: ['spc_b', 'spc_a'] }, limited)).statusCode).toBe(404)
    expect((await change('both', { min_count: 1 }, limited)).statusCode).toBe(404)
    expect((await site.request({ url: '/api/sites' }, limited)).json()).toMatchObject([{ slug: 'b' }])
  })

  test.each([
    [{}, 'slug'],
    [{ slug: 'Library', space_id: 'spc_a' }, 'slug'],
    [{ slug: '-a', space_id: 'spc_a' }, 'slug'],
    [{ slug: 'a b', space_id: 'spc_a' }, 'slug'],
    [{ slug: 'a'.repeat(64), space_id: 'spc_a' }, 'slug'],
    [{ slug: '', space_id: 'spc_a' }, 'slug'],
    [{ slug: 'a' }, 'one of `space_id`, `location_id` and `space_ids`'],
    [{ slug: 'a', space_id: 'spc_a', location_id: 7 }, 'one of `space_id`, `location_id`'],
    [{ slug: 'a', space_id: 'spc_a', space_ids: ['spc_a'] }, 'one of `space_id`, `location_id`'],
    [{ slug: 'a', space_ids: [] }, 'space_ids'],
    [{ slug: 'a', space_id: 'spc_a', min_count: -1 }, 'min_count'],
    [{ slug: 'a', space_id: 'spc_a', min_count: 1.5 }, 'min_count'],
    [{ slug: 'a', space_id: 'spc_a', min_count: 2 ** 31 }, 'min_count'],
    [{ slug: 'a', space_id: 'spc_a', levels: { busy: 80 } }, 'levels'],
    [{ slug: 'a', space_id: 'spc_a', levels: { busy: 10, very_busy: 101 } }, 'very_busy'],
    [{ slug: 'a', space_id: 'spc_a', hours: [{ open: '8:00', close: '22:00' }] }, 'HH:MM'],
    [{ slug: 'a', space_id: 'spc_a', hours: [{ open: '08:00', close: '24:01' }] }, 'HH:MM'],
    [{ slug: 'a', space_id: 'spc_a', hours: [{ open: '08:00', close: '08:00' }] }, 'hours'],
    [{ slug: 'a', space_id: 'spc_a', hours: [{ open: '08:00', close: '22:00', days: '08' }] }, 'days'],
    [
      { slug: 'a', space_id: 'spc_a', hours: Array(51).fill({ open: '08:00', close: '22:00' }) },
      'at most 50',
    ],
  ])('refuses %j and names what is wrong', async (payload, named) => {
    site = await openSite('2024-05-14T12:00:00Z')
    await site.space('spc_a', { location_id: 7 })

    const response = await publish(payload)

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain(named)
  })
})

describe('the threshold of a space', () => {
  test('is set with the space, changed, and shown', async () => {
    const site = await openSite('2024-05-14T12:00:00Z')
    await site.space('spc_a', { min_count: 5 })
    const url = '/api/spaces/spc_a'
    const before = (await site.request({ url })).json()
    const patch = (min_count: unknown) => site.request({ method: 'PATCH', url, payload: { min_count } })

    expect(before.min_count).toBe(5)
    expect((await patch(null)).json().min_count).toBeNull()
    expect((await patch(9)).json().min_count).toBe(9)
    expect((await patch(-1)).statusCode).toBe(400)
    await site.close()
  })
})
