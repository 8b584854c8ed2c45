import { z } from 'zod'
import { fullness } from '../../domain/feed/busyness.ts'
import { locationCapacity } from '../../domain/portfolio/capacity.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import type { Live } from '../../live/live.ts'
import type { LiveState } from '../../live/live-state.ts'
import type { Operation } from '../operation.ts'
import type { Services } from '../services.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'
import { envelope, ok } from './envelope.ts'
import { findLocation, locationPath, locationSpellings } from './location-path.ts'

const childCount = z
  .object({
    id: z.int(),
    name: z.string(),
    count: z.int().min(0).nullable().describe('People; null while not known.'),
    percentage: z.number().min(0).max(1).nullable().describe('Share of the capacity; null without one.'),
    isActive: z.boolean().describe('Whether the count is known now.'),
  })
  .register(components, { id: 'ChildCount' })

const now = childCount
  .extend({
    timestamp: instantText.nullable().describe('When a sensor of the location was last heard of.'),
    childCounts: z
      .array(childCount)
      .nullable()
      .describe('Those directly in it that are known and have a capacity; null without any in it.'),
  })
  .register(components, { id: 'Now' })

/** What deployed clients take for nothing now: an answer without `data` (occuspace.md §4). */
const noData = z
  .object({ message: z.string().meta({ example: 'No data for Floor 1' }) })
  .describe('Without a count or a capacity, unless the server is set to answer nulls.')

/** `GET /v1/location/{id}/now`: how many people are there now; also with `locations` (occuspace.md §4). */
export const getNow: Operation<'live' | 'portfolios' | 'settings'> = async (app, services) => {
  const { live, portfolios, settings } = services
  for (const { segment, word } of locationSpellings) {
    app.get(
      `/${segment}/:id/now`,
      {
        config: { scope: 'read' },
        schema: {
          operationId: `get${word}Now`,
          summary: 'How many people are there now',
          tags: ['Counts'],
          params: locationPath,
          response: { 200: z.union([envelope(now), noData]) },
        },
      },
      async ({ access, params: { id } }) => {
        const portfolio = await portfolios.current(access.organization)
        const space = findLocation(portfolio, access, id)
        await live.settled()
        const { lastAt } = stateOf(live, space)
        const own = renderCount(portfolio, live, space)
        if (!isShown(own, settings)) return { message: `No data for ${space.name}` }
        const children = portfolio.children(space.key)
        const counts = children.map((child) => renderCount(portfolio, live, child))
        return ok({
          ...own,
          timestamp: lastAt === null ? null : formatInstant(lastAt),
          childCounts: children.length === 0 ? null : counts.filter((each) => isShown(each, settings)),
        })
      },
    )
  }
}

/** Deployed clients decode every number as one, so what is not known, or has no capacity, is left out (occuspace.md §4). */
function isShown(
  { count, percentage }: z.infer<typeof childCount>,
  { feedUnknown }: Pick<Services['settings'], 'feedUnknown'>,
): boolean {
  return feedUnknown === 'null' || (count !== null && percentage !== null)
}

function stateOf(live: Live, space: Space): LiveState {
  return live.state(space.organization, space.key)
}

function renderCount(portfolio: Portfolio, live: Live, space: Space): z.infer<typeof childCount> {
  const { count: last, isKnown } = stateOf(live, space)
  const count = isKnown ? last : null
  return {
    id: space.locationId,
    name: space.name,
    count,
    percentage: fullness(count, locationCapacity(portfolio, space)),
    isActive: isKnown,
  }
}
