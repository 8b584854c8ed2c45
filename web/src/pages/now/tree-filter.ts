import type { Space } from '../../../../src/client/native-wire.ts'
import type { Portfolio } from '../../state/portfolio.ts'
import type { SpaceState } from '../../state/space-state.ts'
import type { Scope } from './scope.ts'
import { searchable } from './search.ts'

/** What the tree is narrowed to; `null` and the empty text for no matter what. */
export interface TreeFilter {
  readonly text: string
  readonly function: string | null
  readonly label: string | null
  readonly state: SpaceState | null
}

/** What a filter leaves of the tree. */
export interface Filtered {
  /** Spaces that match. */
  readonly matches: ReadonlySet<string>
  /** Those, and all above them. */
  readonly shown: ReadonlySet<string>
}

/** What is left of a scope; `null` when nothing was asked for. A state is asked of spaces in service only. */
export function filterTree(
  portfolio: Portfolio,
  scope: Scope,
  filter: TreeFilter,
  stateOf: (space: Space) => SpaceState,
): Filtered | null {
  const text = searchable(filter.text)
  if (text === '' && filter.function === null && filter.label === null && filter.state === null) return null
  const leaves = new Set(scope.leaves)
  const matches = scope.spaces.filter(
    (space) =>
      (text === '' || searchable(space.name).includes(text)) &&
      (filter.function === null || space.function === filter.function) &&
      (filter.label === null || space.labels.some(({ id }) => id === filter.label)) &&
      (filter.state === null || (leaves.has(space) && stateOf(space) === filter.state)),
  )
  const shown = new Set(
    matches.flatMap(({ id }) => [id, ...portfolio.ancestors(id).map((above) => above.id)]),
  )
  return { matches: new Set(matches.map(({ id }) => id)), shown }
}

/** A value that spaces can be told apart by, and how many have it. */
export interface Choice {
  readonly value: string
  readonly name: string
  readonly count: number
}

/** The functions that spaces have, by name. */
export function functionChoices(
  spaces: readonly Space[],
  nameOf: (purpose: string) => string,
): readonly Choice[] {
  return choices(
    spaces.flatMap(({ function: value }) => (value === null ? [] : [{ value, name: nameOf(value) }])),
  )
}

/** The labels that spaces have, by name. */
export function labelChoices(spaces: readonly Space[]): readonly Choice[] {
  return choices(spaces.flatMap(({ labels }) => labels.map(({ id, name }) => ({ value: id, name }))))
}

function choices(found: readonly { readonly value: string; readonly name: string }[]): readonly Choice[] {
  const counted = new Map<string, Choice>()
  for (const { value, name } of found) {
    counted.set(value, { value, name, count: (counted.get(value)?.count ?? 0) + 1 })
  }
  return [...counted.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}
