import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDocument } from '../../src/api/native/read-document.ts'
import { restatedBySetUp } from '../../src/history/restated-set-up.ts'
import { startTestServer, type TestServer } from './test-server.ts'

const SPACES = 9_000
const children = Array.from({ length: SPACES }, (_, at) => ({ name: `Room ${at}`, space_type: 'space' }))
const document = { spaces: [{ name: 'HQ', space_type: 'building', time_zone: 'UTC', children }] }

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** How often others had their turn, a request among them, until work was done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let isOver = false
  const done = work.finally(() => {
    isOver = true
  })
  let turns = -1
  for (; !isOver; turns++) {
    await nextTurn()
    expect((await server.app.inject('/healthz')).statusCode).toBe(200)
  }
  await done
  return turns
}

test('reading a large document gives way to other requests', async () => {
  expect(await turnsDuring(readDocument(document))).toBeGreaterThan(1)
})

test('a change to a large portfolio gives way while it is found out what it restates', async () => {
  const [organization] = await server.services.identity.organizations()
  const author = { organization: organization?.key ?? 0, actor: 'test' }
  const { portfolios } = server.services
  const response = await server.request({ method: 'POST', url: '/api/apply', payload: document })
  expect(response.statusCode).toBe(200)
  const before = await portfolios.current(author.organization)
  await portfolios.createSpace(author, { name: 'One more', type: 'building', timeZone: 'UTC' })
  const after = await portfolios.current(author.organization)
  const log = { extent: async () => null }

  expect(await turnsDuring(restatedBySetUp(before, after, log, Date.now()))).toBeGreaterThan(1)
})
