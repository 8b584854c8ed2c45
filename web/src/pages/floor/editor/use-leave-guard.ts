import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'

/**
 * Asks before links and the closing of the window take somebody away from unsaved work. Answers the address that is
 * wanted, while it is being asked about, and what to do with the answer.
 */
export function useLeaveGuard(isDirty: boolean): {
  readonly wanted: string | null
  readonly stay: () => void
  readonly leave: () => void
} {
  const { route } = useLocation()
  const [wanted, setWanted] = useState<string | null>(null)
  useEffect(() => {
    if (!isDirty) return undefined
    const closing = (event: BeforeUnloadEvent) => event.preventDefault()
    const pressed = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (link === null || isElsewhere(event, link)) return
      event.preventDefault()
      event.stopPropagation()
      setWanted(link.getAttribute('href'))
    }
    addEventListener('beforeunload', closing)
    document.addEventListener('click', pressed, { capture: true })
    return () => {
      removeEventListener('beforeunload', closing)
      document.removeEventListener('click', pressed, { capture: true })
    }
  }, [isDirty])
  return {
    wanted,
    stay: () => setWanted(null),
    leave: () => {
      if (wanted !== null) route(wanted)
    },
  }
}

/** Whether a press opens something beside this page, which stays as it is. */
function isElsewhere(event: MouseEvent, link: Element): boolean {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return true
  return link.getAttribute('href')?.startsWith('#') === true || link.hasAttribute('download')
}
