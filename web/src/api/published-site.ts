import { timedFetch } from '../state/server-clock.ts'

/** How full a place is, as the public feed tells everybody (occuspace.md §5). */
export interface PublishedPlace {
  readonly id: number
  readonly name: string
  /** Percent of the capacity; `null` while not known. */
  readonly busyness: number | null
  readonly people: number | null
  /** 0 when none is set. */
  readonly capacity: number
  /** Share of the capacity, 0…1. */
  readonly percentage: number | null
  /** Whether that is known well enough to say how busy it is; else the figures are of the parts that are known. */
  readonly isAvailable: boolean
  readonly isOpen: boolean
  /** `open`, or `Closed until …`. */
  readonly hourSummary: string
  /** IANA name of the zone that the place is in. */
  readonly timeZone: string
  readonly locHtml: { readonly class: 'not-busy' | 'busy' | 'very-busy' | 'unknown' | 'closed' }
}

/** A place of a published site, with the places directly in it. */
export interface SitePlace extends PublishedPlace {
  readonly subLocs: readonly PublishedPlace[] | false
}

const LONGEST_WAIT_MS = 20_000

/** The places published under a slug now, at least one; `null` for nothing. Throws when the server cannot be reached, or fails. */
export async function publishedPlaces(slug: string): Promise<readonly SitePlace[] | null> {
  const response = await timedFetch(`/live/${encodeURIComponent(slug)}?unknown=null`, {
    signal: AbortSignal.timeout(LONGEST_WAIT_MS),
  })
  if (response.status === 404 || response.status === 400) return null
  if (!response.ok) throw new Error(`HTTP status ${response.status}`)
  const { data } = (await response.json()) as { readonly data: readonly SitePlace[] }
  return data.length === 0 ? null : data
}
