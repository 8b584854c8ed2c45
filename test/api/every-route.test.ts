import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demand } from './demand.ts'
import { type DocumentedOperation, documentedOperations } from './documented-operations.ts'
import { call, isClaim, kindOfParameter, kindOfPlace, type Reference } from './route-call.ts'
import { placesOf } from './sample-body.ts'
import { fillTenant, type Kind, type Tenant } from './tenant.ts'
import { OWNER, startTestServer, type TestServer } from './test-server.ts'

/** Operations that ask for no token. Whatever else is public is a mistake. */
const publicOperations = [
  'POST /v3/oauth/token',
  'POST /v3/wayfinding/token',
  'GET /live/{slug}',
  'GET /compare/{slug}',
  'POST /api/session',
  'DELETE /api/session',
]

/** Ids of each kind that nothing has. */
const unknownIds: Readonly<Record<Kind, string>> = {
  space: 'spc_unknown',
  floor: 'spc_unknown',
  location: '987654321',
  sensor: 'UNKNOWN-SENSOR',
  doorway: 'drw_unknown',
  label: 'lbl_unknown',
  labelGroup: 'lgr_unknown',
  labelName: 'unknown label',
  display: 'dsp_unknown',
  user: 'usr_unknown',
  token: 'tkn_unknown',
  credential: 'cli_unknown',
  site: 'unknown',
  correction: 'cor_unknown',
  mapping: 'unknown-mapping',
  deadLetter: 'dlt_987654321',
}

const WORD = 'Rival'
const statusWithoutToken: Readonly<Record<string, number>> = {
  '/v3': 403,
  '/v2': 401,
  '/v2/density': 403,
  '/v1': 401,
  '/api': 401,
}

// The routes must be known before tests can be made of them.
const probe = await startTestServer()
const operations = await documentedOperations(probe)
await probe.close()
const guarded = operations.filter(({ isPublic }) => !isPublic)
const scoped = guarded.filter(({ rights }) => rights.length > 0)

let server: TestServer
let own: Tenant
let rival: Tenant

/** Two organizations at one server, anew for each group of tests: some of them change much. */
async function open(): Promise<void> {
  server = await startTestServer({ clock: () => Date.parse('2024-06-04T12:00:00Z') })
  own = await fillTenant(server, OWNER, 'Own', 101)
  const payload = { name: 'Another' }
  const created = demand(await server.request({ method: 'POST', url: '/api/organizations', payload })).json()
  rival = await fillTenant(server, created.token, WORD, 202)
}
const close = () => server.close()

function titled<T extends DocumentedOperation>(list: readonly T[]): readonly (readonly [string, T])[] {
  return list.map((operation) => [`${operation.method} ${operation.path}`, operation])
}

async function tokenWith(scopes: readonly string[], space_ids?: readonly string[]): Promise<string> {
  const payload = { name: 'a', scopes, space_ids }
  const response = await server.request({ method: 'POST', url: '/api/tokens', payload })
  return demand(response).json().token
}

async function clientWith(permissions: readonly string[], space_ids?: readonly string[]): Promise<Client> {
  const payload = { name: 'a', permissions, space_ids }
  return demand(await server.request({ method: 'POST', url: '/api/credentials', payload })).json()
}

async function signedWith(permissions: readonly string[]): Promise<string> {
  return (await login('/v3/oauth/token', await clientWith(permissions))).access_token
}

async function displayToken(): Promise<string> {
  const client = { client_id: own.clientId, client_secret: own.clientSecret, display_id: own.ids.display }
  return (await login('/v3/wayfinding/token', client)).access_token
}

interface Client {
  readonly client_id: string
  readonly client_secret: string
  readonly display_id?: string
}

async function login(url: string, { client_id, client_secret, display_id }: Client) {
  const payload = { grant_type: 'client_credentials', client_id, client_secret, display_id }
  return demand(await server.app.inject({ method: 'POST', url, payload })).json()
}

test('the documents have routes, and no public ones but those for logging in', () => {
  expect(operations.length).toBeGreaterThan(60)
  const open = operations.filter(({ isPublic }) => isPublic)
  expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual(publicOperations)
})

describe('access', () => {
  beforeAll(open)
  afterAll(close)

  test.each(titled(guarded))('%s refuses who has no token, or a bad one', async (_title, operation) => {
    const without = await call(server, operation, own, null)
    const bad = await call(server, operation, own, 'tok_nothing_opens_with_this')
    const forged = await call(server, operation, own, `${own.signed.slice(0, -8)}AAAAAAAA`)

    expect(without.statusCode).toBe(statusWithoutToken[operation.surface])
    expect(bad.statusCode).toBe(401)
    expect(forged.statusCode).toBe(401)
  })

  test.each(titled(scoped))('%s refuses tokens without its scope', async (_title, operation) => {
    const { rights } = operation
    const scopes = ['read', 'write', 'ingest'].filter((scope) => !rights.includes(scope))
    const permissions = ['read', 'write', 'users'].filter((permission) => !rights.includes(permission))
    const refused = [await tokenWith(scopes), await signedWith(permissions)]
    if (!rights.includes('display')) refused.push(await displayToken())
    if (rights.includes('users')) refused.push(OWNER)

    for (const token of refused) {
      expect((await call(server, operation, own, token)).statusCode).toBe(403)
    }
  })

  test('what asks for a token, but for no scope, is a caller asking about itself', () => {
    const any = guarded.filter(({ rights }) => rights.length === 0)
    expect(any.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/session'])
  })
})

function references(operation: DocumentedOperation): readonly Reference[] {
  const { path, parameters } = operation
  // What anybody has published is for everybody.
  const isPublished = operation.isPublic
  const inPath = parameters
    .filter((parameter) => parameter.in === 'path' && !isPublished)
    .map(({ name }): Reference => ({ in: 'path', name, kind: kindOfParameter(path, name) }))
    // Mappings are the same for everybody.
    .filter(({ kind }) => kind !== 'mapping')
  const inBody = placesOf(operation).flatMap((place): Reference[] => {
    const kind = kindOfPlace(operation, place.name)
    return kind === null ? [] : [{ in: 'body', name: place.way.join(' '), kind, place }]
  })
  return [...inPath, ...inBody]
}

const referring = operations.flatMap((operation) =>
  references(operation).map(
    (reference) =>
      [
        `${operation.method} ${operation.path} ${reference.in} ${reference.name}`,
        operation,
        reference,
      ] as const,
  ),
)
const [claiming, naming] = [true, false].map((wanted) =>
  referring.filter(([, operation, reference]) => isClaim(operation, reference) === wanted),
)

/** An answer without what differs from one request to the next. */
function comparable(body: string, id: string): string {
  return body
    .replaceAll(new RegExp(`\\b${id}\\b`, 'g'), '<id>')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
}

function tokenFor({ isPublic, rights }: DocumentedOperation, { owner, signed }: Tenant): string | null {
  if (isPublic) return null
  return rights.includes('users') ? signed : owner
}

/** Answers to the same request with an id that is not the caller's to see, and with one that nothing has. */
async function answersTo(
  operation: DocumentedOperation,
  reference: Reference,
  caller: Tenant,
  hidden: Tenant,
) {
  const token = tokenFor(operation, caller)
  const [foreignId, unknownId] = [hidden.ids[reference.kind], unknownIds[reference.kind]]
  const foreign = await call(server, operation, caller, token, { reference, id: foreignId })
  const unknown = await call(server, operation, caller, token, { reference, id: unknownId })
  // What is wrong in itself would prove nothing about the id.
  expect(unknown.statusCode, unknown.body).not.toBe(400)
  expect(unknown.statusCode, unknown.body).toBeLessThan(500)
  return {
    foreign: { status: foreign.statusCode, body: comparable(foreign.body, foreignId) },
    unknown: { status: unknown.statusCode, body: comparable(unknown.body, unknownId) },
  }
}

describe('isolation', () => {
  beforeAll(open)
  afterAll(close)

  test.each(naming ?? [])(
    '%s: another organization’s id is answered like an unknown one',
    async (_title, operation, reference) => {
      const { foreign, unknown } = await answersTo(operation, reference, own, rival)

      expect(foreign).toEqual(unknown)
    },
  )

  test('no answer to what is right has anything of another organization in it', async () => {
    const removing = operations.filter(({ method }) => method === 'DELETE')
    const others = operations.filter(({ method }) => method !== 'DELETE')
    for (const operation of [...others, ...removing]) {
      const response = await call(server, operation, own, tokenFor(operation, own))

      const title = `${operation.method} ${operation.path}: ${response.body}`
      expect(response.body, title).not.toContain(WORD)
      // A right request is not refused: else it would prove nothing.
      if (operation.method !== 'DELETE') expect(response.statusCode, title).toBeLessThan(300)
    }
  })

  test('nothing of the other organization has changed', async () => {
    const spaces = await server.request({ url: '/v3/spaces' }, rival.owner)
    const people = await server.request({ url: '/v3/users' }, rival.signed)
    const names = JSON.stringify([spaces.json(), people.json()])

    expect(spaces.json()).toHaveLength(4)
    expect(people.json()).toHaveLength(1)
    expect(names).not.toContain('Sample')
  })
})

describe('a caller who is limited to some spaces', () => {
  let limited: Tenant

  beforeAll(async () => {
    await open()
    const space = { id: 'spc_apart', name: 'Apart', space_type: 'space', time_zone: 'UTC' }
    demand(await server.request({ method: 'POST', url: '/api/spaces', payload: space }))
    const owner = await tokenWith(['read', 'write', 'ingest', 'admin'], ['spc_apart'])
    const client = await clientWith(['read', 'write', 'users'], ['spc_apart'])
    limited = {
      ids: { ...own.ids, space: 'spc_apart' },
      owner,
      signed: (await login('/v3/oauth/token', client)).access_token,
      clientId: client.client_id,
      clientSecret: client.client_secret,
    }
  })
  afterAll(close)

  // A login is nobody's yet, so it sees nothing and hides nothing.
  const seen = (naming ?? []).filter(([, , { name }]) => name !== 'client_id')

  test.each(seen)(
    '%s: what it does not see is answered like an unknown id',
    async (_title, operation, reference) => {
      const { foreign, unknown } = await answersTo(operation, reference, limited, own)

      expect(foreign).toEqual(unknown)
    },
  )
})

describe('ids of new things', () => {
  beforeAll(open)
  afterAll(close)

  test.each(claiming ?? [])(
    '%s: one that another organization uses is as free as any',
    async (_title, operation, reference) => {
      const { foreign, unknown } = await answersTo(operation, reference, own, rival)

      expect(foreign.status).toBe(unknown.status)
    },
  )
})
