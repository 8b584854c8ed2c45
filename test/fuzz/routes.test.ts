import { env, memoryUsage } from 'node:process'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DocumentedOperation, documentedOperations } from '../api/documented-operations.ts'
import { fillTenant, type Tenant } from '../api/tenant.ts'
import { OWNER, startTestServer, type TestServer } from '../api/test-server.ts'
import { PublishedDocument } from '../compat/document.ts'
import { type HostileRequest, hostileRequests, nameOf } from './hostile-request.ts'

/** `npm run test:fuzz -- --requests 50000` sets it. */
// biome-ignore lint/style/noProcessEnv: how the command hands a number to the test
const REQUESTS = Number(env['HEADCOUNT_TEST_FUZZ_REQUESTS'] ?? 1_000)
/** The suite asks the same each time, so that what it finds is about a change; the command asks something else each time. */
// biome-ignore lint/style/noProcessEnv: how the command hands a number to the test
const SEED = Number(env['HEADCOUNT_TEST_FUZZ_SEED'] ?? 17)
/** After so many requests things that were deleted are made again. */
const REQUESTS_OF_A_TENANT = 400
const NOW = Date.parse('2024-06-04T12:00:00Z')
const MAX_MEMORY_BYTES = 2 * 1024 ** 3
const SECONDS_OF_A_REQUEST = 1

let server: TestServer
let tenant: Tenant
let operations: ReadonlyMap<string, DocumentedOperation>
const documents = new Map<string, PublishedDocument>()
let sent = 0

beforeAll(async () => {
  server = await startTestServer({ clock: () => NOW })
  tenant = await fillTenant(server, OWNER, 'T0', 101)
  const documented = await documentedOperations(server)
  operations = new Map(documented.map((operation) => [nameOf(operation), operation]))
  for (const { surface } of documented) {
    if (!documents.has(surface)) documents.set(surface, await PublishedDocument.of(server.app, surface))
  }
})
afterAll(() => server.close())

test(`${REQUESTS} requests made after the documents, right and wrong, are answered as documented, and none with a failure`, {
  timeout: (60 + REQUESTS * SECONDS_OF_A_REQUEST) * 1_000,
}, async () => {
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(
      hostileRequests([...operations.values()], (kind) => tenant.ids[kind]),
      async (request) => {
        const status = await send(request)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      },
    ),
    { numRuns: REQUESTS, seed: SEED, endOnFailure: true },
  )

  expect(memoryUsage().rss).toBeLessThan(MAX_MEMORY_BYTES)
  // Not all of it is refused at the door.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 10)
  console.log(`seed ${SEED}:`, Object.fromEntries(statuses), `${Math.round(memoryUsage().rss / 1e6)} MB`)
})

/** Sends a request, holds the answer against the document, and says what its status was. */
async function send({ operation: name, url, token, contentType, body }: HostileRequest): Promise<number> {
  const operation = operations.get(name)
  if (operation === undefined) throw new Error(`no operation ${name}`)
  if (++sent % REQUESTS_OF_A_TENANT === 0) {
    tenant = await fillTenant(server, OWNER, `T${sent}`, 1_000 + sent)
    expect((await server.app.inject('/healthz')).statusCode).toBe(200)
  }
  const secrets = { owner: tenant.owner, signed: tenant.signed, unknown: 'tok_unknown' }
  const options: InjectOptions = {
    method: operation.method,
    url,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${secrets[token]}` }),
      ...(body === undefined ? {} : { 'content-type': contentType }),
    },
    ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  }
  const answer = await server.app.inject(options)
  const problems = documents.get(operation.surface)?.problems(operation.id, answer)
  expect({ status: answer.statusCode, problems, answer: answer.body.slice(0, 300) }).toMatchObject({
    problems: [],
  })
  expect(answer.statusCode).toBeLessThan(500)
  return answer.statusCode
}
