import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Operation } from '../../src/api/operation.ts'
import { overloaded } from '../../src/domain/errors.ts'
import { startTestServer, type TestServer } from './test-server.ts'
import { appWith } from './test-surface.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const undeclared: Operation = async (app) => {
  app.get('/undeclared', () => 'open to all')
}
const failing: Operation = async (app) => {
  app.get('/failing', { config: { scope: 'public' } }, () => {
    throw new Error('the password is swordfish')
  })
}
const busy: Operation = async (app) => {
  app.get('/busy', { config: { scope: 'public' } }, () => {
    throw overloaded('The queue is full.')
  })
}
const nosy: Operation = async (app) => {
  app.get('/nosy', { config: { scope: 'public' } }, (request) => request.access)
}
const wrong: Operation = async (app) => {
  const schema = { response: { 200: z.object({ count: z.int() }) } }
  app.get('/wrong', { config: { scope: 'public' }, schema }, () => ({ count: Number('two') }))
}

describe('a surface', () => {
  test('does not start with a route that declares no scope', async () => {
    await expect(appWith(server.services, [undeclared]).ready()).rejects.toThrow(
      /\/test\/undeclared declares no scope/,
    )
  })

  test('answers an unexpected error with 500 and says nothing about it', async () => {
    const response = await appWith(server.services, [failing]).inject('/test/failing')

    expect(response.statusCode).toBe(500)
    expect(response.json()).toMatchObject({
      type: 'https://count.example.org/problems/internal-server-error',
      title: 'Internal Server Error',
    })
    expect(response.body).not.toContain('swordfish')
  })

  test('answers an overload with 503 and when to come back', async () => {
    const response = await appWith(server.services, [busy]).inject('/test/busy')

    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBe('1')
    expect(response.json()).toMatchObject({ detail: 'The queue is full.', title: 'Service Unavailable' })
  })

  test('has no access to hand out on a public route', async () => {
    const response = await appWith(server.services, [nosy]).inject('/test/nosy')

    expect(response.statusCode).toBe(500)
  })

  test('does not send an answer that is not what its document promises', async () => {
    const response = await appWith(server.services, [wrong]).inject('/test/wrong')

    expect(response.statusCode).toBe(500)
    expect(response.json().count).toBeUndefined()
  })
})
