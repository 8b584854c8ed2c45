import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { createGzip, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { overloaded } from '../../src/domain/errors.ts'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { OWNER, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await startTestServer()
  await setUp(server)
})
afterEach(() => server.close())

async function setUp({ request }: TestServer): Promise<void> {
  const post = (url: string, payload: object) => request({ method: 'POST', url, payload })
  const space = { id: 'spc_1', name: 'HQ', space_type: 'building', time_zone: 'UTC' }
  await post('/api/spaces', space)
  for (let index = 0; index < SENSORS; index++) {
    await post('/api/sensors', { serial_number: `S${index}`, sensor_type: 'oa', space_id: 'spc_1' })
  }
}

/** Several, because the log in memory gets slow when a sensor has said a lot. */
const SENSORS = 25
const START = Date.UTC(2024, 0, 1)
const reading = (index: number, fields: object = {}) => ({
  type: 'count',
  sensor: `S${index % SENSORS}`,
  at: START + index * 1_000,
  count: index % 5,
  ...fields,
})
const readings = (count: number) => Array.from({ length: count }, (_, index) => reading(index))
const lines = (count: number) =>
  readings(count)
    .map((each) => `${JSON.stringify(each)}\n`)
    .join('')
const kept = async () => (await server.services.statistics()).readings

const send = (payload: string | Buffer, headers: Record<string, string> = {}, token?: string) =>
  server.request(
    {
      method: 'POST',
      url: '/api/readings',
      payload,
      headers: { 'content-type': 'application/json', ...headers },
    },
    token,
  )
const ndjson = { 'content-type': 'application/x-ndjson' }
const gzip = { 'content-encoding': 'gzip' }

describe('JSON', () => {
  test('is a list or an object with one, and answers what became of each', async () => {
    const first = await send(JSON.stringify(readings(3)))
    const again = await send(JSON.stringify({ readings: [reading(0), { type: 'x' }, reading(3)] }))

    expect(first.json()).toEqual({ accepted: 3, duplicates: 0, rejected: [], seq: expect.any(Number) })
    expect(again.statusCode).toBe(200)
    expect(again.json()).toEqual({
      accepted: 1,
      duplicates: 1,
      rejected: [{ index: 1, code: 'invalid', message: expect.stringContaining('type') }],
      seq: expect.any(Number),
    })
    expect(await kept()).toBe(4)
  })

  test('may be compressed, also when it says how long it is', async () => {
    const body = gzipSync(JSON.stringify(readings(10)))

    const response = await send(body, { ...gzip, 'content-length': String(body.length) })

    expect(response.json()).toMatchObject({ accepted: 10 })
  })

  test('of ten thousand readings is taken, of one more refused whole', async () => {
    const tooMany = await send(JSON.stringify(readings(10_001)))
    expect([tooMany.statusCode, await kept()]).toEqual([413, 0])
    expect(tooMany.json().detail).toContain('application/x-ndjson')

    expect((await send(JSON.stringify(readings(10_000)))).json()).toMatchObject({ accepted: 10_000 })
  })

  test.each<[number, string, string | Buffer, Record<string, string>]>([
    [400, 'broken', '[{', {}],
    [400, 'neither list nor object', '7', {}],
    [400, 'an object without readings', '{}', {}],
    [400, 'broken gzip', Buffer.from('not gzip'), gzip],
    [400, 'gzip that ends early', gzipSync(JSON.stringify(readings(100))).subarray(0, 200), gzip],
    [413, 'a small body that decodes to a huge one', gzipSync(Buffer.alloc(64 * 1024 * 1024, 32)), gzip],
    [413, 'a huge body', Buffer.alloc(10 * 1024 * 1024 + 1, 32), {}],
    [415, 'another encoding', 'x', { 'content-encoding': 'br' }],
    [415, 'another media type', 'x', { 'content-type': 'text/csv' }],
  ])('is %i when it is %s', async (status, _what, payload, headers) => {
    const response = await send(payload, headers)

    expect(response.statusCode).toBe(status)
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(await kept()).toBe(0)
  })

  test('needs the scope ingest', async () => {
    const issue = async (scope: string) => {
      const payload = { name: 'T', scopes: [scope] }
      return (await server.request({ method: 'POST', url: '/api/tokens', payload })).json().token
    }

    expect((await send('[]', {}, await issue('read'))).statusCode).toBe(403)
    expect((await send('[]', {}, await issue('ingest'))).json()).toMatchObject({ accepted: 0 })
    expect((await server.app.inject({ method: 'POST', url: '/api/readings', payload: [] })).statusCode).toBe(
      401,
    )
  })
})

describe('lines', () => {
  test('are taken one by one, and indexes count readings', async () => {
    const body = `\n${lines(2)}\n{broken\n${JSON.stringify(reading(0, { count: 4 }))}\n${lines(1)}`

    const response = await send(body, ndjson)

    expect(response.json()).toMatchObject({ accepted: 2, duplicates: 1 })
    expect(
      response.json().rejected.map((each: { index: number; code: string }) => [each.index, each.code]),
    ).toEqual([
      [2, 'invalid_json'],
      [3, 'conflict'],
    ])
  })

  test('may be more than a JSON body can hold', async () => {
    const body = `${' '.repeat(1_000)}\n`.repeat(11_000) + lines(12_000)
    expect(body.length).toBeGreaterThan(11 * 1024 * 1024)

    expect((await send(body, ndjson)).json()).toMatchObject({ accepted: 12_000, rejected: [] })
  })

  test('of broken gzip are 400, and what was kept before stays', async () => {
    const whole = gzipSync(lines(25_000))

    const response = await send(whole.subarray(0, whole.length - 100), { ...ndjson, ...gzip })

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain('gzip')
    expect([10_000, 20_000]).toContain(await kept())
  })
})

test('overload is 503 with Retry-After, and nothing is taken', async () => {
  const store = openMemoryStore()
  const full = await startTestServer({ store })
  try {
    await setUp(full)
    Object.defineProperty(store.readings, 'append', {
      value: () => Promise.reject(overloaded('The queue is full.')),
    })
    const options = { method: 'POST', url: '/api/readings' } as const

    const json = await full.request({ ...options, payload: readings(2) })
    const stream = await full.request({ ...options, payload: lines(2), headers: ndjson })

    for (const response of [json, stream]) {
      expect(response.statusCode).toBe(503)
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(0)
    }
    expect((await store.statistics()).readings).toBe(0)
  } finally {
    await full.close()
  }
})

describe('over a socket', () => {
  const connect = async (headers: Record<string, string>) => {
    const address = await server.app.listen({ port: 0, host: '127.0.0.1' })
    return httpRequest(`${address}/api/readings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${OWNER}`, ...ndjson, ...headers },
    })
  }

  test('a compressed stream is kept as it comes, and answered at its end', async () => {
    const request = await connect(gzip)
    const body = createGzip()
    body.pipe(request)
    const answered = once(request, 'response')
    for (let part = 0; part < 30; part++) {
      const chunk = readings(1_000).map((each) => `${JSON.stringify({ ...each, seq: part })}\n`)
      if (!body.write(chunk.join(''))) await once(body, 'drain')
    }
    await until(async () => (await kept()) >= 10_000)
    body.end()

    const [response] = await answered
    expect(JSON.parse(await text(response))).toEqual({
      accepted: 30_000,
      duplicates: 0,
      rejected: [],
      seq: expect.any(Number),
    })
    expect(await kept()).toBe(30_000)
  })

  test('of a client that goes away, what was kept stays and nothing else comes', async () => {
    const request = await connect({})
    request.on('error', () => undefined)
    request.write(lines(12_000))
    await until(async () => (await kept()) >= 10_000)

    request.destroy()
    await until(async () => server.log.length >= 0 && (await openConnections()) === 0)

    expect(await kept()).toBe(10_000)
    expect(server.log.filter(({ level }) => Number(level) >= 50)).toEqual([])
  })

  test('a refusal reaches a client that is still sending', async () => {
    const request = await connect(gzip)
    const answered = once(request, 'response')
    request.write('this is not gzip')

    const [response] = await answered
    expect(response.statusCode).toBe(400)
    request.on('error', () => undefined)
    request.destroy()
  })

  const openConnections = () =>
    new Promise<number>((resolve, reject) => {
      server.app.server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
    })
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5))
}

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
