import { countingOf } from '../portfolio/counting.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import type { Site } from '../portfolio/site.ts'
import type { Space, SpaceKey } from '../portfolio/space.ts'

/**
 * The places that a site shows, each with the spaces directly in it: those that are named, or the buildings below
 * its space that are in use, or that space itself where there are none (occuspace.md §5). Empty while what it shows is
 * being removed.
 */
export function sitePlaces(
  portfolio: Portfolio,
  { space, places }: Pick<Site, 'space' | 'places'>,
): readonly Space[] {
  if (space === null) return places.flatMap((key) => portfolio.space(key) ?? [])
  const buildings = outermostBuildings(portfolio, space)
  return buildings.length > 0 ? buildings : [portfolio.space(space) ?? []].flat()
}

/** The spaces directly in one that are in use and count. */
export function placeParts(portfolio: Portfolio, place: Space): readonly Space[] {
  return portfolio.children(place.key).filter((child) => isShown(portfolio, child))
}

function outermostBuildings(portfolio: Portfolio, below: SpaceKey): readonly Space[] {
  return portfolio.children(below).flatMap((child) => {
    if (child.type !== 'building') return outermostBuildings(portfolio, child.key)
    return isShown(portfolio, child) ? [child] : []
  })
}

function isShown(portfolio: Portfolio, space: Space): boolean {
  return space.status === 'live' && countingOf(portfolio, space) !== null
}
