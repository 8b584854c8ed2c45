import { type Access, allows, canSee } from '../../domain/access/access.ts'
import type { DoorwayKey } from '../../domain/portfolio/doorway.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { SpaceKey } from '../../domain/portfolio/space.ts'
import type { LiveSubject } from './live-members.ts'

/** What a socket tells of. */
export type SocketTarget =
  | { readonly kind: LiveSubject; readonly space: SpaceKey }
  | {
      readonly kind: 'crossings'
      readonly doorway: DoorwayKey
      /** The sides that are told of; `null` for all. */
      readonly sides: readonly SpaceKey[] | null
    }
  | {
      /** Who passes any doorway, space by space (density-v3.md §12). */
      readonly kind: 'events'
      /** The spaces that are told of, with all below them; `null` for all. */
      readonly spaces: readonly SpaceKey[] | null
    }

/** A target as text, the same for the same target. */
export function nameOf(target: SocketTarget): string {
  if (target.kind === 'events') return `events ${target.spaces?.join() ?? 'all'}`
  if (target.kind !== 'crossings') return `${target.kind} ${target.space}`
  return `crossings ${target.doorway} ${target.sides?.join() ?? 'all'}`
}

/** Whether a caller may have a socket of a target: it is there, and the caller reads and sees it. */
export function mayWatch(portfolio: Portfolio, access: Access, target: SocketTarget): boolean {
  if (target.kind === 'crossings') {
    const doorway = portfolio.doorway(target.doorway)
    const sides = doorway?.sides.flatMap(({ space }) => portfolio.space(space) ?? []) ?? []
    return allows(access, 'read') && sides.some((space) => canSee(portfolio, access, space))
  }
  if (target.kind === 'events') return allows(access, 'read') && seesAll(portfolio, access, target.spaces)
  const space = portfolio.space(target.space)
  const reads = allows(access, 'read') || allows(access, 'display')
  return reads && space !== null && canSee(portfolio, access, space)
}

function seesAll(portfolio: Portfolio, access: Access, keys: readonly SpaceKey[] | null): boolean {
  if (keys === null) return access.spaces === null
  const spaces = keys.flatMap((key) => portfolio.space(key) ?? [])
  return spaces.every((space) => canSee(portfolio, access, space))
}
