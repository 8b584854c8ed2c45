import { computed, signal } from '@preact/signals'
import type { Space } from '../../../src/client/native-wire.ts'
import { get } from '../api/server.ts'

/** The spaces that the session sees, by what they are asked for. */
export interface Portfolio {
  /** In the order of the tree: each before what is below it. */
  readonly spaces: readonly Space[]
  readonly roots: readonly Space[]
  space(id: string): Space | undefined
  children(id: string): readonly Space[]
  /** From the top down, without the space itself. */
  ancestors(id: string): readonly Space[]
  /** All below a space, in the order of the tree. */
  descendants(id: string): readonly Space[]
}

const loaded = signal<readonly Space[] | undefined>(undefined)

/** `undefined` until it has been loaded. */
export const portfolio = computed(() => (loaded.value === undefined ? undefined : treeOf(loaded.value)))

/** Reads the setup again: at the start, and after every change to it. */
export async function loadPortfolio(): Promise<void> {
  loaded.value = (await get<{ spaces: readonly Space[] }>('/api/portfolio')).spaces
}

/** Forgets everything, when somebody else may sign in. */
export function forgetPortfolio(): void {
  loaded.value = undefined
}

/** Whether anything at or below a space counts people. */
export function countsPeople(space: Space): boolean {
  const below = portfolio.value?.descendants(space.id) ?? []
  return [space, ...below].some(({ counting_mode }) => counting_mode !== null)
}

function treeOf(list: readonly Space[]): Portfolio {
  const byId = new Map(list.map((space) => [space.id, space]))
  const below = new Map<string | null, Space[]>()
  for (const space of list) {
    // A limited session does not see every parent: what hangs from one unseen is a root here.
    const parent = space.parent_id !== null && byId.has(space.parent_id) ? space.parent_id : null
    below.set(parent, [...(below.get(parent) ?? []), space])
  }
  for (const siblings of below.values()) siblings.sort(inOrder)
  const children = (id: string | null) => below.get(id) ?? []
  const descendants = (id: string | null): readonly Space[] =>
    children(id).flatMap((child) => [child, ...descendants(child.id)])
  const ancestors = (id: string): readonly Space[] => {
    const parent = byId.get(byId.get(id)?.parent_id ?? '')
    return parent === undefined ? [] : [...ancestors(parent.id), parent]
  }
  return {
    spaces: descendants(null),
    roots: children(null),
    space: (id) => byId.get(id),
    children,
    ancestors,
    descendants,
  }
}

const names = new Intl.Collator(undefined, { numeric: true })

/** By name; floors as they were set up, which is by storey more often than their names are. */
function inOrder(a: Space, b: Space): number {
  const areFloors = a.space_type === 'floor' && b.space_type === 'floor'
  return areFloors ? a.location_id - b.location_id : names.compare(a.name, b.name)
}
