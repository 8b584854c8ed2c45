import { z } from 'zod'
import { type Access, visibleSpaces } from '../domain/access/access.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import { requireSpace } from './visible-set-up.ts'

/** `space_ids`: absent or empty stands for every space the token may see. */
export const spaceIds = z
  .array(z.string(), { error: 'must be a list of space ids such as ["spc_…"]' })
  .max(1_000, { error: 'must name at most 1,000 spaces' })
  .nullish()
  .transform((ids) => ids ?? [])
  .describe(
    'At most 1,000. An id stands for itself and everything below it; every space that the token may see when absent or empty.',
  )

/**
 * The spaces that ids stand for: each itself and everything below it (Density v3, Flattening). Duplicates collapse.
 * Throws `not_found` for an id that is unknown or not visible, which read the same.
 */
export function selectSpaces(portfolio: Portfolio, access: Access, ids: readonly string[]): readonly Space[] {
  if (ids.length === 0) return visibleSpaces(portfolio, access)
  const selected = new Map<SpaceKey, Space>()
  for (const id of ids) {
    const space = requireSpace(portfolio, access, id)
    for (const found of [space, ...portfolio.descendants(space.key)]) selected.set(found.key, found)
  }
  return [...selected.values()]
}

/** The spaces with some ids, without what is below them; else as {@link selectSpaces}. */
export function selectNamed(portfolio: Portfolio, access: Access, ids: readonly string[]): readonly Space[] {
  if (ids.length === 0) return visibleSpaces(portfolio, access)
  return [...new Set(ids.map((id) => requireSpace(portfolio, access, id)))]
}
