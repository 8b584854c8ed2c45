import { notFound } from '../../domain/errors.ts'
import { planShown, type ShownSpace } from '../../domain/feed/shown-count.ts'
import { countingOf } from '../../domain/portfolio/counting.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Site } from '../../domain/portfolio/site.ts'
import type { PortfolioService } from '../../portfolio/portfolio-service.ts'

/** A site with what it shows: its space, and the spaces directly in it that are in use and count. */
export interface PublishedSite {
  readonly site: Site
  readonly portfolio: Portfolio
  readonly whole: ShownSpace
  readonly parts: readonly ShownSpace[]
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
  if (published === null) throw notFound('site', slug)
  sites.set(content, published)
  return published
}

/** `null` while the space of a site is being removed. */
function plan(site: Site, portfolio: Portfolio): PublishedSite | null {
  const space = portfolio.space(site.space)
  if (space === null) return null
  const parts = portfolio
    .children(space.key)
    .filter((child) => child.status === 'live' && countingOf(portfolio, child) !== null)
  const shown = new Set([space, ...parts])
  const planOf = (each: typeof space) =>
    planShown(portfolio, each, (below) => Math.max(below.minCount ?? 0, shown.has(below) ? site.minCount : 0))
  return { site, portfolio, whole: planOf(space), parts: parts.map(planOf) }
}
