/** The value at a path such as `logics_data.logics`; of a list, its first element is meant. `undefined` for none. */
export function valueAt(json: unknown, path: string): unknown {
  let value = firstOf(json)
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = firstOf((value as Readonly<Record<string, unknown>>)[name])
  }
  return value
}

/** The text at a path; `null` for none. */
export function textAt(json: unknown, path: string): string | null {
  const value = valueAt(json, path)
  return typeof value === 'string' && value !== '' ? value : null
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? (value as readonly unknown[])[0] : value
}
