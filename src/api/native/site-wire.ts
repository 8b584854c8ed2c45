import { z } from 'zod'
import { sitePlaces } from '../../domain/feed/site-places.ts'
import { locationCapacity } from '../../domain/portfolio/capacity.ts'
import { countingOf } from '../../domain/portfolio/counting.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Site } from '../../domain/portfolio/site.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import type { SiteChange } from '../../portfolio/site-changes.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

const EVERY_DAY = '1234567'

const spaceFields = {
  space_id: z
    .string()
    .optional()
    .describe('The space to publish: the buildings below it, or itself where there are none.'),
  location_id: z.int().optional().describe('The same space by its `location_id`.'),
  space_ids: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('The places to publish, one by one, in this order.'),
}

type SpaceFields = { readonly [Field in keyof typeof spaceFields]?: unknown }

function spacesSaid({ space_id, location_id, space_ids }: SpaceFields): number {
  return [space_id, location_id, space_ids].filter((said) => said !== undefined).length
}

const hoursField = z
  .array(
    z.object({
      days: z.string().default(EVERY_DAY).describe('Weekdays, 1 = Sunday … 7 = Saturday.'),
      open: z.string().meta({ description: 'Local `HH:MM`.', example: '08:00' }),
      close: z.string().describe('Local `HH:MM`; not after `open` means on the following day.'),
    }),
  )
  .nullish()
  .describe('Opening hours. Without: always open.')

/** What can be said about a site when it is published. */
export const siteBody = z
  .object({
    slug: z.string().meta({
      description: '1 to 63 lower-case letters, digits or `-`; free of anybody.',
      example: 'library',
    }),
    ...spaceFields,
    min_count: z.int().min(0).nullish().describe('Counts below it are rounded. Without: none are.'),
    levels: z
      .object({ busy: z.int().min(1).default(45), very_busy: z.int().max(100).default(72) })
      .nullish()
      .describe('Percent of the capacity from which on the site is busy, and very busy.'),
    hours: hoursField,
  })
  .refine((body) => spacesSaid(body) === 1, {
    message: 'must have one of `space_id`, `location_id` and `space_ids`',
  })

/** A change to a site; what is absent stays, and `null` is as if it had never been given. */
export const siteChangeBody = z
  .object({
    ...spaceFields,
    min_count: z.int().min(0).nullish().describe('Counts below it are rounded; null for none.'),
    levels: z
      .object({ busy: z.int().min(1).optional(), very_busy: z.int().max(100).optional() })
      .nullish()
      .describe('Percent of the capacity from which on the site is busy, and very busy; null for 45 and 72.'),
    hours: hoursField.describe('Opening hours, all of them; null for always open.'),
  })
  .refine((body) => spacesSaid(body) <= 1, {
    message: 'must have only one of `space_id`, `location_id` and `space_ids`',
  })

/** The wire's words for a change in those of the service, what it shows apart. */
export function readSiteChange(body: z.infer<typeof siteChangeBody>): Omit<SiteChange, 'shows'> {
  const levels = body.levels === null ? { busy: 45, very_busy: 72 } : body.levels
  return {
    minCount: body.min_count === null ? 0 : body.min_count,
    busyPercent: levels?.busy,
    veryBusyPercent: levels?.very_busy,
    hours: body.hours === null ? [] : body.hours,
  }
}

/** A published site. */
export const siteShape = z
  .object({
    slug: z.string(),
    space_id: z.string().nullable().describe('Null where its places are named one by one.'),
    location_id: z.int().nullable(),
    space_ids: z.array(z.string()).describe('The places that it shows now.'),
    notices: z.array(z.string()).describe('What keeps places of it out of the feeds, whatever is counted.'),
    min_count: z.int(),
    levels: z.object({ busy: z.int(), very_busy: z.int() }),
    hours: z.array(z.object({ days: z.string(), open: z.string(), close: z.string() })),
    created_at: instantText,
  })
  .register(components, { id: 'Site' })

/** A site as the wire has it. */
export function renderSite(portfolio: Portfolio, site: Site): z.infer<typeof siteShape> {
  const space = site.space === null ? null : portfolio.space(site.space)
  const places = sitePlaces(portfolio, site)
  return {
    slug: site.slug,
    space_id: space?.id ?? null,
    location_id: space?.locationId ?? null,
    space_ids: places.map(({ id }) => id),
    notices: places.flatMap((place) => noticesOf(portfolio, place)),
    min_count: site.minCount,
    levels: { busy: site.busyPercent, very_busy: site.veryBusyPercent },
    hours: site.hours.map(({ days, openMinutes, closeMinutes }) => ({
      days,
      open: timeOfDay(openMinutes),
      close: timeOfDay(closeMinutes),
    })),
    created_at: formatInstant(site.createdAt),
  }
}

function noticesOf(portfolio: Portfolio, place: Space): readonly string[] {
  if (countingOf(portfolio, place) === null)
    return [`${place.name} has no sensors or doorways: its count is unknown.`]
  if (locationCapacity(portfolio, place) > 0) return []
  return [`${place.name} has no capacity, so it is not known how full it is.`]
}

function timeOfDay(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
