import { z } from 'zod'
import { type Comparison, compareWithUsual, extremeOf } from '../../domain/feed/comparison.ts'
import { openHours } from '../../domain/feed/opening.ts'
import { type ShownSpace, shownCount } from '../../domain/feed/shown-count.ts'
import type { Site } from '../../domain/portfolio/site.ts'
import { hourOf, startOfDay } from '../../domain/time/civil.ts'
import { type EpochMs, MINUTE_MS } from '../../domain/time/interval.ts'
import type { WallMs } from '../../domain/time/moment.ts'
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
import { spacesBehind, type UsualDay, usualDay } from './usual-counts.ts'

const comparison = z.object({
  valid: z.boolean().describe('Whether at least two of the past four weeks are known.'),
  value: z.int().describe('Percent more people than usual; fewer when negative.'),
  trend: z
    .enum(['busier', 'quieter', 'usual', 'peak', 'best'])
    .describe(
      'A second entry says `peak` or `best` at the usual busiest or quietest hour of the open hours.',
    ),
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

/** By zone of the places: wall clocks show another hour in each. */
type Usual = ReadonlyMap<string, UsualDay>

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

  /** What is usual today, of everything that is shown. */
  function usualToday(slug: string, published: PublishedSite): Promise<Usual> {
    const now = clock()
    const zones = [...new Set(published.places.map(({ timeZone }) => timeZone))]
    const days = zones.map((zone) => startOfDay(zoneOf(zone).wallOf(now)))
    return usual.get(slug, [published, ...days], async () => {
      const counts = zones.map(async (zone, index) => {
        const shown = published.places.filter(({ timeZone }) => timeZone === zone).flatMap(shownIn)
        const day = days[index] ?? now
        return [zone, await usualDay(analytics, published.portfolio, spacesBehind(shown), day, now)] as const
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
      const known = await usualToday(slug, published)
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
    const wall = zoneOf(timeZone).wallOf(now)
    return shownIn(place).map((shown) => {
      const { locationId: id, name } = shown.space
      const compared = open
        ? compare(live, shown, { usual: usual.get(timeZone), wall, hours: site.hours })
        : []
      const comparison = compared.length === 0 ? null : compared
      return { id, name, open, comparison, trendHtml: compared.map((each) => htmlOf(name, each)).join(' ') }
    })
  })
}

function shownIn({ whole, parts }: PublishedPlace): readonly ShownSpace[] {
  return [whole, ...parts]
}

/** What a place is compared with. */
interface Today {
  readonly usual: UsualDay | undefined
  readonly wall: WallMs
  readonly hours: Site['hours']
}

function compare(live: Live, shown: ShownSpace, { usual, wall, hours }: Today): z.infer<typeof comparison>[] {
  const usualAt = (hour: number) => shownCount(shown, ({ key }) => usual?.get(hour)?.get(key)?.people ?? null)
  const hour = hourOf(wall)
  const people = shownCount(shown, (space) => knownCount(live, space))
  const before = usualAt(hour)
  if (people === null || before === null) return []
  const { percent, trend } = compareWithUsual(people, before)
  const valid = (usual?.get(hour)?.get(shown.space.key)?.weeks ?? 0) >= VALID_WEEKS
  const compared = { valid, value: percent, trend, string: wordsFor({ percent, trend }) }
  const known = openHours(hours, startOfDay(wall)).flatMap((each) => {
    const usually = usualAt(each)
    return usually === null ? [] : [[each, usually] as const]
  })
  const extreme = extremeOf(hour, new Map(known))
  if (extreme === null) return [compared]
  return [compared, { valid, value: percent, trend: extreme, string: extremeWords[extreme] }]
}

const extremeWords = { peak: 'usually busiest at this hour', best: 'usually quietest at this hour' }

function wordsFor({ percent, trend }: Comparison): string {
  return trend === 'usual' ? 'about as busy as usual' : `${Math.abs(percent)}% ${trend} than usual`
}

function htmlOf(name: string, { trend, string }: z.infer<typeof comparison>): string {
  return `<span class="${trend}"><strong>${escapeHtml(name)}</strong> is ${escapeHtml(string)}</span>`
}
