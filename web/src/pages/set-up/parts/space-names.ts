import { placeName } from '../../../state/place-names.ts'
import { portfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'

/** What people call a space, told apart from others of its name; its id when it is gone or not to be seen. */
export function spaceName(id: string): string {
  return placeName(id)
}

/** Where a space is, from the top down, such as `Harbor / Tower / Level 2`. */
export function spacePath(id: string): string {
  const { value: tree } = portfolio
  const above = tree?.ancestors(id).map(({ name }) => name) ?? []
  return [...above, tree?.space(id)?.name ?? id].join(' / ')
}

/** Spaces that something is limited to, in words. */
export function reachInWords(ids: readonly string[] | null): string {
  if (ids === null || ids.length === 0) return texts.setUp.common.allSpaces
  return ids.map(spaceName).join(', ')
}
