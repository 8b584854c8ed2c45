import type { NewSite, OpeningHours, Site, SiteChanges } from '../../../../../src/client/native-wire.ts'

/** What the form of a published site holds: texts as they are typed. */
export interface SiteDraft {
  readonly slug: string
  /** Ids of the spaces: one to show what it holds, or several one by one. */
  readonly spaces: readonly string[]
  readonly minCount: string
  readonly busy: string
  readonly veryBusy: string
  readonly hours: readonly OpeningHours[]
}

/** Every weekday, as sites count them: 1 = Sunday … 7 = Saturday. */
export const everyDay = '1234567'
/** What new hours begin with: Monday to Friday, 8:00 to 18:00. */
export const usualHours: OpeningHours = { days: '23456', open: '08:00', close: '18:00' }

/** A site as its form begins; without one, what a new one begins with. */
export function draftOfSite(site: Site | undefined): SiteDraft {
  return {
    slug: site?.slug ?? '',
    spaces: site === undefined ? [] : spacesOf(site),
    minCount: String(site?.min_count ?? 0),
    busy: String(site?.levels.busy ?? 45),
    veryBusy: String(site?.levels.very_busy ?? 72),
    hours: site?.hours ?? [],
  }
}

/** The spaces that a site is published by. */
export function spacesOf({ space_id, space_ids }: Site): readonly string[] {
  return space_id === null ? space_ids : [space_id]
}

/** What the server is told of a change to a site, or of a new one. */
export function siteChangesOf(draft: SiteDraft, site?: Site): SiteChanges {
  const { spaces, minCount, busy, veryBusy, hours } = draft
  const [first = '', ...others] = spaces
  const named = others.length === 0 ? { space_id: first } : { space_ids: spaces }
  // A space that was named by itself stays so: by `space_id` its buildings would take its place.
  const isKept = site !== undefined && spaces.join() === spacesOf(site).join()
  return {
    ...(!isKept && named),
    min_count: Number(minCount),
    levels: { busy: Number(busy), very_busy: Number(veryBusy) },
    hours,
  }
}

/** What the server is told of a new site. */
export function newSiteOf(draft: SiteDraft): NewSite {
  return { slug: draft.slug.trim(), ...siteChangesOf(draft) }
}

/** Weekdays with one put in or taken out, ascending. */
export function toggleDay(days: string, day: string): string {
  const next = days.includes(day) ? days.replace(day, '') : days + day
  return [...next].toSorted().join('')
}
