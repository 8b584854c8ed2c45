/** A field that a change touched, as text for people; `null` where it was not there. */
export interface FieldChange {
  readonly field: string
  readonly was: string | null
  readonly is: string | null
}

/** What differs between two states of a thing, field by field; `null` is a state in which it did not exist. */
export function changesBetween(before: unknown, after: unknown): readonly FieldChange[] {
  const was = membersOf(before)
  const is = membersOf(after)
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return fields.flatMap((field) => {
    if (JSON.stringify(was[field]) === JSON.stringify(is[field])) return []
    return [{ field, was: memberText(field, was[field]), is: memberText(field, is[field]) }]
  })
}

function membersOf(state: unknown): Readonly<Record<string, unknown>> {
  if (state === null || state === undefined) return {}
  // Whatever is no object is a state with one nameless field.
  return typeof state === 'object' && !Array.isArray(state) ? { ...state } : { '': state }
}

/** Instants are kept as epoch milliseconds, which nobody reads. */
function memberText(field: string, value: unknown): string | null {
  if (typeof value === 'number' && /(At|_at)$/.test(field)) return new Date(value).toISOString()
  return textOf(value)
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) {
    return value.length === 0 ? null : value.map((each) => textOf(each) ?? '').join(', ')
  }
  if (typeof value !== 'object') return String(value)
  const members = Object.entries(value).map(([name, member]) => `${name} ${textOf(member) ?? '–'}`)
  return members.length === 0 ? null : members.join(', ')
}

/** The id and the name of whoever did something; the audit has them as `id name`. */
export function actorOf(actor: string): { readonly id: string; readonly name: string } {
  const space = actor.indexOf(' ')
  return space === -1
    ? { id: actor, name: actor }
    : { id: actor.slice(0, space), name: actor.slice(space + 1) }
}
