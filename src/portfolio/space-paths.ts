import { conflict, notFound } from '../domain/errors.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'

const SEPARATOR = '/'

/** Finds spaces of a draft by the name they have under their parent, and by path. */
export class SpacePaths {
  readonly #draft: PortfolioDraft
  readonly #byPlace = new Map<string, Space[]>()

  constructor(draft: PortfolioDraft) {
    this.#draft = draft
    for (const space of draft.spaces.all()) this.add(space)
  }

  /** Takes note of a space that was created. */
  add(space: Space): void {
    const place = placeOf(space.parent, space.name)
    const spaces = this.#byPlace.get(place)
    if (spaces === undefined) this.#byPlace.set(place, [space])
    else spaces.push(space)
  }

  /** The one space of a name under a parent; `null` for none. Throws `conflict` when several have the name. */
  named(parent: SpaceKey | null, name: string): Space | null {
    const spaces = this.#byPlace.get(placeOf(parent, name.trim())) ?? []
    if (spaces.length > 1) {
      throw conflict('ambiguous_name', `name ${name} is that of ${spaces.length} spaces here: give the id.`)
    }
    return spaces[0] ?? null
  }

  /** The id of the space that an id or a path of names refers to; throws `not_found` for none. */
  resolve(reference: string): string {
    if (this.#draft.spaces.named(reference) !== null) return reference
    let space: Space | null = null
    for (const name of namesOf(reference)) {
      space = this.named(space?.key ?? null, name)
      if (space === null) throw notFound('space', reference)
    }
    if (space === null) throw notFound('space', reference)
    return space.id
  }
}

function placeOf(parent: SpaceKey | null, name: string): string {
  return `${parent ?? ''}${SEPARATOR}${name}`
}

function namesOf(path: string): readonly string[] {
  return path.split(/(?<!\\)\//).map((name) => name.replaceAll('\\/', SEPARATOR))
}
