import type { TestServer } from './test-server.ts'

/** A JSON schema as the documents have it, as far as the walk looks at it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly minimum?: number
  readonly minItems?: number
  readonly example?: unknown
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
  readonly schema: Schema
}

/** One operation of a surface's document. */
export interface DocumentedOperation {
  readonly surface: string
  /** Unique in its surface. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With parameters in braces. */
  readonly path: string
  /** Whether it asks for no token. */
  readonly isPublic: boolean
  /** What opens it, any one of them; none where it is public, or where any token does. */
  readonly rights: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly body: Schema | null
  /** The first media type that its body may have. */
  readonly bodyType: string | null
  /** Whether its answer goes on until somebody hangs up. */
  readonly isStream: boolean
  readonly schemas: Readonly<Record<string, Schema>>
}

interface RawOperation {
  readonly operationId: string
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly Parameter[]
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

interface RawDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>
  readonly components: { readonly schemas?: Readonly<Record<string, Schema>> }
}

/** Every operation of every document that a server serves. */
export async function documentedOperations(server: TestServer): Promise<readonly DocumentedOperation[]> {
  const operations: DocumentedOperation[] = []
  for (const surface of ['/v3', '/v2', '/v2/density', '/v1', '/live', '/compare', '/api']) {
    const document: RawDocument = (await server.app.inject(`${surface}/openapi.json`)).json()
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, raw] of Object.entries(methods)) {
        operations.push({
          surface,
          id: raw.operationId,
          method: method.toUpperCase() as DocumentedOperation['method'],
          path,
          isPublic: raw.security === undefined,
          rights: (raw.security ?? []).flatMap((way) => way['bearer'] ?? []),
          parameters: raw.parameters ?? [],
          bodyType: Object.keys(raw.requestBody?.content ?? {})[0] ?? null,
          body: Object.values(raw.requestBody?.content ?? {})[0]?.schema ?? null,
          isStream: raw.responses['200']?.content?.['text/event-stream'] !== undefined,
          schemas: document.components.schemas ?? {},
        })
      }
    }
  }
  return operations
}
