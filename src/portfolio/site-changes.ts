import { notFound } from '../domain/errors.ts'
import type { OpeningHours, Site } from '../domain/portfolio/site.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import { describeSite } from './descriptions.ts'
import { checkMinCount, taken, wrongField } from './field-rules.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'
import { spaceNamed } from './space-changes.ts'

/** A publication to be made. */
export interface NewSite {
  readonly slug: string
  readonly shows: NewSitePlaces
  readonly minCount?: number | undefined
  /** Percent of the capacity. Default: 45 (occuspace.md §5). */
  readonly busyPercent?: number | undefined
  /** Percent of the capacity. Default: 72 (occuspace.md §5). */
  readonly veryBusyPercent?: number | undefined
  /** Default: always open. */
  readonly hours?: readonly NewOpeningHours[] | undefined
}

/** What a site is to show, by ids: the buildings below a space, or it where there are none; or spaces one by one. */
export type NewSitePlaces = { readonly within: string } | { readonly places: readonly string[] }

/** What is to be different about a publication; what is left out stays. */
export type SiteChange = Partial<Omit<NewSite, 'slug' | 'shows'>> & {
  readonly shows?: NewSitePlaces | undefined
}

/** Opening hours as people write them. */
export interface NewOpeningHours {
  /** Digits from 1 (Sunday) to 7 (Saturday), in any order. Default: every day. */
  readonly days?: string | undefined
  /** Local `HH:MM`. */
  readonly open: string
  /** Local `HH:MM`, 24:00 included; not after `open` means on the following day. */
  readonly close: string
}

const SLUG = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const EVERY_DAY = '1234567'
const MOST_HOURS = 50
const MAX_PLACES = 100
const MINUTES_PER_DAY = 1_440

/**
 * Publishes places; throws `invalid`, `not_found` (space) or `conflict` (slug taken, here or, as `isTakenElsewhere`
 * says, by anybody).
 */
export function publishSite(draft: PortfolioDraft, input: NewSite, isTakenElsewhere: boolean): Site {
  const { slug } = input
  if (!SLUG.test(slug)) {
    throw wrongField('slug', 'must have 1 to 63 lower-case letters, digits or "-", the "-" not at an end')
  }
  const places = checkPlaces(draft, input.shows)
  if (isTakenElsewhere || draft.sites.named(slug) !== null) throw taken('slug', slug)
  const site = {
    key: draft.takeKey(),
    organization: draft.author.organization,
    slug,
    ...places,
    minCount: checkMinCount(input.minCount ?? 0) ?? 0,
    ...checkLevels(input.busyPercent ?? 45, input.veryBusyPercent ?? 72),
    hours: checkHours(input.hours ?? []),
    createdAt: draft.now,
  }
  draft.sites.put(site)
  draft.record('site.publish', slug, null, describeSite(draft, site))
  return site
}

/** Changes a publication; throws `invalid`, or `not_found` for a slug that is not this organization's and for a space. */
export function updateSite(draft: PortfolioDraft, slug: string, change: SiteChange): Site {
  const before = siteNamed(draft, slug)
  const after = {
    ...before,
    ...(change.shows !== undefined && checkPlaces(draft, change.shows)),
    minCount: checkMinCount(change.minCount ?? before.minCount) ?? 0,
    ...checkLevels(
      change.busyPercent ?? before.busyPercent,
      change.veryBusyPercent ?? before.veryBusyPercent,
    ),
    hours: change.hours === undefined ? before.hours : checkHours(change.hours),
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return before
  replace(draft, before, after)
  return after
}

/** Ends a publication; throws `not_found` for a slug that is not this organization's. */
export function unpublishSite(draft: PortfolioDraft, slug: string): void {
  unpublish(draft, siteNamed(draft, slug))
}

/** Takes spaces that are being removed out of what is published; sites that show nothing else end. */
export function removeSitesOf(draft: PortfolioDraft, gone: ReadonlySet<SpaceKey>): void {
  for (const site of [...draft.sites.all()]) {
    const places = site.places.filter((place) => !gone.has(place))
    const isOver = site.space === null ? places.length === 0 : gone.has(site.space)
    if (isOver) unpublish(draft, site)
    else if (places.length < site.places.length) replace(draft, site, { ...site, places })
  }
}

function siteNamed(draft: PortfolioDraft, slug: string): Site {
  const site = draft.sites.named(slug)
  if (site === null) throw notFound('site', slug)
  return site
}

function unpublish(draft: PortfolioDraft, site: Site): void {
  draft.record('site.unpublish', site.slug, describeSite(draft, site), null)
  draft.sites.remove(site.key)
}

function replace(draft: PortfolioDraft, before: Site, after: Site): void {
  draft.sites.put(after)
  draft.record('site.update', after.slug, describeSite(draft, before), describeSite(draft, after))
}

function checkPlaces(draft: PortfolioDraft, shows: NewSitePlaces): Pick<Site, 'space' | 'places'> {
  if ('within' in shows) return { space: spaceNamed(draft, shows.within).key, places: [] }
  const places = [...new Set(shows.places.map((id) => spaceNamed(draft, id).key))]
  if (places.length === 0 || places.length > MAX_PLACES) {
    throw wrongField('space_ids', `must name 1 to ${MAX_PLACES} spaces`)
  }
  return { space: null, places }
}

function checkLevels(busyPercent: number, veryBusyPercent: number) {
  const areWhole = [busyPercent, veryBusyPercent].every(Number.isInteger)
  if (areWhole && 0 < busyPercent && busyPercent < veryBusyPercent && veryBusyPercent <= 100) {
    return { busyPercent, veryBusyPercent }
  }
  throw wrongField('levels', 'must be whole percents, 0 < busy < very_busy ≤ 100')
}

function checkHours(hours: readonly NewOpeningHours[]): readonly OpeningHours[] {
  if (hours.length > MOST_HOURS) throw wrongField('hours', `must have at most ${MOST_HOURS} entries`)
  return hours.map(({ days = EVERY_DAY, open, close }) => {
    if (!/^[1-7]+$/.test(days)) {
      throw wrongField('hours', 'must name days as digits from 1 (Sunday) to 7 (Saturday), such as 23456')
    }
    const openMinutes = minutesOf(open)
    const closeMinutes = minutesOf(close)
    if (openMinutes === MINUTES_PER_DAY || closeMinutes === 0 || openMinutes === closeMinutes) {
      throw wrongField('hours', 'must open from 00:00 on and close up to 24:00, at another time')
    }
    return { days: [...new Set(days)].toSorted().join(''), openMinutes, closeMinutes }
  })
}

function minutesOf(text: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text)
  const minutes = match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2])
  if (minutes <= MINUTES_PER_DAY) return minutes
  throw wrongField('hours', 'must have times of day from 00:00 to 24:00, as HH:MM')
}
