import type { RouteOptions } from 'fastify'

/** Which methods the routes of a surface take at which paths. */
export class RouteTable {
  readonly #routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>()

  /** Notes a route. */
  add({ url, method }: Pick<RouteOptions, 'url' | 'method'>): void {
    const known = this.#routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
    for (const each of [method].flat()) known.methods.add(each.toUpperCase())
    this.#routes.set(url, known)
  }

  /** The methods taken at a path, in alphabetical order; none where there is no route. */
  methodsAt(path: string): readonly string[] {
    const matching = [...this.#routes.values()].filter(({ pattern }) => pattern.test(path))
    return [...new Set(matching.flatMap(({ methods }) => [...methods]))].toSorted()
  }
}

/** A route's path as an expression: a parameter is one segment, `*` is any rest, a trailing slash may follow. */
function patternOf(url: string): RegExp {
  const source = url
    .replace(/\/$/, '')
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/:[^/]+/g, '[^/]+')
    .replaceAll('*', '.*')
  return new RegExp(`^${source}/?$`)
}
