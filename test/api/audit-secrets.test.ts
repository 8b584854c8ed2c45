import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTemporarySqliteStore } from '../storage/open-store.ts'
import { demand } from './demand.ts'
import { documentedOperations } from './documented-operations.ts'
import { call } from './route-call.ts'
import { fillTenant } from './tenant.ts'
import { OWNER, startTestServer, type TestServer } from './test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({
    store: await openTemporarySqliteStore(),
    environment: { HEADCOUNT_LOG_LEVEL: 'trace' },
  })
})
afterAll(() => server.close())

const secretPattern = /(tok|sec)_[A-Za-z0-9_-]{43}|eyJ[\w-]+\.[\w-]+\.[\w-]+/g

/** Every entry of the audit of every organization, as the store has it. */
async function wholeAudit(): Promise<string> {
  const organizations = await server.store.access.organizations()
  const trails = await Promise.all(
    organizations.map(({ key }) => server.store.access.audit(key, Number.MAX_SAFE_INTEGER, null)),
  )
  return JSON.stringify(trails)
}

test('neither the audit nor the log has a secret in it, whatever was done', async () => {
  const secrets = new Set<string>([OWNER])
  const note = (body: string) => {
    for (const [secret] of body.matchAll(secretPattern)) secrets.add(secret)
  }
  const own = await fillTenant(server, OWNER, 'Own', 1_000)
  for (const secret of [own.clientSecret, own.signed]) secrets.add(secret)
  for (const operation of await documentedOperations(server)) {
    const token = operation.rights.includes('users') ? own.signed : OWNER
    note((await call(server, operation, own, operation.isPublic ? null : token)).body)
  }
  for (const list of ['/api/tokens', '/api/credentials']) {
    const each = demand(await server.request({ url: list })).json()
    for (const { id, client_id } of each.slice(1)) {
      demand(await server.request({ method: 'DELETE', url: `${list}/${id ?? client_id}` }))
    }
  }
  const hashes = await server.store.access.tokens(1)
  const keys = (await server.store.signingKeys.signingKeys()).map(
    ({ privateJwk }) => JSON.parse(privateJwk).d,
  )

  const [audit, log] = [await wholeAudit(), JSON.stringify(server.log)]

  expect(secrets.size).toBeGreaterThanOrEqual(6)
  for (const action of [
    'token.create',
    'token.revoke',
    'credential.create',
    'credential.revoke',
    'user.delete',
  ]) {
    expect(audit).toContain(action)
  }
  for (const secret of [...secrets, ...keys, ...hashes.map(({ hash }) => hash)]) {
    expect(audit).not.toContain(secret)
    expect(log).not.toContain(secret)
  }
  expect(audit.match(secretPattern)).toBeNull()
  expect(audit).not.toMatch(/[0-9a-f]{64}/)
})
