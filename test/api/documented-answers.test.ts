import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AnswerToCheck, PublishedDocument } from '../compat/document.ts'
import { demand } from './demand.ts'
import { type DocumentedOperation, documentedOperations } from './documented-operations.ts'
import { call, kindOfParameter, type Reference, urlOf } from './route-call.ts'
import { fillTenant, type Tenant } from './tenant.ts'
import { OWNER, startTestServer, type TestServer } from './test-server.ts'

// Every answer that a client can get is held against the document that says how it looks: each operation of each
// surface, done and refused, over a store with something of every kind in it.

const NOW = '2024-06-04T12:00:00Z'
const surfaces = ['/v3', '/v2/density', '/v2', '/v1', '/live', '/compare', '/api']

let server: TestServer
let tenant: Tenant
let operations: readonly DocumentedOperation[]
const documents = new Map<string, PublishedDocument>()

beforeAll(async () => {
  server = await startTestServer({ clock: () => Date.parse(NOW) })
  tenant = await fillTenant(server, OWNER, 'Own', 101)
  await sendADay()
  operations = await documentedOperations(server)
  for (const surface of surfaces) documents.set(surface, await PublishedDocument.of(server.app, surface))
})
afterAll(() => server.close())

/** The hour that calls ask about, with people, an outage and a doorway in it. */
async function sendADay(): Promise<void> {
  const { sensor, doorway } = tenant.ids
  const at = (minute: string) => `2024-06-03T09:${minute}:00Z`
  const payload = [
    { type: 'count', sensor, at: at('00'), count: 0 },
    { type: 'count', sensor, at: at('05'), count: 3 },
    { type: 'count', sensor, at: at('20'), count: 0 },
    { type: 'health', sensor, at: at('30'), status: 'offline' },
    { type: 'crossing', doorway_id: doorway, at: at('10'), direction: 1, n: 2 },
    { type: 'crossing', doorway_id: doorway, at: at('40'), direction: -1 },
    { type: 'count', sensor, at: '2024-06-04T11:59:00Z', count: 2 },
    { type: 'crossing', doorway_id: doorway, at: '2024-06-04T11:58:00Z', direction: 1 },
  ]
  const answer = demand(await server.request({ method: 'POST', url: '/api/readings', payload })).json()
  expect(answer).toMatchObject({ accepted: payload.length, rejected: [] })
}

function documentOf({ surface }: DocumentedOperation): PublishedDocument {
  const document = documents.get(surface)
  if (document === undefined) throw new Error(`No document of ${surface}`)
  return document
}

const titleOf = ({ method, path }: DocumentedOperation) => `${method} ${path}`

/** Holds an answer against its document, and says what it was. */
function check(operation: DocumentedOperation, answer: AnswerToCheck): string {
  const title = `${titleOf(operation)} ${answer.statusCode}: ${answer.body.slice(0, 500)}`
  expect(documentOf(operation).problems(operation.id, answer), title).toEqual([])
  return title
}

const tokenFor = ({ isPublic, rights }: DocumentedOperation): string | null => {
  if (isPublic) return null
  return rights.includes('users') ? tenant.signed : tenant.owner
}

const guarded = () => operations.filter(({ isPublic }) => !isPublic)

/** A request of an operation with a body that is given as text. */
function withText(operation: DocumentedOperation, type: string, payload: string): InjectOptions {
  const token = tokenFor(operation)
  return {
    method: operation.method,
    url: urlOf(operation, tenant),
    headers: { 'content-type': type, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    payload,
  }
}

/** The surfaces of Density say 403 where a token is missing. */
const isDensity = ({ surface }: DocumentedOperation) => surface === '/v3' || surface === '/v2/density'

test('what is refused for its token is refused as documented', async () => {
  for (const operation of guarded()) {
    const [without, unknown] = [null, 'tok_nothing_opens_with_this'].map((token) =>
      call(server, operation, tenant, token),
    )
    if (without === undefined || unknown === undefined) throw new Error('two were sent')
    const title = check(operation, await without)
    expect((await without).statusCode, title).toBe(isDensity(operation) ? 403 : 401)
    check(operation, await unknown)
    expect((await unknown).statusCode, title).toBe(401)
  }
})

test('what is refused for its scope is refused as documented', async () => {
  const payload = { name: 'narrow', scopes: ['ingest'] }
  const narrow = demand(await server.request({ method: 'POST', url: '/api/tokens', payload })).json().token

  for (const operation of guarded().filter(({ rights }) => rights.length > 0 && !rights.includes('ingest'))) {
    const answer = await call(server, operation, tenant, narrow)
    expect(answer.statusCode, check(operation, answer)).toBe(403)
  }
})

test('what is not there is answered as documented', async () => {
  for (const operation of operations) {
    const [parameter] = operation.parameters.filter((each) => each.in === 'path')
    if (parameter === undefined) continue
    const { name } = parameter
    const reference: Reference = { in: 'path', name, kind: kindOfParameter(operation.path, name) }
    const other = { reference, id: reference.kind === 'location' ? '987654321' : 'unknown' }

    const answer = await call(server, operation, tenant, tokenFor(operation), other)

    // Version 1 answers 401 for a location that is not there (occuspace.md §4); deleting what is gone may be done.
    expect([404, 401, 204], check(operation, answer)).toContain(answer.statusCode)
  }
})

test('a body that cannot be read is refused as documented', async () => {
  const withBody = operations.filter(({ body }) => body !== null)
  expect(withBody.length).toBeGreaterThan(40)
  for (const operation of withBody) {
    const broken = await server.app.inject(withText(operation, 'application/json', '{"a": '))
    expect([400, 415], check(operation, broken)).toContain(broken.statusCode)
    const foreign = await server.app.inject(withText(operation, 'text/xml', '<a/>'))
    expect([400, 415], check(operation, foreign)).toContain(foreign.statusCode)
  }
})

test('a query that is wrong is refused as documented', async () => {
  for (const operation of operations) {
    const asked = operation.parameters.filter(({ in: where, required }) => where === 'query' && required)
    if (asked.length === 0) continue
    const [url = ''] = urlOf(operation, tenant).split('?')
    const answer = await server.request({ method: operation.method, url }, tokenFor(operation) ?? '')
    expect(answer.statusCode, check(operation, answer)).toBe(400)
  }
})

test('who asks too often is refused as documented', async () => {
  const limited = await startTestServer({
    environment: { HEADCOUNT_RATE_LIMIT: '1:1' },
    clock: () => Date.parse(NOW),
  })
  try {
    for (const operation of operations) {
      await limited.app.inject({ method: operation.method, url: urlOf(operation, tenant) })
      const answer = await limited.app.inject({ method: operation.method, url: urlOf(operation, tenant) })
      expect(answer.statusCode, check(operation, answer)).toBe(429)
      expect(answer.headers['retry-after']).toMatch(/^\d+$/)
    }
  } finally {
    await limited.close()
  }
})

test('every resolution and interval is answered as documented, with figures in it', async () => {
  const historical = operations.filter(({ path }) =>
    /^\/v3\/analytics\/(metrics|occupancy|time-used|utilization)$/.test(path),
  )
  expect(historical).toHaveLength(4)
  for (const operation of historical) {
    for (const time_resolution of [
      'minute',
      '10minute',
      'hour',
      'day',
      'week',
      'weekday',
      'hour_of_day',
      'total',
    ]) {
      const payload = {
        start_date: '2024-06-03T09:00:00Z',
        end_date: '2024-06-03T09:59:00Z',
        time_resolution,
      }
      const answer = await server.request({ method: 'POST', url: operation.path, payload })
      expect(answer.statusCode, check(operation, answer)).toBe(200)
      expect(Object.keys(answer.json())).toContain(tenant.ids.space)
    }
  }
  const metrics = operations.filter(({ path }) => /^\/v2\/locations\/\{id\}\/./.test(path))
  expect(metrics.length).toBeGreaterThanOrEqual(4)
  for (const operation of metrics) {
    for (const interval of ['daily', 'weekly', 'monthly']) {
      const url = `${operation.path.replace('{id}', tenant.ids.location)}?start_date=2024-06-01&end_date=2024-06-04&interval=${interval}`
      const answer = await server.request({ url })
      expect(answer.statusCode, check(operation, answer)).toBe(200)
      expect(answer.json().data.length).toBeGreaterThan(0)
    }
  }
})

/** What is deleted last: with it goes what is in it. */
const isHolder = ({ path }: DocumentedOperation) => /^\/api\/spaces\/\{id\}$/.test(path)

/** Two surfaces delete users: each needs one of its own. */
async function newUser(): Promise<{ reference: Reference; id: string }> {
  const payload = { email: `gone${++users}@example.org`, role: 'readonly' }
  const answer = await server.request({ method: 'POST', url: '/v3/users', payload }, tenant.signed)
  return { reference: { in: 'path', name: 'id', kind: 'user' }, id: demand(answer).json().id }
}
let users = 0

/** Deleting what has readings asks for a word. */
async function carryOut(operation: DocumentedOperation): Promise<AnswerToCheck> {
  const { method, parameters } = operation
  const token = tokenFor(operation)
  if (/users\/\{id\}$/.test(operation.path) && method === 'DELETE')
    return call(server, operation, tenant, token, await newUser())
  if (!parameters.some(({ name }) => name === 'cascade')) return call(server, operation, tenant, token)
  return server.request({ method, url: `${urlOf(operation, tenant)}?cascade=true` }, token ?? '')
}

// Last, since it deletes.
test('every operation of every document is done, and answered as documented', async () => {
  const removing = operations.filter(({ method }) => method === 'DELETE')
  const others = operations.filter(({ method }) => method !== 'DELETE')
  const order = [
    ...others,
    ...removing.toSorted((one, other) => Number(isHolder(one)) - Number(isHolder(other))),
  ]
  for (const operation of order) {
    const answer = await carryOut(operation)
    expect(answer.statusCode, check(operation, answer)).toBeLessThan(300)
  }

  for (const surface of surfaces) {
    const done = [...(documents.get(surface)?.checked ?? [])].map((each) => each.split(' '))
    const answered = done.filter(([, status]) => Number(status) < 300).map(([id]) => id)
    const listed = documents.get(surface)?.operationIds ?? []
    expect(listed.length).toBeGreaterThan(0)
    expect(listed.filter((id) => !answered.includes(id))).toEqual([])
  }
})
