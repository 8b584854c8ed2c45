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
  readonly requestBody?: {
    readonly required: boolean
    readonly content: Readonly<Record<string, { readonly schema: { readonly required?: readonly string[] } }>>
  }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}

/** Every object with several members that stands in a part of a document by itself, without a name, as text. */
function inlineObjects(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const inner = Object.values(part).flatMap(inlineObjects)
  const isObject = 'type' in part && part.type === 'object' && 'properties' in part
  const members = isObject ? Object.keys(part.properties as object).length : 0
  return members > 1 ? [...inner, JSON.stringify(part)] : inner
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
  ['/v2/density', 'application/json'],
  ['/v1', 'application/json'],
  ['/live', 'application/json'],
  ['/compare', 'application/json'],
  ['/api', 'application/problem+json'],
])('the document of %s', (prefix, errorType) => {
  test('is OpenAPI 3.1 and has only paths of its own', async () => {
    const document = await documentOf(prefix)

    expect(document.openapi).toBe('3.1.0')
    expect(
      Object.keys(document.paths).every((path) => path.startsWith(`${prefix.replace('/density', '')}/`)),
    ).toBe(true)
  })

  test('names every operation, what it needs and how it refuses', async () => {
    const operations = Object.values((await documentOf(prefix)).paths).flatMap((path) => Object.values(path))

    for (const operation of operations) {
      expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/)
      expect(operation.summary).not.toBe('')
      const statuses = Object.keys(operation.responses)
      expect(statuses.every((status) => /^[2-5]\d\d$/.test(status))).toBe(true)
      for (const status of ['400', '404', '429', '500', '503'])
        expect(Object.keys(operation.responses[status]?.content ?? {})).toEqual([errorType])
      const asksForToken = operation.security !== undefined
      if (asksForToken) expect(statuses).toEqual(expect.arrayContaining(['401', '403']))
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

  test('asks for a body only where an empty one is refused', async () => {
    const { paths } = await documentOf(prefix)

    for (const { requestBody } of Object.values(paths).flatMap((path) => Object.values(path))) {
      if (requestBody === undefined) continue
      const [schema] = Object.values(requestBody.content).map((each) => each.schema)
      const isAsked = (schema?.required ?? []).length > 0
      if (isAsked) expect(requestBody.required).toBe(true)
    }
  })

  test('does not mention the limits of a double', async () => {
    expect(JSON.stringify(await documentOf(prefix))).not.toContain(String(Number.MAX_SAFE_INTEGER))
  })
})

test.each(['/v3', '/v2', '/v2/density'])(
  'the document of %s names what stands in answers more than once',
  async (prefix) => {
    const answers = Object.values((await documentOf(prefix)).paths)
      .flatMap((path) => Object.values(path))
      .map(({ responses }) => responses)
    const { components } = await documentOf(prefix)

    const seen = new Map<string, number>()
    for (const shape of [answers, components.schemas].flatMap(inlineObjects))
      seen.set(shape, (seen.get(shape) ?? 0) + 1)

    expect([...seen].filter(([, times]) => times > 1).map(([shape]) => shape)).toEqual([])
  },
)

test('the Density document names its schemas as the public one does', async () => {
  const { components, paths } = await documentOf('/v3')

  expect(Object.keys(components.schemas)).toEqual(
    expect.arrayContaining([
      'AllMetricsDatum',
      'CurrentCountDatumV3',
      'Doorway',
      'Error',
      'FloorHealthDataV3',
      'HealthAwarePresenceDatumV3',
      'Label',
      'LabelGroup',
      'OccupancyDatum',
      'Sensor',
      'Space',
      'TimeUsedDatum',
      'User',
      'UtilizationDatum',
    ]),
  )
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  for (const { responses } of operations)
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '400', '404', '429', '500']))
})

test('the Occuspace document has integers for ids and dates for days', async () => {
  const { parameters } = (await documentOf('/v2')).paths['/v2/locations/{id}/occupancy']?.['get'] ?? {}

  const shapes = Object.fromEntries((parameters ?? []).map(({ name, schema }) => [name, schema]))
  expect(shapes).toMatchObject({
    id: { type: 'integer' },
    start_date: { type: 'string', format: 'date' },
    end_date: { type: 'string', format: 'date' },
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

    for (const prefix of ['api', 'v3', 'v2', 'v2/density', 'v1', 'live', 'compare'])
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
