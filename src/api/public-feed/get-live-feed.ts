import { z } from 'zod'
import { type BusynessLevel, busynessPercent, certainLevel, fullness } from '../../domain/feed/busyness.ts'
import { shownCount } from '../../domain/feed/shown-count.ts'
import { unseenPeople } from '../../domain/feed/unseen.ts'
import { locationCapacity } from '../../domain/portfolio/capacity.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import type { Live } from '../../live/live.ts'
import type { Operation } from '../operation.ts'
import { liveComponents } from './components.ts'
import { FeedCache } from './feed-cache.ts'
import { type FeedUnknown, feedUnknowns } from './feed-unknown.ts'
import { escapeHtml } from './html.ts'
import { knownCount } from './known-count.ts'
import { type OpeningNow, openingNow } from './opening-words.ts'
import { FEED_LIFETIME_MS, keepRefusalsUncached, MOST_FEEDS, sendFeed, slugPath } from './public-answer.ts'
import { findSite, type PublishedSite, type PublishedSpace } from './published-site.ts'

const place = z.object({
  id: z.int(),
  name: z.string(),
  busyness: z.int().min(0).max(100).nullable().describe('Percent of the capacity; null while not known.'),
  people: z
    .int()
    .min(0)
    .nullable()
    .describe(
      'Rounded below the threshold of the site or space; of a place with parts, those in the parts that are known. Null while none is.',
    ),
  capacity: z.int().min(0).describe('0 when none is set.'),
  percentage: z.number().min(0).max(1).nullable().describe('Share of the capacity; null while not known.'),
  isAvailable: z
    .boolean()
    .describe(
      'Whether the number of people is known now: of a place with parts all of them, or so many that the others could not change how busy it is.',
    ),
  isOpen: z.boolean(),
  hourSummary: z.string().meta({ description: '`open`, or `Closed until …`.', example: 'open' }),
  timeZone: z.string().meta({ description: 'IANA zone that its hours are in.', example: 'America/New_York' }),
  locHtml: z.object({
    class: z.enum(['not-busy', 'busy', 'very-busy', 'unknown', 'closed']),
    initial: z.string().describe('First letter of the name, as HTML.'),
    summary: z.string().describe('The name and how busy it is, as HTML.'),
  }),
  bestLocations: z.array(z.unknown()).max(0),
  bestLabel: z.null(),
})

const unknownQuery = z.object({
  unknown: z
    .enum(feedUnknowns)
    .optional()
    .describe('Whether places that are not known, or without a capacity, are left out or have nulls.'),
})

const feed = z.object({
  data: z.array(
    place
      .extend({ subLocs: z.union([z.array(place), z.literal(false)]).describe('False when there are none.') })
      .register(liveComponents, { id: 'Place' }),
  ),
})

/** `GET /live/{slug}`: how full the places of a published site are, for everybody (occuspace.md §5). */
export const getLiveFeed: Operation<'live' | 'portfolios' | 'clock' | 'settings'> = async (app, services) => {
  const { live, portfolios, clock, settings } = services
  const cache = new FeedCache<string>({ lifetimeMs: FEED_LIFETIME_MS, limit: MOST_FEEDS, clock })
  keepRefusalsUncached(app)
  app.get(
    '/:slug',
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'getLiveFeed',
        summary: 'How full a published site is',
        tags: ['Public feed'],
        params: slugPath,
        querystring: unknownQuery,
        response: { 200: feed },
      },
    },
    async ({ params: { slug }, query }, reply) => {
      const published = await findSite(portfolios, slug)
      await live.settled()
      const { organization } = published.site
      const unknown = query.unknown ?? settings.feedUnknown
      const body = await cache.get(`${slug} ${unknown}`, [published, live.sequence(organization)], async () =>
        JSON.stringify({ data: render(live, published, clock(), unknown) }),
      )
      return sendFeed(reply, body)
    },
  )
}

function render(
  live: Live,
  published: PublishedSite,
  now: EpochMs,
  unknown: FeedUnknown,
): z.infer<typeof feed>['data'] {
  const isShown = ({ busyness }: z.infer<typeof place>) => unknown === 'null' || busyness !== null
  return published.places.flatMap((each) => {
    const opening = openingNow(published.site, each.timeZone, now)
    const whole = renderPlace(live, published, each.whole, opening)
    if (!isShown(whole)) return []
    const subLocs = each.parts.map((part) => renderPlace(live, published, part, opening)).filter(isShown)
    return [{ ...whole, subLocs: subLocs.length === 0 ? false : subLocs }]
  })
}

function renderPlace(
  live: Live,
  { site, portfolio }: PublishedSite,
  shown: PublishedSpace,
  { isOpen, summary, timeZone }: OpeningNow,
): z.infer<typeof place> {
  const { space } = shown
  const people = shownCount(shown, (each) => knownCount(live, each))
  const capacity = locationCapacity(portfolio, space)
  const percentage = fullness(people, capacity)
  const busyness = busynessPercent(percentage)
  const unseen = unseenPeople(shown.counted, (each) => knownCount(live, each) !== null)
  const level = certainLevel({ people, unseen, capacity }, site)
  const name = escapeHtml(space.name)
  const words = level === null ? 'not known' : `${level} (${busyness}%)`
  return {
    id: space.locationId,
    name: space.name,
    busyness,
    people,
    capacity,
    percentage,
    isAvailable: people !== null && (unseen === 0 || level !== null),
    isOpen,
    hourSummary: summary,
    timeZone,
    locHtml: {
      class: isOpen ? classOf(level) : 'closed',
      initial: escapeHtml([...space.name][0]?.toUpperCase() ?? ''),
      summary: `<strong>${name}</strong>: ${isOpen ? words : summary}`,
    },
    bestLocations: [],
    bestLabel: null,
  }
}

function classOf(level: BusynessLevel | null) {
  if (level === null) return 'unknown'
  return ({ 'not busy': 'not-busy', busy: 'busy', 'very busy': 'very-busy' } as const)[level]
}
