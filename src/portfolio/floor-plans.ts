import { createHash } from 'node:crypto'
import type { AuditEntry } from '../domain/access/audit.ts'
import { DomainError, notFound } from '../domain/errors.ts'
import {
  AREA_POINTS_LEAST,
  AREA_POINTS_LIMIT,
  type FloorPlan,
  isOutline,
  isPlanSize,
  isSameArea,
  PLAN_AREAS_LIMIT,
  PLAN_SIDE_LIMIT,
  type PlanArea,
  type PlanImage,
  type PlanMediaType,
  type PlanPoint,
  type StoredPlanImage,
  spaceDrawnTwice,
} from '../domain/portfolio/floor-plan.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { PlanStore } from '../storage/plan-store.ts'
import type { Author } from './author.ts'
import { wrongField } from './field-rules.ts'
import type { PortfolioService } from './portfolio-service.ts'

/** An image that has been checked: it is of its type, has these sides, and nothing in it reaches outside. */
export interface NewPlanImage {
  readonly mediaType: PlanMediaType
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** An area to be drawn. */
export interface NewPlanArea {
  /** Id of the space. */
  readonly spaceId: string
  readonly points: readonly PlanPoint[]
}

/**
 * Floor plans of spaces. Every change is one durable write with its audit entry, which tells everything of an image
 * but its bytes; a change that changes nothing writes nothing. A plan goes with its space.
 */
export interface FloorPlans {
  /** The plan of a space, with those of its areas whose spaces are below it now. */
  plan(space: Space): Promise<FloorPlan>
  /** The image of a plan; `null` for none. */
  image(space: Space): Promise<StoredPlanImage | null>
  /** Puts an image in place of any other. Rejects with `invalid` for sides that are too long. */
  putImage(author: Author, space: Space, image: NewPlanImage): Promise<void>
  /** Takes the image away; the areas stay. Rejects with `not_found` when there is none. */
  removeImage(author: Author, space: Space): Promise<void>
  /**
   * Puts areas in place of all others. Rejects with `not_found` for an unknown space, and with `invalid` for one that
   * is not below the plan's or is there twice, and for an outline that is none.
   */
  putAreas(author: Author, space: Space, areas: readonly NewPlanArea[]): Promise<void>
}

/** What floor plans are kept with. */
export interface FloorPlansOptions {
  readonly store: PlanStore
  readonly portfolios: Pick<PortfolioService, 'current'>
  readonly clock: () => EpochMs
}

/** Creates the service over a store. */
export function createFloorPlans({ store, portfolios, clock }: FloorPlansOptions): FloorPlans {
  const entry = (author: Author, target: string, action: string, change: Change): AuditEntry => ({
    at: clock(),
    actor: author.actor,
    action,
    target,
    before: change.before === null ? null : JSON.stringify(change.before),
    after: change.after === null ? null : JSON.stringify(change.after),
  })
  return {
    async plan({ organization, key }) {
      const portfolio = await portfolios.current(organization)
      const below = new Set(portfolio.descendants(key).map((space) => space.key))
      const plan = await store.plan(organization, key)
      return { ...plan, areas: plan.areas.filter(({ space }) => below.has(space)) }
    },

    image: ({ organization, key }) => store.image(organization, key),

    async putImage(author, space, image) {
      const stored = checkImage(image, clock())
      await store.change(space.organization, space.key, ({ image: before }) => {
        if (before?.digest === stored.image.digest && before.mediaType === image.mediaType) return null
        const change = { before: describeImage(before), after: describeImage(stored.image) }
        const action = before === null ? 'plan_image.create' : 'plan_image.update'
        return { image: stored, audit: entry(author, space.id, action, change) }
      })
    },

    removeImage: (author, space) =>
      store.change(space.organization, space.key, ({ image: before }) => {
        if (before === null) throw noPlanImage(space)
        const change = { before: describeImage(before), after: null }
        return { image: null, audit: entry(author, space.id, 'plan_image.delete', change) }
      }),

    async putAreas(author, space, areas) {
      const portfolio = await portfolios.current(space.organization)
      const after = checkAreas(portfolio, space, areas)
      await store.change(space.organization, space.key, ({ areas: before }) => {
        if (areSame(before, after)) return null
        const change = describeAreas(portfolio, before, after)
        return { areas: after, audit: entry(author, space.id, 'plan_areas.update', change) }
      })
    },
  }
}

/** The plan of a space has no image. */
export function noPlanImage({ id }: Space): DomainError {
  return new DomainError('not_found', 'plan_image_not_found', `The floor plan of ${id} has no image.`)
}

/** What something was and is; `null` for nothing. */
interface Change {
  readonly before: object | null
  readonly after: object | null
}

function checkImage({ mediaType, width, height, bytes }: NewPlanImage, updatedAt: EpochMs): StoredPlanImage {
  if (!isPlanSize(width, height)) {
    throw wrongField(
      'image',
      `must have from 1 to ${PLAN_SIDE_LIMIT} pixels on each side; it is ${width} × ${height}`,
    )
  }
  const digest = createHash('sha256').update(bytes).digest('base64url')
  return { image: { mediaType, width, height, sizeBytes: bytes.length, digest, updatedAt }, bytes }
}

function checkAreas(portfolio: Portfolio, space: Space, areas: readonly NewPlanArea[]): readonly PlanArea[] {
  if (areas.length > PLAN_AREAS_LIMIT) throw wrongField('areas', `must be at most ${PLAN_AREAS_LIMIT}`)
  const below = new Set(portfolio.descendants(space.key).map(({ key }) => key))
  const checked = areas.map(({ spaceId, points }) => {
    const place = portfolio.spaceById(spaceId)
    if (place === null) throw notFound('space', spaceId)
    if (!below.has(place.key)) {
      throw wrongField('areas', `must be of spaces below ${space.id}; ${spaceId} is not`)
    }
    if (!isOutline(points)) {
      throw wrongField(
        'areas',
        `must have from ${AREA_POINTS_LEAST} to ${AREA_POINTS_LIMIT} points from 0 to 1; that of ${spaceId} has not`,
      )
    }
    return { space: place.key, points }
  })
  const twice = spaceDrawnTwice(checked)
  if (twice !== null) {
    throw wrongField('areas', `must have one area a space; ${portfolio.space(twice)?.id} has more`)
  }
  return checked
}

function areSame(before: readonly PlanArea[], after: readonly PlanArea[]): boolean {
  if (before.length !== after.length) return false
  return before.every((area, index) => {
    const other = after[index]
    return other !== undefined && isSameArea(area, other)
  })
}

function describeImage(image: PlanImage | null): object | null {
  if (image === null) return null
  const { mediaType, width, height, sizeBytes } = image
  return { mediaType, width, height, sizeBytes }
}

/** Areas that are not on both sides alike, by public ids. */
function describeAreas(
  portfolio: Portfolio,
  before: readonly PlanArea[],
  after: readonly PlanArea[],
): Change {
  const describe = (areas: readonly PlanArea[], others: readonly PlanArea[]) => {
    const known = new Map(others.map((area) => [area.space, area]))
    const own = areas.filter((area) => {
      const other = known.get(area.space)
      return other === undefined || !isSameArea(area, other)
    })
    return { areas: own.map(({ space, points }) => ({ space: portfolio.space(space)?.id ?? null, points })) }
  }
  return { before: describe(before, after), after: describe(after, before) }
}
