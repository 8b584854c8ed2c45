import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** How long a page stands. */
const PAGE_MS = 12_000

/** How often the pages have been turned. Every list of a screen turns with it. */
export const turn = signal(0)
/** Whether somebody has stopped them. */
export const isPaused = signal(false)

/** Turns the pages as long as the screen is there. */
export function usePageTurning(): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!isPaused.peek()) turn.value++
    }, PAGE_MS)
    return () => clearInterval(timer)
  }, [])
}

/** The page, 0…, that the `turn`-th turn shows. */
export function pageAt(turn: number, pages: number): number {
  return pages < 2 ? 0 : turn % pages
}

/** What is on a page of a list. */
export function onPage<T>(list: readonly T[], page: number, perPage: number): readonly T[] {
  return list.slice(page * perPage, (page + 1) * perPage)
}
