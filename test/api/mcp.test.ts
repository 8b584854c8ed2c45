import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LiveSite, openLiveSite } from './live-site.ts'
import { count, type Wire } from './site.ts'
import { OWNER } from './test-server.ts'

let site: LiveSite
let client: Client

/** A client of the official SDK, as an assistant has it. */
async function connect(token: string): Promise<Client> {
  const transport = new StreamableHTTPClientTransport(new URL(`${site.address}/mcp`), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  })
  const opened = new Client({ name: 'test', version: '1.0.0' })
  await opened.connect(transport)
  return opened
}

/** A tool's answer, which has to be in order. */
async function ask(name: string, input: Wire = {}, from = client): Promise<Wire> {
  const answer = await from.callTool({ name, arguments: input })
  if (answer.isError === true) throw new Error(JSON.stringify(answer.content))
  return answer.structuredContent as Wire
}

/** What a tool says to a question that it cannot answer. */
async function refusal(name: string, input: Wire, from = client): Promise<string> {
  const { isError, content } = await from.callTool({ name, arguments: input })
  expect(isError).toBe(true)
  const [first] = content as readonly { readonly text: string }[]
  return first?.text ?? ''
}

beforeAll(async () => {
  site = await openLiveSite('2024-05-14T16:00:00Z')
  await site.space('spc_hq', { name: 'HQ', space_type: 'building' })
  await site.space('spc_floor', { name: 'Floor 1', space_type: 'floor', parent_id: 'spc_hq' })
  await site.space('spc_oak', { name: 'Oak', parent_id: 'spc_floor', capacity: 4, function: 'meeting_room' })
  await site.space('spc_elm', { name: 'Elm', parent_id: 'spc_floor', capacity: 8, function: 'meeting_room' })
  await site.space('spc_ash', { name: 'Ash', parent_id: 'spc_floor', capacity: 2 })
  await site.space('spc_annex', { name: 'Annex', space_type: 'building', time_zone: 'Europe/London' })
  await site.space('spc_oak2', { name: 'Oak', parent_id: 'spc_annex', capacity: 6 })
  for (const [serial, space] of [
    ['O', 'spc_oak'],
    ['E', 'spc_elm'],
    ['A', 'spc_ash'],
    ['O2', 'spc_oak2'],
  ]) {
    await site.sensor(`${serial}`, { sensor_type: 'oa', space_id: space, heartbeat_seconds: 3600 })
  }
  await site.doorway('drw_1', { spaces: [{ id: 'spc_annex', sensor_placement: 1 }] })
  await site.send([
    // Tuesday, 14 May: Oak holds five from 9 to 10 in New York, one since; Elm is empty; Ash is silent since yesterday.
    count('O', '2024-05-14T12:30:00Z', 0),
    count('O', '2024-05-14T13:00:00Z', 5),
    count('O', '2024-05-14T14:00:00Z', 1),
    count('O', '2024-05-14T15:30:00Z', 1, { seq: 1 }),
    count('E', '2024-05-14T15:30:00Z', 0),
    count('A', '2024-05-13T15:30:00Z', 2),
  ])
  client = await connect(OWNER)
})
afterAll(async () => {
  await client.close()
  await site.close()
})

test('nine tools are offered, and every one says that it only reads', async () => {
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toEqual([
    'find_spaces',
    'current_occupancy',
    'free_rooms',
    'occupancy_history',
    'compare_spaces',
    'typical_day',
    'time_at_count',
    'sensor_health',
    'changed_figures',
  ])
  expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([])
})

describe('spaces', () => {
  test('are found by words of their paths, with zones and capacities', async () => {
    expect(await ask('find_spaces', { words: 'floor oak' })).toEqual({
      spaces: [
        {
          space_id: 'spc_oak',
          path: 'HQ / Floor 1 / Oak',
          time_zone: 'America/New_York',
          capacity: 4,
          space_type: 'space',
          function: 'meeting_room',
        },
      ],
      total: 1,
    })
  })

  test('are cut off at the limit, and the total says so', async () => {
    const { spaces, total } = await ask('find_spaces', { below: 'HQ', limit: 2 })
    expect([(spaces as Wire[]).length, total]).toEqual([2, 5])
  })

  test('with one name are told apart by path or id', async () => {
    expect(await refusal('current_occupancy', { spaces: ['Oak'] })).toBe(
      'Several spaces are called "Oak". Use an id: HQ / Floor 1 / Oak (spc_oak); Annex / Oak (spc_oak2).',
    )
    expect(await ask('current_occupancy', { spaces: ['annex / oak'] })).toMatchObject({
      spaces: [{ space_id: 'spc_oak2', time_zone: 'Europe/London' }],
    })
  })

  test('that do not exist are answered with what may have been meant', async () => {
    expect(await refusal('typical_day', { space: 'floor', date: '2024-05-21' })).toContain(
      'There is no space "floor". Perhaps one of: HQ / Floor 1 (spc_floor)',
    )
  })
})

describe('now', () => {
  test('a silent room is not known, which is not zero, and its last count is said apart', async () => {
    const { spaces } = await ask('current_occupancy', { spaces: ['spc_oak', 'spc_ash', 'spc_oak2'] })
    expect(spaces).toMatchObject([
      { people: 1, share_of_capacity: 0.25, last_known: 1, last_heard_at: '2024-05-14T15:30:00Z' },
      { people: null, share_of_capacity: null, last_known: 2, sensor_health: 'offline' },
      {
        people: null,
        share_of_capacity: null,
        last_known: null,
        sensor_health: 'unknown',
        last_heard_at: null,
      },
    ])
    expect(spaces).toMatchObject([{ link: `${site.address}/spaces/spc_oak` }, {}, {}])
  })

  test('only a room known to be empty is free', async () => {
    expect(await ask('free_rooms')).toMatchObject({
      rooms: [{ space_id: 'spc_elm' }],
      free: 1,
      taken: 1,
      not_known: 2,
    })
    expect(await ask('free_rooms', { people: 9 })).toMatchObject({ free: 0, taken: 0, not_known: 0 })
  })
})

describe('history', () => {
  test('has the figures of the metrics, hour by hour, with their coverage', async () => {
    const { rows } = await ask('occupancy_history', {
      space: 'HQ / Floor 1 / Oak',
      from: '2024-05-14',
      to: '2024-05-14',
      resolution: 'hour',
    })
    const hours = (rows as Wire[]).filter(({ coverage }) => coverage !== null && coverage !== 0)
    expect(hours).toMatchObject([
      { key: '2024-05-14T12:00:00Z', average_people: 0, peak_people: 0, hours_used: 0, coverage: 0.5 },
      {
        key: '2024-05-14T13:00:00Z',
        average_people: 5,
        average_share_of_capacity: 1.25,
        hours_used: 1,
        coverage: 1,
      },
      { key: '2024-05-14T14:00:00Z', average_people: 1, entrances: null, coverage: 1 },
      { key: '2024-05-14T15:00:00Z', average_people: 1, coverage: 1 },
    ])
    const dark = (rows as Wire[]).find(({ coverage }) => coverage === 0)
    expect(dark).toMatchObject({ average_people: null, peak_people: null, hours_used: null })
  })

  test('compares rooms, those without any known time last', async () => {
    const day = { from: '2024-05-14', to: '2024-05-14' }
    const { spaces, total } = await ask('compare_spaces', { below: 'HQ', order_by: 'peak_people', ...day })
    expect(total).toBe(3)
    expect(
      (spaces as { path: string; figures: Wire }[]).map(({ path, figures }) => [
        path,
        figures['peak_people'],
      ]),
    ).toEqual([
      ['HQ / Floor 1 / Oak', 5],
      ['HQ / Floor 1 / Elm', 0],
      ['HQ / Floor 1 / Ash', null],
    ])
  })

  test('says for how long a room was over its capacity', async () => {
    expect(
      await ask('time_at_count', { space: 'spc_oak', from: '2024-05-14', to: '2024-05-14' }),
    ).toMatchObject({
      hours_observed: 3.5,
      counts: [
        { people: 0, hours: 0.5 },
        { people: 1, hours: 2 },
        { people: 5, hours: 1 },
      ],
      hours_over_capacity: 1,
    })
  })

  test('tells what is usual on a day to come', async () => {
    const { hours } = await ask('typical_day', { space: 'spc_oak', date: '2024-05-21', weeks: 1 })
    const known = (hours as Wire[]).filter(({ median_people }) => median_people !== null)
    expect(known.map(({ start, median_people }) => [start, median_people])).toEqual([
      ['2024-05-21T12:00:00Z', 0],
      ['2024-05-21T13:00:00Z', 5],
      ['2024-05-21T14:00:00Z', 1],
      ['2024-05-21T15:00:00Z', 1],
    ])
    expect((hours as Wire[]).length).toBe(24)
  })

  test('with its days in the wrong order is refused in words', async () => {
    expect(
      await refusal('occupancy_history', { space: 'spc_oak', from: '2024-05-14', to: '2024-05-13' }),
    ).toBe('`to` (2024-05-13) is before `from` (2024-05-14).')
  })
})

test('sensors that cannot be trusted are named', async () => {
  expect(await ask('sensor_health')).toMatchObject({
    healthy: 2,
    offline: 1,
    unknown: 1,
    not_healthy: [{ serial_number: 'O2' }, { serial_number: 'A' }],
  })
})

test('days that were over and changed are listed, newest first', async () => {
  const { changes: before } = await ask('changed_figures')
  await site.send([count('A', '2024-05-12T14:00:00Z', 1)])
  const { changes, has_more, link } = await ask('changed_figures')
  expect(has_more).toBe(false)
  expect(changes as Wire[]).toHaveLength((before as Wire[]).length + 3)
  expect((changes as Wire[])[0]).toMatchObject({ cause: 'late_reading', from: '2024-05-12', by: 'owner' })
  expect((changes as Wire[]).map(({ path }) => path)).toContain('HQ / Floor 1 / Ash')
  expect(link).toBe(`${site.address}/changes`)
})

test('who asks too often is told to wait, also for what no tool has to answer', async () => {
  const busy = await openLiveSite('2024-05-14T16:00:00Z', { environment: { HEADCOUNT_RATE_LIMIT: '1:3' } })
  const list = () =>
    fetch(`${busy.address}/mcp`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        authorization: `Bearer ${OWNER}`,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
    })
  const statuses = []
  for (let time = 0; time < 6; time++) statuses.push((await list()).status)
  await busy.close()
  expect(statuses[0]).toBe(200)
  expect(statuses).toContain(429)
})

describe('access', () => {
  test('goes by the token: a limited one neither finds nor is told of anything else', async () => {
    const token = await site.token({ scopes: ['read'], space_ids: ['spc_annex'] })
    const limited = await connect(token)
    expect(await ask('find_spaces', {}, limited)).toMatchObject({ total: 2 })
    expect(await refusal('current_occupancy', { spaces: ['spc_elm'] }, limited)).toContain(
      'There is no space',
    )
    expect(await ask('free_rooms', {}, limited)).toMatchObject({ free: 0, taken: 0, not_known: 1 })
    await limited.close()
  })

  test('needs a token with the scope read', async () => {
    const initialize = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }
    const post = (authorization: string | null) =>
      fetch(`${site.address}/mcp`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...(authorization !== null && { authorization }),
        },
        body: JSON.stringify(initialize),
      })
    expect((await post(null)).status).toBe(401)
    expect((await post('Bearer tok_nobody')).status).toBe(401)
    const ingest = await site.token({ scopes: ['ingest'] })
    expect((await post(`Bearer ${ingest}`)).status).toBe(403)
  })
})
