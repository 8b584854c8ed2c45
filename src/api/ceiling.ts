import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space } from '../domain/portfolio/space.ts'
import { modeIn } from './live/live-members.ts'

/** The ceiling of a Waffle's count: 3 stands for three or more (density-v3.md §9). */
export const WAFFLE_LIMIT = 3

/** The highest count that a space's own sensors can tell; `null` for those without a ceiling, and for a sum. */
export function cappedCountLimit(portfolio: Portfolio, space: Space): number | null {
  const hasSensors = portfolio.sensorsOver(space.key).length > 0
  return hasSensors && modeIn(portfolio, space) === 'waffle' ? WAFFLE_LIMIT : null
}
