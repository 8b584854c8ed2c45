import { z } from 'zod'
import { type Comparison, compareWithUsual } from '../../domain/feed/comparison.ts'
import { type ShownSpace, shownCount } from '../../domain/feed/shown-count.ts'
import type { SpaceKey } from '../../domain/portfolio/space.ts'
import { startOfHour } from '../../domain/time/civil.ts'
import { type EpochMs, MINUTE_MS } from '../../domain/time/interval.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import type { Live } from '../../live/live.ts'
import type { Operation } from '../operation.ts'
import { compareComponents } from './components.ts'
import { FeedCache } from './feed-cache.ts'
import { escapeHtml } from './html.ts'
import { knownCount } from './known-count.ts'
import { openingNow } from './opening-words.ts'
import { FEED_LIFETIME_MS, keepRefusalsUncached, MOST_FEEDS, sendFeed, slugPath } from './public-answer.ts'
import { findSite, type PublishedPlace, type PublishedSite } from './published-site.ts'
import { spacesBehind, type UsualCount, usualCounts } from './usual-counts.ts'

const comparison = z.object({
  valid: z.boolean().describe('Whether at least two of the past four weeks are known.'),
  value: z.int().describe('Percent more people than usual; fewer when negative.'),
  trend: z.enum(['busier', 'quieter', 'usual']),
  string: z.string().meta({ example: '20% busier than usual' }),
})

const feed = z.object({
  data: z.array(
    z
      .object({
        id: z.int(),
        name: z.string(),
        open: z.boolean(),
        comparison: z.array(comparison).nullable().describe('Null while there is nothing to compare.'),
        trendHtml: z.string().describe('The same as HTML; empty while there is nothing to compare.'),
      })
      .register(compareComponents, { id: 'ComparedPlace' }),
  ),
})

/** By zone of the places, then by space: wall clocks show another hour in each zone. */
type Usual = ReadonlyMap<string, ReadonlyMap<SpaceKey, UsualCount>>

/** How long past weeks are taken to be as they were read. */
const USUAL_LIFETIME_MS = MINUTE_MS
/** Weeks that have to be known for a comparison to be worth much. */
const VALID_WEEKS = 2

/** `GET /compare/{slug}`: how a published site compares with what is usual, for everybody (occuspace.md §5). */
export const getCompareFeed: Operation<'analytics' | 'live' | 'portfolios' | 'clock'> = async (
  app,
  services,
) => {
  const { analytics, live, portfolios, clock } = services
  const usual = new FeedCache<Usual>({ lifetimeMs: USUAL_LIFETIME_MS, limit: MOST_FEEDS, clock })
  const cache = new FeedCache<string>({ lifetimeMs: FEED_LIFETIME_MS, limit: MOST_FEEDS, clock })

  /** What is usual at this hour, of everything that is shown. */
  function usualNow(slug: string, published: PublishedSite): Promise<Usual> {
    const now = clock()
    const zones = [...new Set(published.places.map(({ timeZone }) => timeZone))]
    const walls = zones.map((zone) => startOfHour(zoneOf(zone).wallOf(now)))
    return usual.get(slug, [published, ...walls], async () => {
      const counts = zones.map(async (zone, index) => {
        const shown = published.places.filter(({ timeZone }) => timeZone === zone).flatMap(shownIn)
        const wall = walls[index] ?? now
        return [
          zone,
          await usualCounts(analytics, published.portfolio, spacesBehind(shown), wall, now),
        ] as const
      })
      return new Map(await Promise.all(counts))
    })
  }

  keepRefusalsUncached(app)
  app.get(
    '/:slug',
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'getCompareFeed',
        summary: 'How a published site compares with what is usual',
        tags: ['Public feed'],
        params: slugPath,
        response: { 200: feed },
      },
    },
    async ({ params: { slug } }, reply) => {
      const published = await findSite(portfolios, slug)
      const known = await usualNow(slug, published)
      await live.settled()
      const basis = [published, known, live.sequence(published.site.organization)]
      const body = await cache.get(slug, basis, async () =>
        JSON.stringify({ data: render(live, published, known, clock()) }),
      )
      return sendFeed(reply, body)
    },
  )
}

function render(
  live: Live,
  { site, places }: PublishedSite,
  usual: Usual,
  now: EpochMs,
): z.infer<typeof feed>['data'] {
  return places.flatMap((place) => {
    const { isOpen: open, timeZone } = openingNow(site, place.timeZone, now)
    return shownIn(place).map((shown) => {
      const { locationId: id, name } = shown.space
      const compared = open ? compare(live, shown, usual.get(timeZone)) : null
      const comparison = compared === null ? null : [compared]
      return { id, name, open, comparison, trendHtml: compared === null ? '' : htmlOf(name, compared) }
    })
  })
}

function shownIn({ whole, parts }: PublishedPlace): readonly ShownSpace[] {
  return [whole, ...parts]
}

function compare(
  live: Live,
  shown: ShownSpace,
  usual: ReadonlyMap<SpaceKey, UsualCount> | undefined,
): z.infer<typeof comparison> | null {
  const people = shownCount(shown, (space) => knownCount(live, space))
  const before = shownCount(shown, ({ key }) => usual?.get(key)?.people ?? null)
  if (people === null || before === null) return null
  const { percent, trend } = compareWithUsual(people, before)
  const weeks = usual?.get(shown.space.key)?.weeks ?? 0
  return { valid: weeks >= VALID_WEEKS, value: percent, trend, string: wordsFor({ percent, trend }) }
}

function wordsFor({ percent, trend }: Comparison): string {
  return trend === 'usual' ? 'about as busy as usual' : `${Math.abs(percent)}% ${trend} than usual`
}

function htmlOf(name: string, { trend, string }: z.infer<typeof comparison>): string {
  return `<span class="${trend}"><strong>${escapeHtml(name)}</strong> is ${escapeHtml(string)}</span>`
}
