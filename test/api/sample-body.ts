import type { DocumentedOperation, Schema } from './documented-operations.ts'

/** The way to a value in a body: names of members, `[]` for an entry of a list, `|n` for an alternative. */
export type Way = readonly string[]

/** A place in a body that holds text or a number, and the names on the way to it, parted by dots. */
export interface Place {
  readonly way: Way
  readonly name: string
}

/** How to fill a body: the value of a place, or undefined to make one up; and what to send though it is optional. */
export interface Filling {
  readonly valueOf: (name: string, schema: Schema) => unknown
  readonly isGiven: (member: string) => boolean
}

type Schemas = DocumentedOperation['schemas']

/** Every place in an operation's body, recursive schemas once. */
export function placesOf({ body, schemas }: DocumentedOperation): readonly Place[] {
  return body === null ? [] : placesIn(body, [], [], schemas)
}

function placesIn(schema: Schema, way: Way, seen: readonly string[], schemas: Schemas): readonly Place[] {
  if (schema.$ref !== undefined) {
    if (seen.includes(schema.$ref)) return []
    return placesIn(resolved(schema, schemas), way, [...seen, schema.$ref], schemas)
  }
  const inner = stepsOf(schema).flatMap(([step, each]) => placesIn(each, [...way, step], seen, schemas))
  if (inner.length > 0) return inner
  const isValue = isA(schema, 'string') || isA(schema, 'integer')
  return isValue ? [{ way, name: way.filter((step) => !/^(\[\]|\|\d+)$/.test(step)).join('.') }] : []
}

/** What a schema is made of, and the step to each part. */
function stepsOf(schema: Schema): readonly (readonly [string, Schema])[] {
  const alternatives = schema.anyOf ?? schema.oneOf ?? []
  return [
    ...alternatives.map((each, index) => [`|${index}`, each] as const),
    ...(schema.items === undefined ? [] : [['[]', schema.items] as const]),
    ...Object.entries(schema.properties ?? {}),
  ]
}

/**
 * A body with what is required, and with `value` at a place when one is given. Values that `filling` does not know
 * are made up by their schema.
 */
export function sampleBody(
  { body, schemas }: DocumentedOperation,
  filling: Filling,
  place?: Way,
  value?: unknown,
): unknown {
  return body === null ? undefined : build(body, '', place ?? null, { schemas, filling, value })
}

interface Building {
  readonly schemas: Schemas
  readonly filling: Filling
  /** What goes to the end of the way. */
  readonly value: unknown
}

function build(given: Schema, name: string, way: Way | null, building: Building): unknown {
  if (way?.length === 0) return building.value
  const schema = resolved(given, building.schemas)
  const [step, ...following] = way ?? []
  const rest = way === null ? null : following
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives !== undefined) {
    return build(alternatives[Number(step?.slice(1) ?? 0)] ?? {}, name, rest, building)
  }
  if (isA(schema, 'array')) {
    const list = way === null ? listOf(schema) : null
    return list ?? [build(schema.items ?? {}, name, rest, building)]
  }
  if (schema.properties !== undefined) return buildObject(schema, name, way, building)
  return building.filling.valueOf(name, schema) ?? madeUp(schema)
}

/** A list with nothing in it that could be told from another; `null` where it must have something. */
function listOf({ example, minItems = 0 }: Schema): unknown {
  return example ?? (minItems === 0 ? [] : null)
}

function buildObject(schema: Schema, name: string, way: Way | null, building: Building): unknown {
  const [step, ...rest] = way ?? []
  const members = Object.entries(schema.properties ?? {}).filter(
    ([member]) =>
      member === step || schema.required?.includes(member) === true || building.filling.isGiven(member),
  )
  return Object.fromEntries(
    members.map(([member, each]) => {
      const memberName = name === '' ? member : `${name}.${member}`
      return [member, build(each, memberName, member === step ? rest : null, building)]
    }),
  )
}

/** A value that fits a simple schema. */
export function madeUp(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.example !== undefined) return schema.example
  if (isA(schema, 'integer') || isA(schema, 'number')) return schema.minimum ?? 1
  return isA(schema, 'boolean') ? false : 'Sample'
}

function resolved(schema: Schema, schemas: Schemas): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : (schemas[name] ?? {})
}

function isA(schema: Schema, type: string): boolean {
  return [schema.type].flat().includes(type)
}
