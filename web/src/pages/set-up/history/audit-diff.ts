import { fieldText, type Naming } from './field-text.ts'

/** A field that a change touched, as text for people; `null` where it was not there. */
export interface FieldChange {
  readonly field: string
  readonly was: string | null
  readonly is: string | null
}

/** What the server keeps beside what people set: nobody looks for it in a history. */
const kept: ReadonlySet<string> = new Set(['id', 'createdAt', 'updatedAt', 'locationId', 'sensors'])

/** What differs between two states of a thing, field by field; `null` is a state in which it did not exist. */
export function changesBetween(before: unknown, after: unknown, naming: Naming): readonly FieldChange[] {
  const was = membersOf(before)
  const is = membersOf(after)
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((field) => !kept.has(field))
  return fields.flatMap((field) => {
    if (JSON.stringify(was[field]) === JSON.stringify(is[field])) return []
    const change = {
      field,
      was: fieldText(field, was[field], naming),
      is: fieldText(field, is[field], naming),
    }
    return change.was === null && change.is === null ? [] : [change]
  })
}

function membersOf(state: unknown): Readonly<Record<string, unknown>> {
  if (state === null || state === undefined) return {}
  // Whatever is no object is a state with one nameless field.
  return typeof state === 'object' && !Array.isArray(state) ? { ...state } : { '': state }
}

/** The id and the name of whoever did something; the audit has them as `id name`. */
export function actorOf(actor: string): { readonly id: string; readonly name: string } {
  const space = actor.indexOf(' ')
  return space === -1
    ? { id: actor, name: actor }
    : { id: actor.slice(0, space), name: actor.slice(space + 1) }
}
