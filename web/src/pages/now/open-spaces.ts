import { signal } from '@preact/signals'
import type { Portfolio } from '../../state/portfolio.ts'

const KEY = 'headcount.now.open'
/** A small portfolio is shown whole. */
const SHOWN_WHOLE = 30

/** The spaces that are open in the tree, kept for this window; `null` until somebody opened or closed one. */
const opened = signal<ReadonlySet<string> | null>(read())

/** Which spaces are open: as they were left, else the buildings, or everything where there is little. */
export function openSpaces(portfolio: Portfolio): ReadonlySet<string> {
  if (opened.value !== null) return opened.value
  const parents = portfolio.spaces.filter(({ id }) => portfolio.children(id).length > 0)
  const first =
    portfolio.spaces.length <= SHOWN_WHOLE
      ? parents
      : parents.filter(({ space_type }) => space_type !== 'floor')
  return new Set(first.map(({ id }) => id))
}

export function setOpen(ids: ReadonlySet<string>): void {
  opened.value = ids
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...ids]))
  } catch {
    // A browser that keeps nothing opens the tree as at first next time.
  }
}

function read(): ReadonlySet<string> | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    return Array.isArray(kept) ? new Set(kept.filter((id) => typeof id === 'string')) : null
  } catch {
    return null
  }
}
