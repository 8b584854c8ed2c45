import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly {
    readonly name: string
    readonly required?: boolean
    readonly schema: object
  }[]
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}

interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

async function documentOf(prefix: string): Promise<Document> {
  const response = await server.app.inject(`${prefix}/openapi.json`)
  expect(response.statusCode).toBe(200)
  return response.json()
}

describe.each([
  ['/v3', 'application/json'],
  ['/v2', 'application/problem+json'],
  ['/v1', 'application/json'],
  ['/live', 'application/json'],
  ['/compare', 'application/json'],
  ['/api', 'application/problem+json'],
])('the document of %s', (prefix, errorType) => {
  test('is OpenAPI 3.1 and has only paths of its own', async () => {
    const document = await documentOf(prefix)

    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).every((path) => path.startsWith(`${prefix}/`))).toBe(true)
  })

  test('names every operation, what it needs and how it refuses', async () => {
    const operations = Object.values((await documentOf(prefix)).paths).flatMap((path) => Object.values(path))

    for (const operation of operations) {
      expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/)
      expect(operation.summary).not.toBe('')
      expect(Object.keys(operation.responses['4XX']?.content ?? {})).toEqual([errorType])
    }
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('has exactly the components that it refers to', async () => {
    const document = await documentOf(prefix)

    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)

    expect(Object.keys(document.components.schemas).toSorted()).toEqual(
      [...new Set([...references].map(([, name]) => name))].toSorted(),
    )
  })

  test('does not mention the limits of a double', async () => {
    expect(JSON.stringify(await documentOf(prefix))).not.toContain(String(Number.MAX_SAFE_INTEGER))
  })
})

describe('the native document', () => {
  test('describes the query of the audit, defaults left optional', async () => {
    const operation = (await documentOf('/api')).paths['/api/audit']?.['get']

    expect(operation?.security).toEqual([{ bearer: ['admin'] }])
    const limit = operation?.parameters?.find(({ name }) => name === 'limit')
    expect(limit).toMatchObject({ schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 } })
    expect(limit?.required ?? false).toBe(false)
  })

  test('describes a revocation as having no content', async () => {
    const operation = (await documentOf('/api')).paths['/api/tokens/{id}']?.['delete']

    expect(operation?.responses['204']?.content).toBeUndefined()
  })

  test('has descriptions and examples', async () => {
    const text = JSON.stringify(await documentOf('/api'))

    expect(text).toContain('The secret, shown this once.')
    expect(text).toContain('2024-05-14T09:00:00Z')
  })
})

describe('the reference page', () => {
  test('loads nothing but from this host', async () => {
    const page = await server.app.inject('/docs/')

    expect(page.statusCode).toBe(200)
    const loaded = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '')
    expect(loaded).toContain('./static/swagger-ui-bundle.js')
    for (const url of loaded) {
      expect(url).toMatch(/^\.\/static\//)
      expect((await server.app.inject(`/docs/${url}`)).statusCode).toBe(200)
    }
    expect(page.body).not.toMatch(/https?:\/\//)
  })

  test('offers every document', async () => {
    const { body } = await server.app.inject('/docs/static/swagger-initializer.js')

    for (const prefix of ['api', 'v3', 'v2', 'v1', 'live', 'compare'])
      expect(body).toContain(`"../${prefix}/openapi.json"`)
  })

  test('lets its script reach no other host, and runs none that stands in a page', async () => {
    const { headers } = await server.app.inject('/docs/')

    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toMatch(/https?:|\*/)
  })

  test('has nothing else', async () => {
    for (const path of ['nothing', 'json', 'yaml', 'static/nothing.js', 'static/../../package.json'])
      expect((await server.app.inject(`/docs/${path}`)).statusCode).toBe(404)
  })

  test('is found without its slash', async () => {
    const response = await server.app.inject('/docs')

    expect(response.headers.location).toBe('docs/')
  })
})
