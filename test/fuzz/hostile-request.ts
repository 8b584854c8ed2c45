import fc from 'fast-check'
import type { DocumentedOperation, Schema } from '../api/documented-operations.ts'
import { kindOfParameter, kindOfPlace } from '../api/route-call.ts'
import type { Kind } from '../api/tenant.ts'

/** A request to an operation: right in most of its parts, and wrong in some. */
export interface HostileRequest {
  /** As {@link nameOf} has it. */
  readonly operation: string
  readonly url: string
  readonly token: 'owner' | 'signed' | 'unknown' | null
  readonly contentType: string
  /** `undefined` for none; a text goes as it is. */
  readonly body: unknown
}

/** The id of a thing of some kind that is there. */
export type IdOf = (kind: Kind) => string

const MAX_DEPTH = 4
/** Out of how many parts one is wrong. */
const ONE_IN = 12

const junkText = fc.constantFrom(
  ' ',
  '\u0000',
  '\ud83d\ude80',
  'a'.repeat(300),
  "'; drop table spaces; --",
  '__proto__',
  '%00',
  '-1',
  '1e309',
  'NaN',
  'null',
  '2024-02-30',
  '9999-12-31',
  '0001-01-01',
  '2024-03-31T02:30:00Z',
  'Europe/Zurich',
  '{{',
  '..\\..',
)
const junk = fc.oneof(
  junkText,
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 5e-324, '', [], {}, [
    [],
  ]),
  fc.jsonValue({ maxDepth: 2 }),
)
const time = fc.constantFrom(
  '2024-05-13',
  '2024-05-14',
  '2024-05-14T09:00:00Z',
  '2024-05-14T10:00:00Z',
  '2024-05-14T10:00:00',
  '2024-05-15T00:00:00+02:00',
  '2024-06-03T09:00:00Z',
)
const isTime = (name: string) => /(^|[._])(start|end|from|until|at|date|since)(_date|_utc)?$/.test(name)

/** What an operation is called over all surfaces. */
export function nameOf({ surface, id }: DocumentedOperation): string {
  return `${surface} ${id}`
}

/** Requests to all operations that end, in equal parts. */
export function hostileRequests(
  operations: readonly DocumentedOperation[],
  idOf: IdOf,
): fc.Arbitrary<HostileRequest> {
  return fc.oneof(...operations.filter(({ isStream }) => !isStream).map((each) => requestTo(each, idOf)))
}

function requestTo(operation: DocumentedOperation, idOf: IdOf): fc.Arbitrary<HostileRequest> {
  return fc.record({
    operation: fc.constant(nameOf(operation)),
    url: urlOf(operation, idOf),
    token: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('owner' as const, 'signed' as const) },
      { weight: 1, arbitrary: fc.constantFrom('unknown' as const, null) },
    ),
    contentType: fc.oneof(
      { weight: 30, arbitrary: fc.constant(operation.bodyType ?? 'application/json') },
      { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/xml', 'nonsense', 'image/png') },
    ),
    body: bodyOf(operation, idOf),
  })
}

function urlOf({ path, parameters }: DocumentedOperation, idOf: IdOf): fc.Arbitrary<string> {
  const steps = parameters.filter((each) => each.in === 'path')
  const questions = parameters.filter((each) => each.in === 'query')
  const ids = steps.map(({ name }) =>
    mostly(
      fc.constant(name).map(() => idOf(kindOfParameter(path, name))),
      junkText,
    ),
  )
  const values = questions.map(({ name, required, schema }) =>
    sometimes(required === true, mostly(valueIn({ name, schema, idOf, schemas: {}, depth: 0 }), junk)),
  )
  return fc.tuple(fc.tuple(...ids), fc.tuple(...values)).map(([given, asked]) => {
    const address = steps.reduce(
      (url, { name }, at) => url.replace(`{${name}}`, encodeURIComponent(given[at] ?? '')),
      path,
    )
    const query = questions.flatMap(({ name }, at) =>
      asked[at] === undefined ? [] : [`${name}=${encodeURIComponent(String(asked[at]))}`],
    )
    return query.length === 0 ? address : `${address}?${query.join('&')}`
  })
}

function bodyOf(operation: DocumentedOperation, idOf: IdOf): fc.Arbitrary<unknown> {
  const { body, schemas } = operation
  if (body === null) return fc.constant(undefined)
  const right = valueIn({ name: '', schema: body, idOf, schemas, depth: 0, operation })
  return fc.oneof(
    { weight: 20, arbitrary: right },
    { weight: 2, arbitrary: junk },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, '{"a": ', '', '[', '\u0000') },
  )
}

/** What is to be filled, and where it is. */
interface Slot {
  readonly name: string
  readonly schema: Schema
  readonly schemas: DocumentedOperation['schemas']
  readonly idOf: IdOf
  readonly depth: number
  readonly operation?: DocumentedOperation
}

function valueIn(slot: Slot): fc.Arbitrary<unknown> {
  const schema = resolved(slot)
  const inner = { ...slot, schema, depth: slot.depth + 1 }
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives !== undefined)
    return fc.oneof(...alternatives.map((each) => valueIn({ ...inner, schema: each })))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.properties !== undefined) return objectOf(inner, schema.properties)
  if (isA(schema, 'array')) return listOf(inner)
  return plainValue(inner)
}

function objectOf(slot: Slot, properties: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([member, schema]) => {
    const name = slot.name === '' ? member : `${slot.name}.${member}`
    const isNeeded = slot.schema.required?.includes(member) === true
    const value =
      slot.depth > MAX_DEPTH && !isNeeded ? fc.constant(undefined) : valueIn({ ...slot, name, schema })
    return [member, sometimes(isNeeded, mostly(value, junk))] as const
  })
  return fc.record(Object.fromEntries(members)).map((all) => JSON.parse(JSON.stringify(all)))
}

function listOf(slot: Slot): fc.Arbitrary<unknown> {
  if (slot.depth > MAX_DEPTH) return fc.constant([])
  return fc.array(mostly(valueIn({ ...slot, schema: slot.schema.items ?? {} }), junk), { maxLength: 3 })
}

function plainValue({ schema, name, operation, idOf }: Slot): fc.Arbitrary<unknown> {
  if (isTime(name)) return time
  if (isA(schema, 'boolean')) return fc.boolean()
  if (isA(schema, 'integer') || isA(schema, 'number'))
    return fc.constantFrom(schema.minimum ?? 1, 1, 2, 5, 60, 101)
  const kind = operation === undefined ? null : kindOfPlace(operation, name)
  if (kind !== null) return fc.constant(kind).map(idOf)
  if (name.endsWith('time_zone')) return fc.constantFrom('UTC', 'Europe/Zurich', 'America/St_Johns')
  if (typeof schema.example === 'string') return fc.constantFrom(schema.example, 'Sample')
  return fc.oneof(fc.constantFrom('Sample', 'new@example.org', '09:00', 'S-1'), fc.string({ maxLength: 12 }))
}

function resolved({ schema, schemas }: Slot): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : (schemas[name] ?? {})
}

function isA({ type }: Schema, wanted: string): boolean {
  return [type].flat().includes(wanted)
}

function mostly<T, U>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: ONE_IN - 1, arbitrary: right }, { weight: 1, arbitrary: wrong })
}

function sometimes<T>(isNeeded: boolean, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: isNeeded ? 30 : 1, arbitrary: value },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}
