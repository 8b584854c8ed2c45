import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from './test-server.ts'

const NOW = Date.parse('2024-05-14T12:00:00Z')
let server: TestServer
beforeEach(async () => {
  server = await startTestServer({ clock: () => NOW })
  const set = (url: string, payload: object) => server.request({ method: 'POST', url, payload })
  const building = { id: 'spc_hq', name: 'HQ', space_type: 'building', time_zone: 'UTC' }
  await set('/api/spaces', building)
  for (const id of ['spc_room', 'spc_hall', 'spc_side']) {
    await set('/api/spaces', { id, name: id, space_type: 'space', parent_id: 'spc_hq' })
  }
  await set('/api/sensors', { serial_number: 'OA-1', sensor_type: 'oa', space_id: 'spc_room' })
  await set('/api/sensors', { serial_number: 'WA-1', sensor_type: 'waffle', space_id: 'spc_side' })
  await set('/api/sensors', { serial_number: 'E-1', sensor_type: 'entry' })
  await set('/api/doorways', {
    name: 'Door',
    sensor_serial_number: 'E-1',
    spaces: [{ id: 'spc_hall', sensor_placement: 1 }],
  })
  await set('/api/readings', [
    { type: 'count', sensor: 'OA-1', at: '2024-05-14T10:00:00Z', count: 4 },
    { type: 'count', sensor: 'WA-1', at: '2024-05-14T10:00:00Z', count: 3 },
    { type: 'crossing', sensor: 'E-1', at: '2024-05-14T10:00:00Z', direction: 1, n: 2 },
  ] as never)
})
afterEach(() => server.close())

const correct = (payload: object, token?: string) =>
  server.request({ method: 'POST', url: '/api/corrections', payload }, token)
const list = async (query = '') =>
  (await server.request({ method: 'GET', url: `/api/corrections${query}` })).json()
const undo = (id: string) => server.request({ method: 'DELETE', url: `/api/corrections/${id}` })

/** What history says of a space from 09:00 to 12:00: its counts, each with the hour and minute it begins. */
async function counts(id: string): Promise<readonly string[]> {
  const range = 'start_date=2024-05-14T09:00:00Z&end_date=2024-05-14T11:59:59Z'
  const answer = await server.request({ method: 'GET', url: `/api/spaces/${id}/segments?${range}` })
  const { segments } = answer.json() as { segments: { start: string; count: number | null }[] }
  return segments.map(({ start, count }) => `${start.slice(11, 16)} ${count}`)
}

async function live(id: string) {
  const answer = await server.request({ method: 'POST', url: '/v3/analytics/occupancy/current' })
  return (answer.json() as Record<string, { count: number | null; timestamp: string }>)[id]
}

describe('an offset', () => {
  test('is added to what sensors count while they do, in history and live, and undone without a trace', async () => {
    const before = await counts('spc_room')
    const made = await correct({
      kind: 'offset',
      space_id: 'spc_room',
      from: '2024-05-14T09:30:00Z',
      people: 2,
      reason: 'Two seats behind the pillar',
    })

    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ kind: 'offset', people: 2, until: null, sensor: null })
    expect(await counts('spc_room')).toEqual(['09:00 null', '10:00 6'])
    expect(await live('spc_room')).toMatchObject({ count: 6, timestamp: '2024-05-14T10:00:00Z' })
    expect((await live('spc_hq'))?.count).toBe(11)
    expect((await undo(made.json().id)).statusCode).toBe(204)
    expect(await counts('spc_room')).toEqual(before)
    expect((await live('spc_room'))?.count).toBe(4)
    expect(await list()).toEqual([])
  })

  test('never makes a count negative', async () => {
    await correct({ kind: 'offset', space_id: 'spc_room', from: '2024-05-14T10:30:00Z', people: -9 })

    expect(await counts('spc_room')).toEqual(['09:00 null', '10:00 4', '10:30 0'])
  })
})

describe('a sensor that is ignored', () => {
  test('is offline from then until then, and what it last said holds again', async () => {
    await correct({
      kind: 'ignore',
      sensor: 'OA-1',
      from: '2024-05-14T10:30:00Z',
      until: '2024-05-14T11:00:00Z',
    })

    expect(await counts('spc_room')).toEqual(['09:00 null', '10:00 4', '10:30 null', '11:00 4'])
    expect((await live('spc_room'))?.count).toBe(4)
  })

  test('at a doorway counts nobody', async () => {
    await correct({
      kind: 'ignore',
      sensor: 'E-1',
      from: '2024-05-14T09:59:00Z',
      until: '2024-05-14T10:01:00Z',
    })

    expect(await counts('spc_hall')).toEqual(['09:00 null', '10:01 0'])
  })
})

test('a reset sets what doorways count on from, and is no reading of a sensor', async () => {
  const made = await correct({ kind: 'reset', space_id: 'spc_hall', at: '2024-05-14T11:00:00Z', people: 9 })

  expect(made.json()).toMatchObject({ from: '2024-05-14T11:00:00Z', until: null, people: 9 })
  expect(await counts('spc_hall')).toEqual(['09:00 null', '10:00 2', '11:00 9'])
  expect(await live('spc_hall')).toMatchObject({ count: 9, timestamp: '2024-05-14T10:00:00Z' })
})

test('a ceiling says from which count on a sensor means that many or more', async () => {
  const capped = async () => {
    const url = '/api/spaces/spc_side/segments?start_date=2024-05-14T10:00:00Z&end_date=2024-05-14T10:59:59Z'
    const answer = await server.request({ method: 'GET', url })
    return (answer.json() as { segments: { is_capped: boolean }[] }).segments.map(
      (segment) => segment.is_capped,
    )
  }
  const before = await capped()

  await correct({ kind: 'ceiling', sensor: 'WA-1', from: '2024-05-14T10:30:00Z', people: 4 })

  expect(before).toEqual([true])
  expect(await capped()).toEqual([true, false])
})

test('corrections are listed for a space and all in it, the latest first, with who, when and why', async () => {
  await correct({ kind: 'ignore', sensor: 'OA-1', from: '2024-05-14T10:30:00Z', reason: 'Moved' })
  await correct({ kind: 'reset', space_id: 'spc_hall', people: 1 })

  expect(await list('?space_id=spc_hq')).toMatchObject([{ kind: 'reset' }, { kind: 'ignore' }])
  expect(await list('?space_id=spc_room')).toEqual([
    {
      id: expect.stringMatching(/^cor_/),
      kind: 'ignore',
      space_id: null,
      sensor: 'OA-1',
      space_ids: ['spc_room'],
      from: '2024-05-14T10:30:00Z',
      until: null,
      people: null,
      reason: 'Moved',
      actor: expect.any(String),
      created_at: '2024-05-14T12:00:00Z',
    },
  ])
  const audit = (await server.request({ method: 'GET', url: '/api/audit?limit=2' })).json()
  expect(audit.data).toMatchObject([
    { action: 'correction.create', after: { kind: 'reset', space: 'spc_hall', value: 1 } },
    { action: 'correction.create', after: { kind: 'ignore', sensor: 'OA-1', reason: 'Moved' } },
  ])
})

test.each([
  [{ kind: 'offset', space_id: 'spc_hall', people: 1 }, 'kind must be reset for spc_hall'],
  [{ kind: 'reset', space_id: 'spc_room', people: 1 }, 'kind must be offset for spc_room'],
  [{ kind: 'offset', space_id: 'spc_hq', people: 1 }, 'the sum of others'],
  [{ kind: 'offset', space_id: 'spc_room', people: 0 }, 'people must not be 0'],
  [{ kind: 'offset', space_id: 'spc_room', people: 1.5 }, 'people must be an integer'],
  [{ kind: 'offset', space_id: 'spc_room' }, 'people'],
  [{ kind: 'offset', people: 1 }, 'space_id'],
  [{ kind: 'ignore', sensor: 'OA-1', people: 1 }, 'people'],
  [{ kind: 'guess', sensor: 'OA-1' }, 'reset'],
  [{ kind: 'ceiling', sensor: 'E-1', people: 1 }, 'kind must not be ceiling'],
  [{ kind: 'ceiling', sensor: 'OA-1', people: 0 }, 'ceiling must be an integer from 1'],
  [
    { kind: 'reset', space_id: 'spc_hall', at: '2024-05-14T13:00:00Z', people: 1 },
    'at must not be in the future',
  ],
  [
    { kind: 'ignore', sensor: 'OA-1', from: '2024-05-14T11:00:00Z', until: '2024-05-14T11:00:00Z' },
    'until must be after from',
  ],
])('%j is refused', async (payload, message) => {
  const answer = await correct(payload)

  expect(answer.statusCode).toBe(400)
  expect(answer.json().detail).toContain(message)
  expect(await list()).toEqual([])
})

test('a limited token corrects what it sees, and no sensor that other spaces rest on', async () => {
  const made = await server.request({
    method: 'POST',
    url: '/api/tokens',
    payload: { name: 'Room', scopes: ['ingest', 'read'], space_ids: ['spc_room'] },
  })
  const { token } = made.json() as { token: string }
  await server.request({
    method: 'POST',
    url: '/api/sensors',
    payload: { serial_number: 'OA-2', sensor_type: 'oa', space_ids: ['spc_room', 'spc_side'] },
  })
  const other = await correct({ kind: 'ignore', sensor: 'OA-2' })

  expect((await correct({ kind: 'offset', space_id: 'spc_room', people: 1 }, token)).statusCode).toBe(201)
  expect((await correct({ kind: 'reset', space_id: 'spc_hall', people: 1 }, token)).statusCode).toBe(404)
  expect((await correct({ kind: 'ignore', sensor: 'OA-2' }, token)).statusCode).toBe(404)
  const seen = await server.request({ method: 'GET', url: '/api/corrections' }, token)
  expect(seen.json()).toMatchObject([{ kind: 'offset' }])
  const url = `/api/corrections/${other.json().id}`
  expect((await server.request({ method: 'DELETE', url }, token)).statusCode).toBe(404)
})

test('corrections go with the space or the sensor that they are about', async () => {
  await correct({ kind: 'offset', space_id: 'spc_room', people: 1 })
  await correct({ kind: 'ignore', sensor: 'WA-1' })

  await server.request({ method: 'DELETE', url: '/api/spaces/spc_room?cascade=true' })
  await server.request({ method: 'DELETE', url: '/api/sensors/WA-1?cascade=true' })

  expect(await list()).toEqual([])
})

test('a correction of days that are over is among the changes, on those days and with its author', async () => {
  await server.request({
    method: 'POST',
    url: '/api/readings',
    payload: [{ type: 'count', sensor: 'OA-1', at: '2024-05-02T10:00:00Z', count: 1 }] as never,
  })
  await correct({
    kind: 'offset',
    space_id: 'spc_room',
    from: '2024-05-06T09:00:00Z',
    until: '2024-05-06T10:00:00Z',
    people: 1,
  })

  const answer = await server.request({ method: 'GET', url: '/api/changes?since=0' })
  const { changes } = answer.json() as { changes: { cause: string; space_id: string }[] }
  const corrected = changes.filter(({ cause }) => cause === 'correction')
  expect(corrected.map(({ space_id }) => space_id).toSorted()).toEqual(['spc_hq', 'spc_room'])
  for (const change of corrected) {
    expect(change).toMatchObject({
      from: '2024-05-06',
      to: '2024-05-07',
      actor: { name: expect.any(String) },
    })
  }
})
