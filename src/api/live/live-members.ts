import type { Access } from '../../domain/access/access.ts'
import { visibleSpaces } from '../../domain/access/access.ts'
import { countingModeOf } from '../../domain/portfolio/counting.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { CountingMode, Space, SpaceKey } from '../../domain/portfolio/space.ts'
import { countingIn } from '../../history/dependents.ts'

/** What a live message is about: whether somebody is there, or how many. */
export type LiveSubject = 'presence' | 'occupancy'

const modes = new WeakMap<Portfolio, Map<SpaceKey, CountingMode | null>>()

/** The mode by which a space counts; `null` where its children do not agree, and where nothing counts. */
export function modeIn(portfolio: Portfolio, space: Space): CountingMode | null {
  let known = modes.get(portfolio)
  if (known === undefined) {
    known = new Map()
    modes.set(portfolio, known)
  }
  let mode = known.get(space.key)
  if (mode === undefined) {
    mode = countingModeOf(portfolio, space)
    known.set(space.key, mode)
  }
  return mode
}

/** Whether anything at or below a space counts. */
export function counts(portfolio: Portfolio, space: Space): boolean {
  return countingIn(portfolio, space) !== null
}

/**
 * The spaces that a socket of a target tells of: the target itself if it counts, and everything below it that counts
 * by open-area or waffle sensors (presence), or by entries or waffle sensors (occupancy) (density-v3.md §7).
 */
export function liveMembers(portfolio: Portfolio, target: Space, subject: LiveSubject): readonly Space[] {
  const other: CountingMode = subject === 'presence' ? 'oa' : 'entry'
  const below = portfolio.descendants(target.key).filter((space) => {
    const mode = modeIn(portfolio, space)
    return mode === other || mode === 'waffle'
  })
  return [target, ...below].filter((space) => counts(portfolio, space))
}

/**
 * The visible spaces that ids stand for, each with everything below it; all without ids. Live calls document no 404:
 * an id that is unknown or not visible stands for nothing (density-v3.md §6).
 */
export function selectVisible(
  portfolio: Portfolio,
  access: Access,
  ids: readonly string[],
): readonly Space[] {
  const visible = visibleSpaces(portfolio, access)
  if (ids.length === 0) return visible
  const wanted = new Set(ids)
  const selected = new Set<SpaceKey>()
  for (const space of visible) {
    if (!wanted.has(space.id)) continue
    selected.add(space.key)
    for (const { key } of portfolio.descendants(space.key)) selected.add(key)
  }
  return visible.filter(({ key }) => selected.has(key))
}
