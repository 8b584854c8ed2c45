import type { InjectOptions } from 'fastify'
import type { DocumentedOperation, Schema } from './documented-operations.ts'
import { madeUp, type Place, sampleBody } from './sample-body.ts'
import { samplePng } from './sample-images.ts'
import type { Kind, Tenant } from './tenant.ts'
import type { TestServer } from './test-server.ts'

/** A place where a request refers to something: a parameter of the path, or a place in the body. */
export type Reference =
  | { readonly kind: Kind; readonly in: 'path'; readonly name: string }
  | { readonly kind: Kind; readonly in: 'body'; readonly name: string; readonly place: Place }

const kindOfSegment: Readonly<Record<string, Kind>> = {
  spaces: 'space',
  space: 'space',
  floor: 'floor',
  floors: 'floor',
  locations: 'location',
  location: 'location',
  sensors: 'sensor',
  doorways: 'doorway',
  doorway: 'doorway',
  labels: 'label',
  'label-groups': 'labelGroup',
  label_groups: 'labelGroup',
  displays: 'display',
  users: 'user',
  tokens: 'token',
  credentials: 'credential',
  sites: 'site',
  corrections: 'correction',
  ingest: 'mapping',
  'dead-letters': 'deadLetter',
  live: 'site',
  compare: 'site',
}

const kindOfName: readonly (readonly [RegExp, Kind])[] = [
  [/(^|\.)(space_ids?|parent_id|spaces\.id)$/, 'space'],
  [/(^|\.)floor_ids?$/, 'floor'],
  [/(^|\.)doorway_id$/, 'doorway'],
  [/(^|\.)display_id$/, 'display'],
  [/(^|\.)(sensor|serial_numbers?|sensor_serial_number)$/, 'sensor'],
  [/(^|\.)location_id$/, 'location'],
  [/^client_id$/, 'credential'],
  [/^(add|delete)$/, 'label'],
  [/^group$/, 'labelGroup'],
]

/** Names of members that look like references and are none: they are of the caller's own making. */
const notReferences = new Set(['iwms_id'])

/** Kind of a parameter by what stands before it: `/spaces/{id}`. Throws for one that nobody has thought of. */
export function kindOfParameter(path: string, name: string): Kind {
  const segments = path.split('/')
  const before = segments[segments.indexOf(`{${name}}`) - 1] ?? ''
  const kind = kindOfSegment[before]
  if (kind === undefined) throw new Error(`teach this test what {${name}} of ${path} is`)
  return kind
}

/** Kind of what a place in a body refers to; `null` for none. Throws for what looks like an unknown reference. */
export function kindOfPlace(operation: DocumentedOperation, name: string): Kind | null {
  if (/^\/(v3|api)\/users(\/\{id\})?$/.test(operation.path) && name === 'spaces') return 'space'
  if (/label.groups/.test(operation.path) && name === 'labels') return 'label'
  if (/(^|\.)labels$/.test(name)) return 'labelName'
  const known = kindOfName.find(([pattern]) => pattern.test(name))
  if (known !== undefined) return known[1]
  const own = name.split('.').at(-1) ?? ''
  if (own === 'id') return kindOfClaim(operation, name)
  if (/(_ids?|serial|_serials?)$/.test(own) && !notReferences.has(own)) {
    throw new Error(`teach this test what ${name} of ${operation.path} is`)
  }
  return null
}

/** Whether a reference is none: it gives something new its id or its name. */
export function isClaim(operation: DocumentedOperation, { in: where, kind, name }: Reference): boolean {
  if (where === 'path') return false
  if (kind === 'labelName' || name.endsWith('location_id')) return true
  const own = name.split(' ').at(-1) ?? ''
  if (own === 'id') return !/^spaces \[\] id$/.test(name) || operation.path === '/api/apply'
  return own === 'serial_number'
}

function kindOfClaim(operation: DocumentedOperation, name: string): Kind {
  const holder = name.includes('.') ? (name.split('.').at(-2) ?? '') : (operation.path.split('/')[2] ?? '')
  return kindOfSegment[holder === 'children' ? 'spaces' : holder] ?? 'space'
}

/** What came back, as far as it came. */
interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** A reference with the id that is to take its place. */
interface Other {
  readonly reference: Reference
  readonly id: string
}

/** Sends a request that would be right for a tenant, with `id` in the place of one reference. */
export function call(
  server: TestServer,
  operation: DocumentedOperation,
  tenant: Tenant,
  token: string | null,
  other?: Other,
): Promise<Answer> {
  const place = other?.reference.in === 'body' ? other.reference.place : undefined
  const value = other?.reference.kind === 'location' ? Number(other.id) : other?.id
  const filling = {
    valueOf: (name: string, schema: Schema) => valueFor(operation, tenant, place, name, schema),
    isGiven: (member: string) => givenThoughOptional.has(member) || isSiteSpace(operation, member, place),
  }
  const isImage = operation.bodyType?.startsWith('image/') === true
  const payload = isImage ? samplePng() : sampleBody(operation, filling, place?.way, value)
  const options: InjectOptions = {
    method: operation.method,
    url: urlOf(operation, tenant, other),
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(isImage ? { 'content-type': 'image/png' } : {}),
    },
    ...(payload === undefined ? {} : { payload: payload as object }),
  }
  return operation.isStream ? beginning(server, options) : server.app.inject(options)
}

/** The first piece of an answer that does not end, or all of one that does. */
async function beginning(server: TestServer, options: InjectOptions): Promise<Answer> {
  const response = await server.app.inject({ ...options, payloadAsStream: true })
  let body = ''
  for await (const chunk of response.stream()) {
    body += String(chunk)
    if (response.statusCode === 200) break
  }
  return { statusCode: response.statusCode, headers: response.headers, body }
}

/** The address of an operation on things of a tenant. */
export function urlOf({ path, parameters }: DocumentedOperation, tenant: Tenant, other?: Other): string {
  let url = path
  for (const { name } of parameters.filter((parameter) => parameter.in === 'path')) {
    const isOther = other?.reference.in === 'path' && other.reference.name === name
    const id = isOther ? other.id : tenant.ids[kindOfParameter(path, name)]
    url = url.replace(`{${name}}`, encodeURIComponent(id))
  }
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required === true)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(queryValue(name, schema)))}`)
  return query.length === 0 ? url : `${url}?${query.join('&')}`
}

/** Members that a right request has in some of the operations, where the schema cannot say which. */
const givenThoughOptional = new Set(['time_zone', 'client_id', 'client_secret'])

/** A site is published by one of two ids: by that of the space where nothing else is asked. */
function isSiteSpace({ path }: DocumentedOperation, member: string, place: Place | undefined): boolean {
  return path === '/api/sites' && member === 'space_id' && place === undefined
}

function queryValue(name: string, schema: Schema): unknown {
  // A moment, of which the example has a time of day.
  if (name.endsWith('_date') && String(schema.example).includes('T')) return schema.example
  if (name === 'start_date' || name === 'start') return '2024-05-13'
  return name === 'end_date' || name === 'end' ? '2024-05-14' : madeUp(schema)
}

let made = 0

/** Values of members by their own names: new ones each time where they must be. */
const valueOfMember: Readonly<Record<string, (tenant: Tenant) => unknown>> = {
  start_date: () => '2024-06-03T09:00:00Z',
  end_date: () => '2024-06-03T10:00:00Z',
  at: () => '2024-05-14T10:00:00Z',
  email: () => `new${++made}@example.org`,
  client_id: ({ clientId }) => clientId,
  client_secret: ({ clientSecret }) => clientSecret,
  token: ({ owner }) => owner,
  time_zone: () => 'UTC',
  name: () => `Sample ${++made}`,
  serial_number: () => `NEW-${++made}`,
  slug: () => `sample-${++made}`,
}

function valueFor(
  operation: DocumentedOperation,
  tenant: Tenant,
  target: Place | undefined,
  name: string,
  schema: Schema,
): unknown {
  const own = name.split('.').at(-1) ?? ''
  if (own === 'sensor_type') return target?.name.endsWith('doorway_id') === true ? 'entry' : 'oa'
  const value = valueOfMember[own]?.(tenant)
  if (value !== undefined) return value
  const isText = [schema.type].flat().includes('string') && schema.enum === undefined
  const kind = isText ? kindOfPlace(operation, name) : null
  return kind === null ? undefined : tenant.ids[kind]
}
