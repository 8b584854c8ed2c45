import { useLocation } from 'preact-iso'
import type { SectionName } from '../sections.ts'

/** What an address opens below its section to add something, such as `/set-up/users/new`. */
export const NEW = 'new'

/** How to open and close what has an address below its section, such as `/set-up/spaces/new`. */
export function useOpened(section: SectionName): {
  open: (what: string) => void
  close: () => void
} {
  const { route } = useLocation()
  return {
    open: (what) => route(`/set-up/${section}/${encodeURIComponent(what)}`),
    close: () => route(`/set-up/${section}`),
  }
}
