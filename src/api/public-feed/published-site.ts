import { notFound } from '../../domain/errors.ts'
import { planShown, type ShownSpace } from '../../domain/feed/shown-count.ts'
import { placeParts, sitePlaces } from '../../domain/feed/site-places.ts'
import { type CountedPart, countedParts } from '../../domain/feed/unseen.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Site } from '../../domain/portfolio/site.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import type { PortfolioService } from '../../portfolio/portfolio-service.ts'

/** A place of a site: a space, and the spaces directly in it that are in use and count. */
export interface PublishedPlace {
  readonly whole: PublishedSpace
  readonly parts: readonly PublishedSpace[]
  /** IANA zone that the site's hours are in, here. */
  readonly timeZone: string
}

/** A space that is shown, with the parts that its count adds up. */
export interface PublishedSpace extends ShownSpace {
  readonly counted: readonly CountedPart[]
}

/** A site with what it shows. */
export interface PublishedSite {
  readonly site: Site
  readonly portfolio: Portfolio
  readonly places: readonly PublishedPlace[]
}

/** By what a site says: it is read before its portfolio, and may change in between. */
const planned = new WeakMap<Portfolio, Map<string, PublishedSite>>()

/** What is published under a slug now; throws `not_found` for nothing. */
export async function findSite(
  portfolios: Pick<PortfolioService, 'siteBySlug' | 'current'>,
  slug: string,
): Promise<PublishedSite> {
  const site = await portfolios.siteBySlug(slug)
  if (site === null) throw notFound('site', slug)
  const portfolio = await portfolios.current(site.organization)
  const sites = planned.get(portfolio) ?? new Map<string, PublishedSite>()
  planned.set(portfolio, sites)
  const content = JSON.stringify(site)
  const known = sites.get(content)
  if (known !== undefined) return known
  const published = plan(site, portfolio)
  // Its spaces are being removed.
  if (published.places.length === 0) throw notFound('site', slug)
  sites.set(content, published)
  return published
}

function plan(site: Site, portfolio: Portfolio): PublishedSite {
  const places = sitePlaces(portfolio, site).map((whole) => ({ whole, parts: placeParts(portfolio, whole) }))
  const shown = new Set(places.flatMap(({ whole, parts }) => [whole, ...parts]))
  const thresholdOf = (space: Space) => Math.max(space.minCount ?? 0, shown.has(space) ? site.minCount : 0)
  const planOf = (space: Space): PublishedSpace => ({
    ...planShown(portfolio, space, thresholdOf),
    counted: countedParts(portfolio, space),
  })
  return {
    site,
    portfolio,
    places: places.map(({ whole, parts }) => ({
      whole: planOf(whole),
      parts: parts.map(planOf),
      timeZone: portfolio.timeZone(whole.key),
    })),
  }
}
