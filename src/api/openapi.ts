import swagger, { type SwaggerTransform } from '@fastify/swagger'
import type { FastifyContextConfig, FastifyInstance, FastifySchema } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'

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
  /** Schema and media type of its errors. */
  readonly error: { readonly schema: z.ZodType; readonly mediaType: string }
}

/** Describes the routes that are added to `app` from now on, as OpenAPI 3.1; `app.swagger()` reads it out. */
export async function describeRoutes(app: FastifyInstance, document: SurfaceDocument): Promise<void> {
  const options = { schemaRegistry: document.components, zodToJsonConfig: { override } }
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: document.title, description: document.description, version: '1' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: describeRoute(document, createJsonSchemaTransform(options)),
    transformObject: (described) => dropUnused(createJsonSchemaTransformObject(options)(described)),
  })
}

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

/** Adds to a route's own schema what holds for every route: how it is opened, and what its refusals look like. */
function describeRoute(document: SurfaceDocument, transform: SwaggerTransform): SwaggerTransform {
  const { schema, mediaType } = document.error
  const refusal = { description: 'Refused.', content: { [mediaType]: { schema: jsonSchemaOf(schema) } } }
  return (route) => {
    const described = transform(route)
    if (route.schema === undefined || route.schema.hide === true) return described
    const operation: FastifySchema = {
      ...described.schema,
      response: { ...responsesOf(described.schema), '4XX': refusal },
      ...securityOf(route.route.config ?? {}),
    }
    return { schema: operation, url: described.url }
  }
}

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

function responsesOf(schema: FastifySchema): object {
  return typeof schema.response === 'object' && schema.response !== null ? schema.response : {}
}

function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { override })
  return rest
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
  const { id: _id, ...described } = z.globalRegistry.get(zodSchema) ?? {}
  Object.assign(jsonSchema, { ...described, ...jsonSchema })
  // Every integer carries the limits of a double, which say nothing about the field.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  // The format says it better than the expression that checks it.
  if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern
  if (zodSchema._zod.def.type === 'undefined') jsonSchema.type = 'null'
}
