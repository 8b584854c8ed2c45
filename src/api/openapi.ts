import swagger, { type SwaggerTransform } from '@fastify/swagger'
import type { FastifyContextConfig, FastifyInstance, FastifySchema } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Refusal, refusalsOf } from './refusal-statuses.ts'

/**
 * Names under which schemas become components of one surface's document. Each surface has its own, so that two of
 * them may each have a `Space`.
 *
 * @example
 * export const space = z.object({ … }).register(components, { id: 'Space' })
 */
export type Components = z.core.$ZodRegistry<{ id?: string | undefined }>

/** An empty set of components for one surface. */
export function createComponents(): Components {
  return z.registry<{ id?: string | undefined }>()
}

/** What a surface says about itself in its OpenAPI document. */
export interface SurfaceDocument {
  readonly title: string
  readonly description: string
  readonly components: Components
  /** Schema and media type of its errors. The schema is one of the components. */
  readonly error: { readonly schema: z.ZodType; readonly mediaType: string }
}

const JSON_TYPE = 'application/json'

/** Describes the routes that are added to `app` from now on, as OpenAPI 3.1; `app.swagger()` reads it out. */
export async function describeRoutes(app: FastifyInstance, document: SurfaceDocument): Promise<void> {
  const options = { schemaRegistry: document.components, zodToJsonConfig: { override } }
  const withOptionalBody = new Set<string>()
  const transform = createJsonSchemaTransform(options)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: document.title, description: document.description, version: '1' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: (route) => {
      const { operationId } = route.schema ?? {}
      if (operationId !== undefined && takesNothing(route.schema ?? {})) withOptionalBody.add(operationId)
      return describeRoute(document, transform)(route)
    },
    transformObject: (described) =>
      askForBodies(dropUnused(createJsonSchemaTransformObject(options)(described)), withOptionalBody),
  })
}

/** Whether a body may be left out: an empty one is read as `{}`, where JSON is taken. */
function takesNothing({ body, consumes = [JSON_TYPE] }: FastifySchema): boolean {
  return consumes.includes(JSON_TYPE) && body instanceof z.ZodType && body.safeParse({}).success
}

/** Says of the bodies that some operations take that they may be left out; of the others it is said that they may not. */
function askForBodies<T extends object>(document: T, withOptionalBody: ReadonlySet<string>): T {
  if (!('paths' in document)) return document
  for (const operations of Object.values(document.paths as OperationsByPath)) {
    for (const { operationId, requestBody } of Object.values(operations)) {
      if (requestBody !== undefined && withOptionalBody.has(operationId ?? '')) requestBody.required = false
    }
  }
  return document
}

type OperationsByPath = Readonly<
  Record<
    string,
    Readonly<Record<string, { readonly operationId?: string; readonly requestBody?: { required?: boolean } }>>
  >
>

/** Leaves out components that nothing refers to: each named schema has one for requests and one for answers. */
function dropUnused<T extends object>(document: T): T {
  if (!('components' in document)) return document
  const { schemas = {}, ...others } = document.components as { schemas?: Record<string, unknown> }
  const { components: _components, ...rest } = document
  const used = new Set<string>()
  const waiting = referencesIn(rest)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (used.has(name)) continue
    used.add(name)
    waiting.push(...referencesIn(schemas[name]))
  }
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)))
  return { ...document, components: { ...others, schemas: kept } }
}

function referencesIn(part: unknown): string[] {
  const found = (JSON.stringify(part) ?? '').matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)
  return [...found].flatMap(([, name]) => name ?? [])
}

/** Adds to a route's own schema what holds for every route: how it is opened, and how it refuses. */
function describeRoute(document: SurfaceDocument, transform: SwaggerTransform): SwaggerTransform {
  const { schema, mediaType } = document.error
  return (route) => {
    if (route.schema === undefined || route.schema.hide === true) return transform(route)
    const { config = {}, method } = route.route
    const hasBody = route.schema.body !== undefined
    const refusals = refusalsOf({ method: String(method), config, hasBody })
    const refused = refusals.map(({ status, description }) => [
      status,
      { description, content: { [mediaType]: { schema } } },
    ])
    const response = { ...responsesOf(route.schema), ...Object.fromEntries(refused) }
    const described = transform({ ...route, schema: { ...route.schema, response } })
    return {
      schema: {
        ...described.schema,
        response: finishResponses(responsesOf(described.schema), refusals),
        ...securityOf(config),
      },
      url: described.url,
    }
  }
}

/** What an answer is called where its schema does not say. */
const wordOfStatus: Readonly<Record<string, string>> = { 200: 'The answer.', 201: 'What was created.' }

/** Adds the headers of refusals, and a description where there is none. */
function finishResponses(responses: Responses, refusals: readonly Refusal[]): Responses {
  const headersOf = new Map(refusals.map(({ status, headers }) => [String(status), headers]))
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const word = 'description' in response ? undefined : wordOfStatus[status]
      const headers = headersOf.get(status)
      return [
        status,
        {
          ...response,
          ...(word === undefined ? {} : { 'x-response-description': word }),
          ...(headers === undefined ? {} : { headers }),
        },
      ]
    }),
  )
}

type Responses = Readonly<Record<string, object>>

/** What opens a route, any one of the ways; left out where nothing is needed. */
function securityOf({
  scope = 'public',
  displays = false,
}: FastifyContextConfig): Pick<FastifySchema, 'security'> {
  if (scope === 'public') return {}
  if (scope === 'any') return { security: [{ bearer: [] }] }
  const scopes = displays ? [scope, 'display'] : [scope]
  return { security: scopes.map((each) => ({ bearer: [each] })) }
}

function responsesOf(schema: FastifySchema): Responses {
  return typeof schema.response === 'object' && schema.response !== null ? { ...schema.response } : {}
}

declare module 'zod' {
  interface GlobalMeta {
    /** What the document says of text that is read in the handler, such as `{ type: 'integer' }` of an id. */
    readonly wire?: { readonly type: 'integer'; readonly minimum?: number }
  }
}

/** Corrects what Zod writes about one schema. */
function override({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes
  jsonSchema: z.core.JSONSchema.BaseSchema
}): void {
  // Descriptions live in the global registry, which a surface's own components hide.
  const { id: _id, wire, ...described } = z.globalRegistry.get(zodSchema) ?? {}
  Object.assign(jsonSchema, { ...described, ...jsonSchema }, wire)
  // Every integer carries the limits of a double, which say nothing about the field.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  // The format says it better than the expression that checks it.
  if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern
  if (zodSchema._zod.def.type === 'undefined') jsonSchema.type = 'null'
}
