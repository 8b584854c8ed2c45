import { afterEach, describe, expect, test } from 'vitest'
import { HeadcountClient } from '../../src/client/headcount-client.ts'
import { HeadcountError } from '../../src/client/headcount-error.ts'
import type { Reading } from '../../src/client/reading-wire.ts'
import type { TransportOptions } from '../../src/client/transport.ts'
import { type Received, type ScriptedServer, startScript } from './scripted-server.ts'

const running: ScriptedServer[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

async function play(
  steps: Parameters<typeof startScript>,
  options: Partial<TransportOptions> = {},
): Promise<{ client: HeadcountClient; received: readonly Received[] }> {
  const server = await startScript(...steps)
  running.push(server)
  const { baseUrl, received } = server
  const client = new HeadcountClient({ baseUrl, token: 'tok_1', retry: { firstDelayMs: 5 }, ...options })
  return { client, received }
}

async function failureFrom(promise: Promise<unknown>): Promise<HeadcountError> {
  const error: unknown = await promise.then(
    () => new Error('the call succeeded'),
    (reason: unknown) => reason,
  )
  if (error instanceof HeadcountError) return error
  throw error
}

const space = { name: 'Hall', space_type: 'campus', time_zone: 'UTC' } as const

describe('a call', () => {
  test('carries the token and the body to the path under the base URL', async () => {
    const { client, received } = await play([{ status: 201, body: { id: 'spc_1', name: 'Hall' } }])
    const created = await client.createSpace(space)

    expect(created.id).toBe('spc_1')
    expect(received[0]).toMatchObject({ method: 'POST', url: '/api/spaces' })
    expect(received[0]?.headers).toMatchObject({
      authorization: 'Bearer tok_1',
      'content-type': 'application/json',
    })
    expect(JSON.parse(received[0]?.body ?? '')).toEqual(space)
  })

  test('works with a base URL that ends in slashes or has a path', async () => {
    const server = await startScript({ status: 200, body: [] })
    running.push(server)
    const client = new HeadcountClient({ baseUrl: `${server.baseUrl}/hc//`, token: 't' })
    await client.listSpaces()

    expect(server.received[0]?.url).toBe('/hc/api/spaces')
  })

  test('leaves absent parameters out', async () => {
    const { client, received } = await play([{ status: 200, body: { data: [] } }])
    await client.occuspace.occupancy(7, {
      start_date: '2026-05-01',
      end_date: '2026-05-02',
      days_filter: '23',
    })

    expect(received[0]?.url).toBe(
      '/v2/locations/7/occupancy?start_date=2026-05-01&end_date=2026-05-02&days_filter=23',
    )
  })
})

describe('a failed call', () => {
  test('says what the problem details of /api and /v2 say', async () => {
    const body = {
      type: 'http://x/problems/conflict',
      detail: 'id is taken.',
      request_id: 'r-1',
      status: 409,
    }
    const { client } = await play([{ status: 409, body }])
    const error = await failureFrom(client.createSpace(space))

    expect(error).toMatchObject({ status: 409, code: 'conflict', detail: 'id is taken.', requestId: 'r-1' })
  })

  test('says what the envelope of /v3 says', async () => {
    const { client } = await play([{ status: 404, body: { code: 404, message: 'There is no space spc_9.' } }])
    const error = await failureFrom(
      client.density.occupancy({ start_date: '2026-05-01T00:00:00', end_date: '2026-05-01T23:59:59' }),
    )

    expect(error).toMatchObject({ status: 404, code: undefined, detail: 'There is no space spc_9.' })
  })

  test('says the status where the answer says nothing', async () => {
    const { client } = await play([{ status: 502 }])

    expect(await failureFrom(client.listSpaces())).toMatchObject({ status: 502, detail: 'Bad Gateway' })
  })

  test('has no status when no answer came', async () => {
    const { client, received } = await play(['drop'], { retry: { attempts: 2, firstDelayMs: 1 } })
    const error = await failureFrom(client.listSpaces())

    expect(error.status).toBeNull()
    expect(error.cause).toBeInstanceOf(Error)
    expect(received).toHaveLength(2)
  })

  test('is given up when it takes too long', async () => {
    const { client } = await play(['wait'], { timeoutMs: 50, retry: { attempts: 1 } })

    expect(await failureFrom(client.listSpaces())).toMatchObject({ status: null })
  })

  test('has no status when nobody listens', async () => {
    const server = await startScript('drop')
    await server.close()
    const client = new HeadcountClient({ baseUrl: server.baseUrl, token: 't', retry: { attempts: 1 } })

    expect((await failureFrom(client.listSpaces())).detail).toContain('ECONNREFUSED')
  })
})

describe('a retry', () => {
  const busy = { status: 503, headers: { 'retry-after': '0' } }

  test('follows an overload and a broken connection when the call changes nothing', async () => {
    const { client, received } = await play([busy, 'drop', { status: 200, body: { spc_1: {} } }])
    const query = { start_date: '2026-05-01T00:00:00', end_date: '2026-05-01T23:59:59' }

    expect(await client.density.timeUsed(query)).toEqual({ spc_1: {} })
    expect(received).toHaveLength(3)
  })

  test('does not follow a creation that may have happened', async () => {
    const { client, received } = await play([busy, { status: 201, body: {} }])

    expect((await failureFrom(client.createSpace(space))).status).toBe(503)
    expect(received).toHaveLength(1)
  })

  test('follows a creation that the rate limit refused', async () => {
    const limited = { status: 429, headers: { 'retry-after': '0' } }
    const { client, received } = await play([limited, { status: 201, body: { id: 'spc_1' } }])

    expect((await client.createSpace(space)).id).toBe('spc_1')
    expect(received).toHaveLength(2)
  })

  test('does not follow a refusal', async () => {
    const { client, received } = await play([{ status: 400, body: {} }])

    expect((await failureFrom(client.listSpaces())).status).toBe(400)
    expect(received).toHaveLength(1)
  })

  test('waits as long as the server asks', async () => {
    const { client } = await play([
      { status: 503, headers: { 'retry-after': '1' } },
      { status: 200, body: [] },
    ])
    const before = performance.now()
    await client.listSpaces()

    expect(performance.now() - before).toBeGreaterThanOrEqual(990)
  })

  test('ends when the caller aborts', async () => {
    const controller = new AbortController()
    const { client } = await play([{ status: 503, headers: { 'retry-after': '30' } }], {
      signal: controller.signal,
    })
    const call = client.listSpaces()
    setTimeout(() => controller.abort(new Error('stopped')), 50)

    await expect(call).rejects.toThrow('stopped')
  })
})

describe('readings', () => {
  function counts(length: number): Reading[] {
    return Array.from({ length }, (_, index) => ({ type: 'count', sensor: 'S', at: index, count: 0 }))
  }

  /** Takes every line, but for those whose `at` is a multiple of 9,999. */
  function take({ body }: Received) {
    const readings = body
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as { at: number }]))
    const rejected = readings.flatMap(({ at }, index) =>
      at % 9_999 === 0 ? [{ index, code: 'invalid', message: 'no' }] : [],
    )
    return { status: 200, body: { accepted: readings.length - rejected.length, duplicates: 0, rejected } }
  }

  async function* later(readings: readonly Reading[]): AsyncGenerator<Reading> {
    yield* readings
  }

  test.each([
    ['a list', (readings: Reading[]) => readings],
    ['an asynchronous source', later],
  ])('of %s go out in batches of at most ten thousand, and rejections count through', async (_, from) => {
    const { client, received } = await play([take])
    const receipts: number[] = []
    const receipt = await client.sendReadings(from(counts(20_001)), ({ accepted }) => receipts.push(accepted))

    expect(receipt).toMatchObject({ accepted: 19_998, duplicates: 0 })
    expect(receipt.rejected.map(({ index }) => index)).toEqual([0, 9_999, 19_998])
    expect(received.map(({ body }) => body.split('\n').length - 1)).toEqual([10_000, 10_000, 1])
    expect(received[0]?.headers['content-type']).toBe('application/x-ndjson')
    expect(receipts).toEqual([9_998, 19_997, 19_998])
  })

  test('are sent again, the same ones, after a broken connection and an overload', async () => {
    const { client, received } = await play(['drop', { status: 503, headers: { 'retry-after': '0' } }, take])
    const receipt = await client.sendReadings(counts(3))

    expect(receipt.accepted).toBe(2)
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
    expect(received).toHaveLength(3)
  })

  test('of nothing make no call', async () => {
    const { client, received } = await play([take])

    expect(await client.sendReadings([])).toEqual({ accepted: 0, duplicates: 0, rejected: [], seq: 0 })
    expect(received).toHaveLength(0)
  })
})

describe('the vendor surfaces', () => {
  test('read locations through all pages', async () => {
    const page = (id: number, next: string | null) => ({
      status: 200,
      body: { data: [{ location_id: id }], pagination: { next_cursor: next, prev_cursor: null } },
    })
    const { client, received } = await play([page(1, 'abc'), page(2, null)])
    const ids: number[] = []
    for await (const location of client.occuspace.locations()) ids.push(location.location_id)

    expect(ids).toEqual([1, 2])
    expect(received.map(({ url }) => url)).toEqual(['/v2/locations', '/v2/locations?cursor=abc'])
  })

  test.each([
    ['bare', { spc_1: { count: 3 } }],
    ['wrapped', { data: { spc_1: { count: 3 } } }],
  ])('read current counts from a %s answer', async (_, body) => {
    const { client, received } = await play([{ status: 200, body }])

    expect(await client.density.currentOccupancy(['spc_1'])).toEqual({ spc_1: { count: 3 } })
    expect(received[0]).toMatchObject({
      url: '/v3/analytics/occupancy/current',
      body: '{"space_ids":["spc_1"]}',
    })
  })

  test('ask for each metric at its own path', async () => {
    const { client, received } = await play([{ status: 200, body: {} }])
    const query = { start_date: '2026-05-01T00:00:00', end_date: '2026-05-01T23:59:59' }
    const days = { start_date: '2026-05-01', end_date: '2026-05-01' }
    await client.density.metrics({ ...query, metrics: ['occupancy'] })
    await client.density.utilization(query)
    await client.density.rawSessions(query)
    await client.occuspace.traffic(1, days)
    await client.occuspace.dwellTime(1, days)
    await client.occuspace.availability(1, days)

    expect(received.map(({ method, url }) => `${method} ${url.split('?')[0]}`)).toEqual([
      'POST /v3/analytics/metrics',
      'POST /v3/analytics/utilization',
      'POST /v3/analytics/sessions/raw',
      'GET /v2/locations/1/traffic',
      'GET /v2/locations/1/dwell_time',
      'GET /v2/locations/1/availability',
    ])
  })
})
