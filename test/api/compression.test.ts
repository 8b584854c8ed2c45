import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compressAnswers } from '../../src/api/compression.ts'
import { type LiveSite, openLiveSite } from './live-site.ts'
import { count } from './site.ts'
import { OWNER } from './test-server.ts'

let site: LiveSite

beforeEach(async () => {
  site = await openLiveSite('2024-05-15T12:00:00Z')
  for (const id of ['spc_a', 'spc_b', 'spc_c']) {
    await site.space(id, { capacity: 7 })
    await site.sensor(id.toUpperCase(), { sensor_type: 'oa', space_id: id })
    await site.send([
      count(id.toUpperCase(), '2024-05-14T12:00:00Z', 3),
      count(id.toUpperCase(), '2024-05-14T12:07:00Z', 0),
    ])
  }
})
afterEach(() => site.close())

const day = { start_date: '2024-05-14T00:00:00', end_date: '2024-05-14T23:59:59' }
const minutes: InjectOptions = {
  method: 'POST',
  url: '/v3/analytics/metrics',
  payload: { ...day, time_resolution: 'minute' },
}

const encoded = (options: InjectOptions, encoding: string) =>
  site.request({ ...options, headers: { ...options.headers, 'accept-encoding': encoding } })

describe('answers', () => {
  test.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ] as const)('that are large are the same bytes once %s is undone', async (encoding, decode) => {
    const plain = await site.request(minutes)
    const compressed = await encoded(minutes, encoding)

    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(Object.keys(plain.json()['spc_a'])).toHaveLength(1_440)
    expect(compressed.headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' })
    expect(compressed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 5)
    expect(decode(compressed.rawPayload).equals(plain.rawPayload)).toBe(true)
  })

  test.each(['/v3/openapi.json', '/v2/openapi.json', '/api/openapi.json', '/docs/static/swagger-ui.css'])(
    'of %s are compressed as any other',
    async (url) => {
      const plain = await site.request({ url })
      const compressed = await encoded({ url }, 'br, gzip')

      expect(compressed.headers['content-encoding']).toBe('br')
      expect(brotliDecompressSync(compressed.rawPayload).toString()).toBe(plain.body)
    },
  )

  test('are as they are for who takes nothing else, and say that others may get another form', async () => {
    for (const encoding of ['identity', 'gzip;q=0, identity', 'unknown']) {
      const { headers } = await encoded({ url: '/v3/spaces' }, encoding)
      expect(headers['content-encoding']).toBeUndefined()
      expect(headers.vary).toBe('accept-encoding')
    }
  })

  test('that fit into a packet are left as they are', async () => {
    const { headers } = await encoded({ url: '/v2/locations?limit=1' }, 'gzip')

    expect(headers['content-encoding']).toBeUndefined()
    expect(headers.vary).toBe('accept-encoding')
  })

  test('to a body that is compressed, compressed or not, say what is true of it', async () => {
    const payload = gzipSync(JSON.stringify([count('SPC_A', '2024-05-14T13:00:00Z', 1)]))
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const answer = await encoded({ method: 'POST', url: '/api/readings', payload, headers }, 'gzip')
    const elsewhere = await encoded({ ...minutes, payload, headers }, 'gzip')

    expect(answer.json()).toMatchObject({ accepted: 1, rejected: [] })
    expect(elsewhere.statusCode).toBe(400)
  })
})

const headers = { authorization: `Bearer ${OWNER}`, 'accept-encoding': 'gzip, br' }

async function open(url: string, options: { headers?: Record<string, string> }): Promise<IncomingMessage> {
  const request = get(url, options)
  const [response] = await once(request, 'response')
  return response
}

test('a live stream is not compressed: its events are there at once', async () => {
  const response = await open(`${site.address}/api/live`, { headers })
  const [first] = await once(response, 'data')
  response.destroy()

  expect(response.headers['content-encoding']).toBeUndefined()
  expect(String(first)).toContain('event: snapshot')
})

describe('a stream of a large answer', () => {
  let app: FastifyInstance
  let pieces = 0
  let hasEnded = false

  beforeEach(async () => {
    pieces = 0
    hasEnded = false
    app = Fastify({ forceCloseConnections: true })
    await compressAnswers(app)
    app.get('/', (_request, reply) => reply.type('application/json').send(Readable.from(endless())))
    await app.listen({ host: '127.0.0.1', port: 0 })
  })
  afterEach(() => app.close())

  /** Text that shrinks little, and never ends by itself. */
  async function* endless(): AsyncGenerator<string> {
    try {
      for (;;) {
        pieces++
        yield randomBytes(32_768).toString('base64')
      }
    } finally {
      hasEnded = true
    }
  }

  test.each(['gzip', 'br'])(
    'is made at the pace of its reader, and ends when that goes, in %s',
    async (encoding) => {
      const { port } = app.server.address() as AddressInfo
      const response = await open(`http://127.0.0.1:${port}/`, {
        headers: { 'accept-encoding': encoding },
      })
      expect(response.headers['content-encoding']).toBe(encoding)
      await once(response, 'readable')

      // Until it rests: nobody reads.
      for (let before = -1; before !== pieces; ) {
        before = pieces
        await wait(200)
      }
      expect(hasEnded).toBe(false)
      expect(pieces).toBeLessThan(2_000)

      response.destroy()
      await expect.poll(() => hasEnded, { timeout: 60_000 }).toBe(true)
    },
  )
})
