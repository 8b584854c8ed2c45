import type { DensitySpace } from '../client/density-wire.ts'
import type { HeadcountClient } from '../client/headcount-client.ts'
import { ToolError } from './tool.ts'

/** Most spaces that an error names as what might have been meant. */
const MAX_SUGGESTIONS = 10

/** The spaces that a token sees, found by id, name or path. */
export class SpaceDirectory {
  readonly all: readonly DensitySpace[]
  readonly #byId: ReadonlyMap<string, DensitySpace>
  readonly #parents: ReadonlyMap<string, DensitySpace>

  constructor(spaces: readonly DensitySpace[]) {
    this.all = spaces
    this.#byId = new Map(spaces.map((space) => [space.id, space]))
    this.#parents = new Map(spaces.flatMap((space) => space.children_ids.map((id) => [id, space] as const)))
  }

  static async load(client: HeadcountClient): Promise<SpaceDirectory> {
    return new SpaceDirectory(await client.density.spaces())
  }

  /** Names from the root down, such as `Main Campus / Library / Floor 2`. */
  pathOf(space: DensitySpace): string {
    const names: string[] = []
    for (let each: DensitySpace | undefined = space; each !== undefined; each = this.#parentOf(each)) {
      names.unshift(each.name)
    }
    return names.join(' / ')
  }

  /** Whether a space is another one or somewhere below it. */
  isWithin(space: DensitySpace, other: DensitySpace): boolean {
    for (let each: DensitySpace | undefined = space; each !== undefined; each = this.#parentOf(each)) {
      if (each.id === other.id) return true
    }
    return false
  }

  /** The one space that is meant by an id, a name or a path. Throws {@link ToolError} unless exactly one is. */
  find(text: string): DensitySpace {
    const byId = this.#byId.get(text)
    if (byId !== undefined) return byId
    const wanted = fold(text)
    const exact = this.all.filter(
      (space) => fold(space.name) === wanted || fold(this.pathOf(space)) === wanted,
    )
    const [only] = exact
    if (only !== undefined && exact.length === 1) return only
    const candidates = exact.length > 1 ? exact : this.search(text)
    const names = candidates.slice(0, MAX_SUGGESTIONS).map((space) => `${this.pathOf(space)} (${space.id})`)
    if (exact.length > 1)
      throw new ToolError(`Several spaces are called "${text}". Use an id: ${names.join('; ')}.`)
    const advice =
      names.length > 0 ? `Perhaps one of: ${names.join('; ')}.` : 'Ask find_spaces for what there is.'
    throw new ToolError(`There is no space "${text}". ${advice}`)
  }

  /** Spaces whose path holds every word of a text, in the order of the list. */
  search(text: string): readonly DensitySpace[] {
    const words = fold(text).split(/\s+/)
    return this.all.filter((space) => {
      const path = fold(this.pathOf(space))
      return words.every((word) => path.includes(word))
    })
  }

  #parentOf(space: DensitySpace): DensitySpace | undefined {
    return this.#parents.get(space.id)
  }
}

function fold(text: string): string {
  return text.trim().toLowerCase()
}
