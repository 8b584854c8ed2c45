import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NOW, openSite, type Site } from './resources-site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const get = async (url: string, token?: string) => (await site.call('GET', url, undefined, token)).body
const post = (url: string, payload?: object, token?: string) => site.call('POST', url, payload, token)
const label = async (name: string) => (await post('/v3/labels', { name })).body
const group = async (name: string, labels?: readonly string[]) =>
  (await post('/v3/label-groups', { name, labels })).body
const names = (labels: readonly { name: string }[]) => labels.map(({ name }) => name)

describe('labels', () => {
  test('are created on no space and in no group, and listed', async () => {
    const { status, body } = await post('/v3/labels', { name: ' Calm ' })

    expect(status).toBe(200)
    expect(body).toEqual({ id: expect.stringMatching(/^lbl_/), name: 'Calm', group: null, spaces: [] })
    expect(await get('/v3/labels')).toEqual([body])
  })

  test.each(['PUT', 'PATCH'] as const)('are renamed and moved between groups by %s', async (method) => {
    const { id } = await label('Calm')
    const wing = await group('Wing')
    const change = async (body: object) => (await site.call(method, `/v3/labels/${id}`, body)).body

    const inWing = (name: string) => ({ id: wing.id, name: 'Wing', labels: [{ id, name }] })
    expect(await change({ group: wing.id })).toEqual({ id, name: 'Calm', group: inWing('Calm'), spaces: [] })
    expect(await change({ name: 'Calmer' })).toEqual({
      id,
      name: 'Calmer',
      group: inWing('Calmer'),
      spaces: [],
    })
    expect(await change({ group: null })).toMatchObject({ name: 'Calmer', group: null })
    expect(await change({ group: wing.id })).toMatchObject({ group: inWing('Calmer') })
    expect(await change({ group: '' })).toMatchObject({ group: null })
    expect(await get('/v3/labels')).toEqual([{ id, name: 'Calmer', group: null, spaces: [] }])
  })

  test('show how many people are in their spaces at this moment', async () => {
    await site.read([
      { type: 'count', sensor: 'OA1', at: NOW - 60_000, count: 3 },
      { type: 'crossing', sensor: 'EN1', at: NOW - 30_000, direction: 1, n: 2 },
    ])
    const { id } = await label('Calm')
    for (const space of ['spc_quiet', 'spc_cafe', 'spc_one', 'spc_other'])
      await post(`/v3/spaces/${space}/labels`, { add: [id] })

    const counts = async () => {
      const [{ spaces }] = await get('/v3/labels')
      return Object.fromEntries(
        spaces.map((space: { id: string; current_count: number | null }) => [space.id, space.current_count]),
      )
    }
    expect(await counts()).toEqual({ spc_quiet: 3, spc_cafe: 2, spc_one: 5, spc_other: 0 })

    // Fifteen minutes after its last reading the sensor of the quiet room is offline, and its count unknown.
    site.now = NOW - 60_000 + 900_000
    expect(await counts()).toEqual({ spc_quiet: null, spc_cafe: 2, spc_one: 2, spc_other: 0 })
  })

  test.each([
    [{}, 'name'],
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(256) }, 'name'],
    [{ name: 7 }, 'name'],
  ])('are not created from %j', async (body, field) => {
    const answer = await post('/v3/labels', body)

    expect(answer).toEqual({ status: 400, body: { code: 400, message: expect.stringContaining(field) } })
    expect(await get('/v3/labels')).toEqual([])
  })

  test('have a name each', async () => {
    await label('Calm')
    const { id } = await label('Loud')

    expect((await post('/v3/labels', { name: 'Calm' })).status).toBe(409)
    expect((await site.call('PUT', `/v3/labels/${id}`, { name: ' Calm' })).status).toBe(409)
  })

  test.each([
    [{ name: null }, 400, 'name'],
    [{ name: '' }, 400, 'name'],
    [{ group: 7 }, 400, 'group'],
    [{ group: 'lgr_none' }, 404, 'lgr_none'],
  ])('are not changed by %j', async (change, status, named) => {
    const calm = await label('Calm')

    const answer = await site.call('PATCH', `/v3/labels/${calm.id}`, { name: 'Changed', ...change })

    expect(answer.status).toBe(status)
    expect(answer.body).toEqual({ code: status, message: expect.stringContaining(named) })
    expect(await get('/v3/labels')).toEqual([calm])
  })
})

describe.each(['/v3/label-groups', '/v3/label_groups'])('groups at %s', (path) => {
  test('are created with labels, renamed and listed one level deep', async () => {
    const calm = await label('Calm')
    const created = await post(path, { name: ' Noise ', labels: [calm.id] })

    const { id } = created.body
    const listed = [{ id: calm.id, name: 'Calm' }]
    const inside = { ...calm, group: { id, name: 'Noise', labels: listed } }
    expect(created).toEqual({ status: 200, body: { id, name: 'Noise', labels: [inside] } })
    expect(id).toMatch(/^lgr_/)
    for (const method of ['PUT', 'PATCH'] as const) {
      const renamed = await site.call(method, `${path}/${id}`, { name: method })
      const member = { ...calm, group: { id, name: method, labels: listed } }
      expect(renamed).toEqual({ status: 200, body: { id, name: method, labels: [member] } })
      expect(await get(path)).toEqual([renamed.body])
    }
  })

  test('take labels as they were read, of which the id counts', async () => {
    const calm = await label('Calm')
    const loud = await label('Loud')

    const { status, body } = await post(path, {
      name: 'Noise',
      labels: [calm, { id: loud.id, name: 'Other' }],
    })

    expect(status).toBe(200)
    expect(names(body.labels)).toEqual(['Calm', 'Loud'])
  })

  test('take a label out of another group', async () => {
    const calm = await label('Calm')
    await group('First', [calm.id])

    await post(path, { name: 'Second', labels: [calm.id] })

    const groups: readonly { name: string; labels: { name: string }[] }[] = await get(path)
    expect(groups.map(({ name, labels }) => [name, names(labels)])).toEqual([
      ['First', []],
      ['Second', ['Calm']],
    ])
  })

  test.each([
    [{}, 400, 'name'],
    [{ name: ' ' }, 400, 'name'],
    [{ name: 'A', labels: 'lbl_1' }, 400, 'labels'],
    [{ name: 'A', labels: [7] }, 400, 'labels'],
    [{ name: 'A', labels: Array.from({ length: 1_001 }, (_, index) => `lbl_${index}`) }, 400, 'labels'],
    [{ name: 'A', labels: ['lbl_none'] }, 404, 'lbl_none'],
    [{ name: 'Taken' }, 409, 'Taken'],
  ])('are not created from what is wrong', async (body, status, named) => {
    const existing = await group('Taken')

    const answer = await post(path, body)

    expect(answer).toEqual({ status, body: { code: status, message: expect.stringContaining(named) } })
    expect(await get(path)).toEqual([existing])
  })

  test.each([
    [{}, 400],
    [{ name: '' }, 400],
    [{ name: null }, 400],
  ])('are not renamed by %j', async (body, status) => {
    const { id } = await group('Wing')

    const answer = await site.call('PUT', `${path}/${id}`, body)

    expect(answer).toEqual({ status, body: { code: status, message: expect.stringContaining('name') } })
  })
})

describe.each(['PUT', 'POST'] as const)('%s of the labels of a space', (method) => {
  const change = (body?: object) => site.call(method, '/v3/spaces/spc_quiet/labels', body)

  test('puts on, takes off and creates, and answers what the space has then', async () => {
    const [calm, loud] = [await label('Calm'), await label('Loud')]
    await change({ add: [loud.id] })

    const { status, body } = await change({ add: [calm.id], delete: [loud.id], create: [' New ', 'Calm'] })

    expect(status).toBe(200)
    expect(names(body)).toEqual(['Calm', 'New'])
    expect(body[0]).toEqual({
      ...calm,
      spaces: [{ id: 'spc_quiet', name: 'Quiet', current_count: null }],
    })
    expect((await get('/api/spaces/spc_quiet')).labels).toEqual(
      body.map(({ id, name }: { id: string; name: string }) => ({ id, name })),
    )
  })

  test('without a change answers the labels there are', async () => {
    await change({ create: ['Calm'] })

    expect(names((await change()).body)).toEqual(['Calm'])
    expect(names((await change({ add: [], delete: null })).body)).toEqual(['Calm'])
  })

  test.each([
    ['an unknown label to put on', { add: ['lbl_none'] }, 404, 'lbl_none'],
    ['an unknown label to take off', { delete: ['lbl_none'] }, 404, 'lbl_none'],
    ['a list that is none', { add: 'lbl_1' }, 400, 'add'],
    ['an id that is none', { delete: [1] }, 400, 'delete'],
    ['a name that is none', { create: [''] }, 400, 'create'],
    ['too much', { create: Array.from({ length: 1_001 }, (_, index) => `n${index}`) }, 400, 'create'],
  ])('with %s does nothing of it', async (_, wrong, status, named) => {
    const calm = await label('Calm')
    await change({ add: [calm.id] })
    const before = await get('/v3/labels')

    const answer = await change({ create: ['New'], delete: [calm.id], ...wrong })

    expect(answer).toEqual({ status, body: { code: status, message: expect.stringContaining(named) } })
    expect(await get('/v3/labels')).toEqual(before)
  })
})
