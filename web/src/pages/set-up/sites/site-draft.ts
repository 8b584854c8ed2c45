import type { NewSite, OpeningHours, Site, SiteChanges } from '../../../../../src/client/native-wire.ts'

/** What the form of a published site holds: texts as they are typed. */
export interface SiteDraft {
  readonly slug: string
  readonly space: string
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
    space: site?.space_id ?? '',
    minCount: String(site?.min_count ?? 0),
    busy: String(site?.levels.busy ?? 45),
    veryBusy: String(site?.levels.very_busy ?? 72),
    hours: site?.hours ?? [],
  }
}

/** What the server is told of a change. */
export function siteChangesOf({ space, minCount, busy, veryBusy, hours }: SiteDraft): SiteChanges {
  return {
    space_id: space,
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
