import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { problemKinds } from '../../src/api/problem.ts'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.close())

describe('health', () => {
  test('needs no token and names the time zone rules', async () => {
    const response = await server.app.inject('/healthz')

    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual({ status: 'ok', time_zone_rules: process.versions['tz'] })
  })
})

describe('readiness', () => {
  test('is there while the store can be written', async () => {
    const response = await server.app.inject('/readyz')

    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual({ status: 'ready', reason: null, stale_days: 0 })
  })

  test('goes, with the reason, when it cannot', async () => {
    const store = openMemoryStore()
    const probe = async () => ({ writable: false, reason: 'the disk is full' })
    const full = await startTestServer({ store: Object.create(store, { probe: { value: probe } }) })

    const response = await full.app.inject('/readyz')
    await full.close()

    expect(response.statusCode).toBe(503)
    expect(response.json()).toEqual({
      status: 'unavailable',
      reason: 'the disk is full',
      stale_days: 0,
    })
  })
})

describe('metrics', () => {
  test('count requests by the pattern of their route, never by their path', async () => {
    await server.request({ method: 'DELETE', url: '/api/tokens/tkn_one' })
    await server.request({ url: '/api/nothing/at/all' })

    const response = await server.app.inject('/metrics')

    expect(response.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    const counted = (labels: string) => `headcount_http_request_duration_seconds_count{${labels}} 1`
    expect(response.body).toContain(counted('method="DELETE",route="/api/tokens/:id",status="404"'))
    expect(response.body).toContain(counted('method="GET",route="unknown",status="404"'))
    expect(response.body).not.toContain('tkn_one')
  })

  test('tell of ingest, of the store and of the process', async () => {
    const [organization] = await server.services.identity.organizations()
    const sender = { organization: organization?.key ?? 0, actor: 'test', spaces: null }
    const author = { organization: sender.organization, actor: 'test' }
    const { portfolios, ingest } = server.services
    await portfolios.createSpace(author, { id: 'spc_a', name: 'A', type: 'space', timeZone: 'UTC' })
    await portfolios.createSensor(author, { serialNumber: 'S1', type: 'oa', spaceIds: ['spc_a'] })
    const reading = { type: 'count', sensor: 'S1', at: Date.now() - 1_000, count: 2 }
    await ingest.accept(sender, [reading, reading, { type: 'nonsense' }])

    const { body } = await server.app.inject('/metrics')

    expect(body).toContain('headcount_ingest_readings_total{outcome="accepted"} 1')
    expect(body).toContain('headcount_ingest_readings_total{outcome="duplicate"} 1')
    expect(body).toContain('headcount_ingest_readings_total{outcome="rejected"} 1')
    expect(body).toContain('headcount_ingest_append_duration_seconds_count 1')
    expect(body).toContain('headcount_store_readings 1')
    expect(body).toContain('headcount_log_followers_failing 0')
    expect(body).toContain('process_resident_memory_bytes')
  })
})

describe('problem pages', () => {
  test.each(problemKinds.map(({ slug, title, status }) => [slug, title, status] as const))(
    '%s is explained',
    async (slug, title, status) => {
      const response = await server.app.inject(`/problems/${slug}`)

      expect(response.statusCode).toBe(200)
      expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(response.body).toContain(`<h1>${title}</h1>`)
      expect(response.body).toContain(`HTTP status ${status}.`)
    },
  )

  test('an unknown one is 404', async () => {
    const response = await server.app.inject('/problems/nonsense')

    expect(response.statusCode).toBe(404)
    expect(response.headers['content-type']).toBe('application/problem+json')
  })
})
