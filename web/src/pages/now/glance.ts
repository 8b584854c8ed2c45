import type { Space } from '../../../../src/client/native-wire.ts'
import type { LiveSpace } from '../../state/live.ts'
import { knownCount, type SpaceState, spaceStateOf, spaceStates } from '../../state/space-state.ts'
import type { Scope } from './scope.ts'

/** A space with how full it is. */
export interface Fullness {
  readonly space: Space
  readonly count: number
  /** Of its capacity. */
  readonly share: number
}

export interface FreeGroup {
  readonly function: string | null
  /** The largest first. */
  readonly spaces: readonly Space[]
}

/** The portfolio at one moment. */
export interface Glance {
  /** In all roots that are known; `null` when none is. */
  readonly people: number | null
  /** Leaves whose count is not known. */
  readonly unknown: number
  /** `null` when no space with a capacity is known. */
  readonly capacity: { readonly people: number; readonly places: number; readonly spaces: number } | null
  readonly states: Readonly<Record<SpaceState, number>>
  /** Free spaces that people take for themselves, by what they are for. */
  readonly free: readonly FreeGroup[]
  /** Spaces that people take for themselves, and how many of them are known. */
  readonly taken: { readonly total: number; readonly known: number }
  readonly busiest: readonly Fullness[]
  readonly quietest: readonly Fullness[]
  readonly over: readonly Fullness[]
}

type Live = (id: string) => LiveSpace | undefined

const LISTED = 5

const takenByOneself = new Set([
  'conference_room',
  'desk',
  'desk_group',
  'flex_space',
  'focus_room',
  'huddle_room',
  'meeting_room',
  'phone_booth',
  'wellness_room',
])

/** Whether people take a space for themselves: by what it is for, or because a label says that it can be booked. */
export function isTakenByOneself({ function: purpose, labels }: Space): boolean {
  if (purpose !== null && takenByOneself.has(purpose)) return true
  return labels.some(({ name }) => name.toLowerCase() === 'bookable')
}

/** How many spaces are in each state. */
export function countStates(spaces: readonly Space[], live: Live): Readonly<Record<SpaceState, number>> {
  const counts = Object.fromEntries(spaceStates.map((state) => [state, 0])) as Record<SpaceState, number>
  for (const { id, capacity } of spaces) counts[spaceStateOf(live(id), capacity)]++
  return counts
}

/** The latest change of some spaces, ISO; `null` before any. Instants of the server compare as text. */
export function latestChange(spaces: readonly Space[], live: Live): string | null {
  let latest: string | null = null
  for (const { id } of spaces) {
    const at = live(id)?.timestamp ?? null
    if (at !== null && (latest === null || at > latest)) latest = at
  }
  return latest
}

export function glanceAt(scope: Scope, children: (id: string) => readonly Space[], live: Live): Glance {
  const states = countStates(scope.leaves, live)
  const fullness = scope.leaves.flatMap((space) => {
    const count = knownCount(live(space.id))
    return count === null || !space.capacity ? [] : [{ space, count, share: count / space.capacity }]
  })
  return {
    people: sum(scope.roots.flatMap(({ id }) => knownCount(live(id)) ?? [])),
    unknown: states.unknown + states.unhealthy,
    capacity: shareOf(scope.roots, children, live),
    states,
    free: freeGroups(scope.leaves, live),
    taken: takenOf(scope.leaves.filter(isTakenByOneself), live),
    busiest: fullness
      .filter(({ count }) => count > 0)
      .toSorted(byFullness)
      .slice(0, LISTED),
    quietest: fullness.toSorted(byEmptiness).slice(0, LISTED),
    over: fullness.filter(({ share }) => share > 1).toSorted(byFullness),
  }
}

function sum(counts: readonly number[]): number | null {
  return counts.length === 0 ? null : counts.reduce((total, count) => total + count, 0)
}

/** Over the topmost spaces that have a capacity, so that nobody and no place is counted twice. */
function shareOf(
  roots: readonly Space[],
  children: (id: string) => readonly Space[],
  live: Live,
): Glance['capacity'] {
  const total = { people: 0, places: 0, spaces: 0 }
  const visit = (space: Space) => {
    const count = knownCount(live(space.id))
    if (!space.capacity) children(space.id).forEach(visit)
    else if (count !== null) {
      total.people += count
      total.places += space.capacity
      total.spaces++
    }
  }
  roots.forEach(visit)
  return total.spaces === 0 ? null : total
}

function takenOf(spaces: readonly Space[], live: Live): Glance['taken'] {
  return { total: spaces.length, known: spaces.filter(({ id }) => knownCount(live(id)) !== null).length }
}

function freeGroups(leaves: readonly Space[], live: Live): readonly FreeGroup[] {
  const groups = new Map<string | null, Space[]>()
  for (const space of leaves) {
    if (!isTakenByOneself(space) || spaceStateOf(live(space.id), space.capacity) !== 'available') continue
    groups.set(space.function, [...(groups.get(space.function) ?? []), space])
  }
  return [...groups]
    .map(([purpose, spaces]) => ({ function: purpose, spaces: spaces.toSorted(byCapacity) }))
    .toSorted((a, b) => b.spaces.length - a.spaces.length)
}

function byCapacity(a: Space, b: Space): number {
  return (b.capacity ?? 0) - (a.capacity ?? 0)
}

function byFullness(a: Fullness, b: Fullness): number {
  return b.share - a.share || b.count - a.count
}

/** Of empty spaces, the largest are the most notable. */
function byEmptiness(a: Fullness, b: Fullness): number {
  return a.share - b.share || a.count - b.count || byCapacity(a.space, b.space)
}
