import { z } from 'zod'
import { type Access, canSee } from '../../domain/access/access.ts'
import {
  AREA_POINTS_LEAST,
  AREA_POINTS_LIMIT,
  type FloorPlan,
  PLAN_AREAS_LIMIT,
  type PlanImage,
  planMediaTypes,
} from '../../domain/portfolio/floor-plan.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

const fraction = z.number().min(0).max(1)

const outline = z
  .array(z.tuple([fraction, fraction]))
  .min(AREA_POINTS_LEAST)
  .max(AREA_POINTS_LIMIT)
  .meta({
    description: 'Corners as `[x, y]`, fractions of the width and height from the upper left corner.',
    example: [
      [0.1, 0.1],
      [0.4, 0.1],
      [0.4, 0.3],
    ],
  })

const areaShape = z.object({ space_id: z.string(), points: outline })

/** The bytes of an image, as a schema that describes and checks nothing. */
export const imageBytes = z.unknown().meta({ type: 'string', format: 'binary' })

/** All areas of a plan. */
export const planAreasBody = z.object({
  areas: z
    .array(areaShape)
    .max(PLAN_AREAS_LIMIT)
    .describe('One for each space at most; the spaces must be below the one whose plan it is.'),
})

/** A floor plan. */
export const planShape = z
  .object({
    space_id: z.string(),
    image: z
      .object({
        url: z.string().describe('Path on this host; another one when the image has changed.'),
        media_type: z.enum(planMediaTypes),
        width: z.int().describe('Pixels.'),
        height: z.int().describe('Pixels.'),
        updated_at: instantText,
      })
      .nullable(),
    areas: z.array(areaShape).describe('In the order in which they were given.'),
  })
  .register(components, { id: 'FloorPlan' })

/** A plan as the caller sees it: without areas of spaces that it does not see. */
export function renderPlan(
  portfolio: Portfolio,
  access: Access,
  space: Space,
  plan: FloorPlan,
): z.infer<typeof planShape> {
  return {
    space_id: space.id,
    image: plan.image === null ? null : renderImage(space, plan.image),
    areas: plan.areas.flatMap(({ space: key, points }) => {
      const place = portfolio.space(key)
      if (place === null || !canSee(portfolio, access, place)) return []
      return { space_id: place.id, points: points.map(([x, y]): [number, number] => [x, y]) }
    }),
  }
}

/** The entity tag of an image (RFC 9110 §8.8.3). */
export function entityTag({ digest }: PlanImage): string {
  return `"${digest}"`
}

function renderImage({ id }: Space, image: PlanImage) {
  const { mediaType, width, height, digest, updatedAt } = image
  return {
    url: `/api/spaces/${encodeURIComponent(id)}/plan/image?v=${digest.slice(0, 12)}`,
    media_type: mediaType,
    width,
    height,
    updated_at: formatInstant(updatedAt),
  }
}
