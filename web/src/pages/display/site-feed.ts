import { useEffect, useState } from 'preact/hooks'
import { publishedPlaces, type SitePlace } from '../../api/published-site.ts'

/** What is known of a published site. */
export interface SiteFeed {
  /** Its places; `undefined` until the server has answered once, `null` when nothing is published under the slug. */
  readonly places: readonly SitePlace[] | null | undefined
  /** When the server last answered, in epoch milliseconds by this device's clock. */
  readonly heardAt: number | null
  readonly isStale: boolean
}

const REFRESH_MS = 30_000
/** Two answers missed, and a third late. */
const STALE_MS = 90_000

/** A published site, asked for again and again whatever the answer was. */
export function useSiteFeed(slug: string): SiteFeed {
  const [feed, setFeed] = useState<SiteFeed>({ places: undefined, heardAt: null, isStale: false })
  useEffect(() => {
    let isOver = false
    const ask = () => {
      publishedPlaces(slug).then(
        (places) => {
          if (!isOver) setFeed({ places, heardAt: Date.now(), isStale: false })
        },
        () => undefined,
      )
    }
    // By the wall clock: a machine may have slept, and then what it shows is older than its timers think.
    const age = () =>
      setFeed((before) => {
        const isStale = before.heardAt !== null && Date.now() - before.heardAt > STALE_MS
        return isStale === before.isStale ? before : { ...before, isStale }
      })
    ask()
    const timers = [setInterval(ask, REFRESH_MS), setInterval(age, 1_000)]
    addEventListener('online', ask)
    return () => {
      isOver = true
      timers.forEach(clearInterval)
      removeEventListener('online', ask)
    }
  }, [slug])
  return feed
}
