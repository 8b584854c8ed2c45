import type { Space } from '../../../../src/client/native-wire.ts'
import type { Portfolio } from '../../state/portfolio.ts'

/** Floors that belong together, under what they are floors of. */
interface FloorGroup {
  /** `null` for floors that are under nothing. */
  readonly parent: Space | null
  readonly floors: readonly Space[]
}

/**
 * Whether a space is shown like a floor: floors are, and so is whatever else has spaces right below it, such as a
 * building without floors.
 */
function isFloor(portfolio: Portfolio, { id, space_type }: Space): boolean {
  return space_type === 'floor' || portfolio.children(id).some((child) => child.space_type === 'space')
}

/** All floors, grouped by what is above them, in the order of the tree. */
export function floorGroups(portfolio: Portfolio): readonly FloorGroup[] {
  const groups = new Map<string | null, { parent: Space | null; floors: Space[] }>()
  for (const space of portfolio.spaces) {
    if (space.space_type === 'space' || !isFloor(portfolio, space)) continue
    // A building that is shown like a floor heads its own group.
    const parent = space.space_type === 'floor' ? (portfolio.ancestors(space.id).at(-1) ?? null) : space
    const group = groups.get(parent?.id ?? null) ?? { parent, floors: [] }
    group.floors.push(space)
    groups.set(parent?.id ?? null, group)
  }
  return [...groups.values()]
}

/** The floors beside one, itself included. */
export function neighbouringFloors(portfolio: Portfolio, floor: Space): readonly Space[] {
  return floorGroups(portfolio).find(({ floors }) => floors.includes(floor))?.floors ?? [floor]
}

/** The spaces that a floor's picture shows: those in service or planned below it that have nothing below them. */
export function spacesOn(portfolio: Portfolio, floor: Space): readonly Space[] {
  return portfolio
    .descendants(floor.id)
    .filter(({ id, status }) => status !== 'retired' && portfolio.children(id).length === 0)
}
