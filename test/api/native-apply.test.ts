import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from './test-server.ts'

const document = {
  spaces: [
    {
      name: 'HQ',
      space_type: 'building',
      time_zone: 'Europe/Paris',
      children: [{ name: 'Lobby', space_type: 'space', capacity: 40 }],
    },
  ],
  sensors: [{ serial_number: 'S5-1', sensor_type: 'entry' }],
  doorways: [
    { name: 'Door', sensor_serial_number: 'S5-1', spaces: [{ id: 'HQ/Lobby', sensor_placement: 1 }] },
  ],
}

describe('POST /api/apply', () => {
  let server: TestServer

  beforeEach(async () => {
    server = await startTestServer()
  })

  afterEach(() => server.close())

  const apply = (payload: object, { query = '', token }: { query?: string; token?: string } = {}) =>
    server.request({ method: 'POST', url: `/api/apply${query}`, payload }, token)
  const outcomes = (answer: Awaited<ReturnType<typeof apply>>) =>
    answer.json().applied.map((item: { kind: string; outcome: string }) => `${item.outcome} ${item.kind}`)

  test('makes the portfolio look like the document, and does nothing the second time', async () => {
    const [first, second] = [await apply(document), await apply(document)]

    expect(first.statusCode).toBe(200)
    expect(outcomes(first)).toEqual(['created space', 'created space', 'created sensor', 'created doorway'])
    expect(new Set(outcomes(second))).toEqual(
      new Set(['unchanged space', 'unchanged sensor', 'unchanged doorway']),
    )
    expect((await server.request({ url: '/api/spaces' })).json()).toHaveLength(2)
  })

  test('changes nothing with dry_run', async () => {
    const answer = await apply(document, { query: '?dry_run=true' })

    expect(outcomes(answer)).toHaveLength(4)
    expect((await server.request({ url: '/api/spaces' })).json()).toEqual([])
  })

  test('does all or nothing', async () => {
    const answer = await apply({ ...document, displays: [{ name: 'Screen', floor_id: 'HQ' }] })

    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toContain('floor_id must be a floor')
    expect((await server.request({ url: '/api/spaces' })).json()).toEqual([])
  })

  test('names the fields that are wrong, unknown ones too, however deep', async () => {
    const answer = await apply({
      spaces: [{ name: 'A', space_type: 'space', children: [{ name: 1, size: 2 }] }],
    })

    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toContain('`spaces[0].children[0].name` must be a string')
    expect(answer.json().detail).toContain('`spaces[0].children[0]` must be without size')
  })

  test('of more than one write can hold is refused, and says what to do', async () => {
    const labels = Array.from({ length: 10_001 }, (_, at) => `Label ${at}`)
    const answer = await apply({ labels })

    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toContain('at most 10000 spaces, sensors, doorways, displays and labels')
    expect(answer.json().detail).toContain('in parts')
  })

  test('names the field that is wrong in each list', async () => {
    const answer = await apply({
      sensors: [{ serial_number: 'S1', sensor_type: 'oa' }, { serial_number: 'S2' }],
      displays: [{ name: 'D' }],
    })

    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toContain('`sensors[1].sensor_type` is required')
    expect(answer.json().detail).toContain('`displays[0].floor_id` is required')
  })

  test('is for those who may administer everything', async () => {
    await apply(document)
    const space = (await server.request({ url: '/api/spaces' })).json()[1].id
    const create = (payload: object) => server.request({ method: 'POST', url: '/api/tokens', payload })
    const writer = (await create({ name: 'w', scopes: ['read', 'write', 'ingest'] })).json().token
    const limited = (await create({ name: 'l', scopes: ['admin'], space_ids: [space] })).json().token

    expect((await apply(document, { token: writer })).statusCode).toBe(403)
    expect((await apply(document, { token: limited })).statusCode).toBe(403)
  })
})
