import type { DensitySpace } from '../../../../src/client/density-wire.ts'
import type { LiveSpace } from '../../state/live.ts'
import { knownCount, spaceStateOf } from '../../state/space-state.ts'

/** Functions whose spaces many share: a reading room with somebody in it is not taken. */
const shared: ReadonlySet<string | null> = new Set([
  'break_room',
  'cafe',
  'collaboration',
  'desk_group',
  'dining_area',
  'event_space',
  'focus_quiet',
  'gym',
  'kitchen',
  'lab',
  'library',
  'lounge',
  'open_collaboration',
  'open_workstation',
  'place_of_worship',
  'reception',
  'restroom',
  'retail',
  'theater',
])

/** Whether a space is free or taken as a whole, such as a meeting room or a desk. */
export function isTakenWhole({ function: purpose }: Pick<DensitySpace, 'function'>): boolean {
  return !shared.has(purpose)
}

/** How many of the spaces that are taken as a whole are free; `free` is `null` while none of them is known. */
interface FreeCount {
  readonly free: number | null
  readonly total: number
}

/** The spaces of one function. */
export interface FreeGroup extends FreeCount {
  /** As on the wire. */
  readonly function: string | null
  /** Those that are free. */
  readonly spaces: readonly DensitySpace[]
}

type LiveOf = (id: string) => LiveSpace | undefined

/** How many of all are free. */
export function countFree(spaces: readonly DensitySpace[], liveOf: LiveOf): FreeCount {
  const whole = spaces.filter(isTakenWhole)
  const states = whole.map(({ id, capacity }) => spaceStateOf(liveOf(id), capacity))
  const isKnown = states.some((state) => state !== 'unknown' && state !== 'unhealthy')
  return {
    free: isKnown ? states.filter((state) => state === 'available').length : null,
    total: whole.length,
  }
}

/** What is free of each function: those with something free first, then those with the most spaces. */
export function freeByFunction(spaces: readonly DensitySpace[], liveOf: LiveOf): readonly FreeGroup[] {
  const groups = new Map<string | null, DensitySpace[]>()
  for (const space of spaces.filter(isTakenWhole)) {
    groups.set(space.function, [...(groups.get(space.function) ?? []), space])
  }
  return [...groups]
    .map(([purpose, members]) => ({
      function: purpose,
      ...countFree(members, liveOf),
      spaces: members.filter(({ id, capacity }) => spaceStateOf(liveOf(id), capacity) === 'available'),
    }))
    .toSorted((a, b) => Number(b.spaces.length > 0) - Number(a.spaces.length > 0) || b.total - a.total)
}

/** How many more people a shared space is meant for; `null` where that is not known. */
export function placesLeft(space: DensitySpace, live: LiveSpace | undefined): number | null {
  const people = knownCount(live)
  if (isTakenWhole(space) || space.capacity === null || people === null) return null
  return Math.max(0, space.capacity - people)
}
