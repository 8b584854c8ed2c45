import type { Space } from '../../../../src/client/native-wire.ts'
import type { Portfolio } from '../../state/portfolio.ts'
import type { View } from './view.ts'

type Tree = Pick<Portfolio, 'spaces' | 'descendants'>
type Choice = Pick<View, 'grouping' | 'building' | 'floor' | 'function' | 'label' | 'picked'>

/** The spaces that a view is about, in the order of the tree. */
export function membersOf(portfolio: Tree, choice: Choice): readonly Space[] {
  const { grouping, picked } = choice
  if (grouping === 'spaces' && picked !== null) {
    const wanted = new Set(picked)
    return portfolio.spaces.filter(({ id }) => wanted.has(id))
  }
  if (grouping === 'floors' || grouping === 'buildings') {
    const type = grouping === 'floors' ? 'floor' : 'building'
    const inside = insideOf(portfolio, choice.building)
    return portfolio.spaces.filter(({ id, space_type }) => space_type === type && inside(id))
  }
  const inside = insideOf(portfolio, choice.floor ?? choice.building)
  return portfolio.spaces.filter(
    (space) =>
      space.space_type === 'space' &&
      inside(space.id) &&
      (choice.function === null || space.function === choice.function) &&
      (choice.label === null || space.labels.some(({ id }) => id === choice.label)),
  )
}

/** Whether an id is of a space or of one below it; `null` for no limit. */
function insideOf(portfolio: Tree, place: string | null): (id: string) => boolean {
  if (place === null) return () => true
  const inside = new Set([place, ...portfolio.descendants(place).map(({ id }) => id)])
  return (id) => inside.has(id)
}

/** Members of one name. */
export interface Group {
  readonly id: string
  readonly name: string
  readonly members: readonly Space[]
}

/** Spaces by label: one with several labels is in several groups, one without in none. */
export function byLabel(spaces: readonly Space[]): readonly Group[] {
  return grouped(spaces, (space) => space.labels)
}

/** Spaces by what they are for, which `nameOf` names. One without a function is in no group. */
export function byFunction(spaces: readonly Space[], nameOf: (key: string) => string): readonly Group[] {
  return grouped(spaces, (space) =>
    space.function === null ? [] : [{ id: space.function, name: nameOf(space.function) }],
  )
}

function grouped(
  spaces: readonly Space[],
  groupsOf: (space: Space) => readonly { readonly id: string; readonly name: string }[],
): readonly Group[] {
  const groups = new Map<string, { id: string; name: string; members: Space[] }>()
  for (const space of spaces) {
    for (const { id, name } of groupsOf(space)) {
      const group = groups.get(id) ?? { id, name, members: [] }
      group.members.push(space)
      groups.set(id, group)
    }
  }
  return [...groups.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}
