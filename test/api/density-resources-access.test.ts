import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NOW, openSite, type Site } from './resources-site.ts'

let site: Site
/** Labels by name, in both organizations. */
let labels: Readonly<Record<string, string>>
let groups: Readonly<Record<string, string>>

beforeAll(async () => {
  site = await openSite()
  await site.call('POST', '/v3/spaces/spc_quiet/labels', { create: ['Inside', 'Shared'] })
  await site.call('POST', '/v3/spaces/spc_hall/labels', { create: ['Outside', 'Shared'] })
  await site.call('POST', '/v3/labels', { name: 'Unused' })
  labels = await idsOf('/v3/labels')
  const inGroup = (name: string, ...members: readonly string[]) =>
    site.call('POST', '/v3/label-groups', { name, labels: members.map((member) => labels[member]) })
  await inGroup('Insides', 'Inside')
  await inGroup('Mixed', 'Shared')
  await inGroup('Outsides', 'Outside')
  await inGroup('Empty')
  groups = await idsOf('/v3/label-groups')
})
afterAll(() => site.close())

async function idsOf(url: string): Promise<Readonly<Record<string, string>>> {
  const lists = [await site.call('GET', url), await site.call('GET', url, undefined, site.stranger)]
  const rows: readonly { name: string; id: string }[] = lists.flatMap(({ body }) => body)
  return Object.fromEntries(rows.map(({ name, id }) => [name, id]))
}

type Call = readonly [InjectOptions['method'], string, object?]

const range = { start_date: '2024-05-14T08:00:00Z', end_date: '2024-05-14T08:59:59Z' }
const reads: readonly Call[] = [
  ['GET', '/v3/labels'],
  ['GET', '/v3/label-groups'],
  ['GET', '/v3/label_groups'],
  ['GET', '/v3/doorways'],
  ['POST', '/v3/sensors'],
  ['POST', '/v3/sensors/health/current'],
  ['POST', '/v3/sensors/health/history', range],
]
const writes: readonly Call[] = [
  ['PUT', '/v3/spaces/spc_quiet'],
  ['PATCH', '/v3/spaces/spc_quiet'],
  ['PUT', '/v3/spaces/spc_quiet/labels'],
  ['POST', '/v3/spaces/spc_quiet/labels'],
  ['POST', '/v3/labels', { name: 'x' }],
  ['PUT', '/v3/labels/lbl_none', {}],
  ['PATCH', '/v3/labels/lbl_none', {}],
  ['POST', '/v3/label-groups', { name: 'x' }],
  ['POST', '/v3/label_groups', { name: 'x' }],
  ['PUT', '/v3/label-groups/lgr_none', { name: 'x' }],
  ['PATCH', '/v3/label_groups/lgr_none', { name: 'x' }],
]

const named = (call: Call) => ({ what: `${call[0]} ${call[1]}`, call })

describe('scopes', () => {
  test.each(reads.map(named))('$what needs read', async ({ call: [method, url, body] }) => {
    const others = await site.token(['write', 'ingest'])

    const refused = await site.call(method, url, body, others)

    expect(refused.status).toBe(403)
    expect(refused.body.message).toContain('`read`')
    expect((await site.call(method, url, body, await site.token(['read']))).status).toBe(200)
  })

  test.each(writes.map(named))('$what needs write', async ({ call: [method, url, body] }) => {
    const refused = await site.call(method, url, body, await site.token(['read', 'ingest']))

    expect(refused.status).toBe(403)
    expect(refused.body.message).toContain('`write`')
  })
})

describe('another organization', () => {
  /** Calls that name something, once of the other organization's and once of nobody's. */
  const references: readonly (readonly [string, string, string, (id: string) => Call])[] = [
    ['a space to change', 'spc_theirs', 'spc_none', (id) => ['PATCH', `/v3/spaces/${id}`, { name: 'x' }]],
    ['a space to label', 'spc_theirs', 'spc_none', (id) => ['POST', `/v3/spaces/${id}/labels`, {}]],
    ['sensors', 'OA9', 'OA8', (id) => ['POST', '/v3/sensors', { serial_numbers: [id] }]],
    ['spaces of sensors', 'spc_theirs', 'spc_none', (id) => ['POST', '/v3/sensors', { space_ids: [id] }]],
    ['health', 'OA9', 'OA8', (id) => ['POST', '/v3/sensors/health/current', { serial_numbers: [id] }]],
    [
      'past health',
      'OA9',
      'OA8',
      (id) => ['POST', '/v3/sensors/health/history', { ...range, serial_numbers: [id] }],
    ],
  ]

  test.each(references)(
    'has its ids answered like unknown ones: %s',
    async (_what, theirs, nobodys, call) => {
      const [their, unknown] = [await site.call(...call(theirs)), await site.call(...call(nobodys))]

      expect(their.status).toBe(404)
      expect(JSON.stringify(their).replaceAll(theirs, nobodys)).toBe(JSON.stringify(unknown))
    },
  )

  test('has its labels and groups answered like unknown ones', async () => {
    const label = labels['Secret'] ?? ''
    const group = groups['Secrets'] ?? ''
    const calls = (labelId: string, groupId: string): readonly Call[] => [
      ['PUT', `/v3/labels/${labelId}`, { name: 'x' }],
      ['PATCH', `/v3/labels/${labels['Unused']}`, { group: groupId }],
      ['POST', '/v3/label-groups', { name: 'y', labels: [labelId] }],
      ['PUT', `/v3/label-groups/${groupId}`, { name: 'x' }],
      ['PUT', '/v3/spaces/spc_quiet/labels', { add: [labelId] }],
      ['PUT', '/v3/spaces/spc_quiet/labels', { delete: [labelId] }],
    ]
    for (const [index, call] of calls(label, group).entries()) {
      const their = await site.call(...call)
      const unknown = await site.call(...(calls('lbl_none', 'lgr_none')[index] ?? call))

      expect(their.status).toBe(404)
      const told = JSON.stringify(their).replaceAll(label, 'lbl_none').replaceAll(group, 'lgr_none')
      expect(told).toBe(JSON.stringify(unknown))
    }
  })

  test('has nothing of its own in any list', async () => {
    for (const call of reads) {
      const text = JSON.stringify((await site.call(...call)).body)

      expect(text).not.toMatch(/Secret|theirs|OA9/i)
    }
  })
})

describe('a token limited to some spaces', () => {
  let token: string
  beforeAll(async () => {
    token = await site.token(['read', 'write'], ['spc_one'])
  })
  const limited = (...[method, url, body]: Call) => site.call(method, url, body, token)
  const namesIn = (rows: readonly { name: string }[]) => rows.map(({ name }) => name)

  test('writes to its spaces and no others', async () => {
    expect((await limited('PATCH', '/v3/spaces/spc_quiet', { iwms_id: 'Q' })).status).toBe(200)
    for (const id of ['spc_hall', 'spc_hq', 'spc_other']) {
      const refused = [
        await limited('PATCH', `/v3/spaces/${id}`, { iwms_id: 'Q' }),
        await limited('POST', `/v3/spaces/${id}/labels`, { create: ['Q'] }),
      ]
      expect(refused.map(({ status }) => status)).toEqual([404, 404])
    }
  })

  test('sees labels on its spaces and on none, with its spaces alone', async () => {
    const { body } = await limited('GET', '/v3/labels')

    expect(namesIn(body)).toEqual(['Inside', 'Shared', 'Unused'])
    expect(JSON.stringify(body)).not.toContain('spc_hall')
    const listed = (await limited('GET', '/v3/label-groups')).body
    expect(namesIn(listed)).toEqual(['Insides', 'Mixed', 'Empty'])
    expect(JSON.stringify(listed)).not.toContain('spc_hall')
  })

  test.each([
    ['Inside', 200],
    ['Unused', 200],
    ['Shared', 403],
    ['Outside', 404],
  ])('changes the label %s: %i', async (name, status) => {
    const url = `/v3/labels/${labels[name]}`

    expect((await limited('PATCH', url, { name })).status).toBe(status)
  })

  test.each([
    ['Insides', 200],
    ['Empty', 200],
    ['Mixed', 403],
    ['Outsides', 404],
  ])('changes the group %s: %i', async (name, status) => {
    expect((await limited('PUT', `/v3/label-groups/${groups[name]}`, { name })).status).toBe(status)
  })

  test('puts no label on that it does not see', async () => {
    const add = [labels['Outside'] ?? '']

    expect((await limited('POST', '/v3/spaces/spc_quiet/labels', { add })).status).toBe(404)
    expect((await limited('POST', '/v3/label-groups', { name: 'z', labels: add })).status).toBe(404)
    const group = groups['Outsides']
    expect((await limited('PATCH', `/v3/labels/${labels['Unused']}`, { group })).status).toBe(404)
  })

  test('sees sensors and doorways at its spaces, without their other sides', async () => {
    const [doorway] = (await limited('GET', '/v3/doorways')).body
    const sensors = (await limited('POST', '/v3/sensors')).body

    expect(doorway.spaces).toEqual([{ id: 'spc_cafe', name: 'Cafe', sensor_placement: 1 }])
    expect(sensors.map(({ location }: { location: object }) => location)).toEqual([
      { building_ids: ['spc_hq'], floor_ids: ['spc_one'], space_ids: ['spc_quiet'] },
      { building_ids: ['spc_hq'], floor_ids: ['spc_one'], space_ids: ['spc_cafe'] },
    ])
  })

  test('sees no sensor or doorway elsewhere', async () => {
    const elsewhere = await site.token(['read'], ['spc_hall'])
    const ask = (...[method, url, body]: Call) => site.call(method, url, body, elsewhere)

    const { data } = (await ask('POST', '/v3/sensors/health/current')).body
    expect(data).toEqual([{ serial_number: 'EN1', health_status: 'unknown', last_status_change: null }])
    expect((await ask('POST', '/v3/sensors', { serial_numbers: ['OA1'] })).status).toBe(404)
    expect((await ask('POST', '/v3/sensors', { space_ids: ['spc_one'] })).status).toBe(404)
    const history = await ask('POST', '/v3/sensors/health/history', { ...range, serial_numbers: ['OA1'] })
    expect(history.status).toBe(404)
    site.now = NOW
  })
})
