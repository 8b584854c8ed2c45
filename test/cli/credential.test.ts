import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headcount, type ServingProcess, serving } from './command-line.ts'

let directory: string
let server: ServingProcess

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headcount-credential-'))
  server = await serving(directory)
})
afterAll(async () => {
  await server.stop()
  rmSync(directory, { recursive: true })
})

async function login(client: { client_id: string; client_secret: string }): Promise<Response> {
  const { client_id, client_secret } = client
  return fetch(`${server.url}/v3/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials', client_id, client_secret }),
  })
}

describe('headcount credential', () => {
  test('creates one that works at the running server at once, until it is revoked', async () => {
    const flags = ['--data', directory, '--json']
    const created = await headcount(['credential', 'create', 'Robot', '--permission', 'read,users', ...flags])
    const client = JSON.parse(created.stdout)
    const { access_token: token } = (await (await login(client)).json()) as { access_token: string }
    const ask = () => fetch(`${server.url}/v3/users`, { headers: { authorization: `Bearer ${token}` } })

    expect(client).toMatchObject({ name: 'Robot', permissions: ['read', 'users'], role: null })
    expect((await ask()).status).toBe(200)
    const listed = await headcount(['credential', 'list', ...flags])
    expect(JSON.parse(listed.stdout)).toMatchObject([{ client_id: client.client_id, name: 'Robot' }])
    expect(listed.stdout).not.toContain(client.client_secret)

    const revoked = await headcount(['credential', 'revoke', client.client_id, ...flags])

    expect(JSON.parse(revoked.stdout)).toEqual({ client_id: client.client_id, revoked: true })
    expect((await ask()).status).toBe(401)
    expect((await login(client)).status).toBe(401)
    expect((await headcount(['credential', 'revoke', client.client_id, ...flags])).code).toBe(1)
  })

  test('refuses a permission that the role does not include', async () => {
    const args = ['credential', 'create', 'x', '--permission', 'write', '--role', 'readonly']

    const { code, stderr } = await headcount([...args, '--data', directory])

    expect(code).toBe(1)
    expect(stderr).toContain('readonly')
  })
})
