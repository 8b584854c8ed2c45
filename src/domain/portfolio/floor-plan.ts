import type { EpochMs } from '../time/interval.ts'
import type { SpaceKey } from './space.ts'

/** Kinds of image that a floor plan may have. */
export const planMediaTypes = ['image/png', 'image/jpeg', 'image/svg+xml'] as const
export type PlanMediaType = (typeof planMediaTypes)[number]

/** Longest side of a plan's image, in pixels. */
export const PLAN_SIDE_LIMIT = 10_000
/** Most areas of one plan. */
export const PLAN_AREAS_LIMIT = 1_000
/** Fewest corners of an area. */
export const AREA_POINTS_LEAST = 3
/** Most corners of an area. */
export const AREA_POINTS_LIMIT = 200

/** A corner of an area, as fractions 0…1 of the image's width and height from its upper left corner. */
export type PlanPoint = readonly [x: number, y: number]

/** Where on a floor plan a space is: a polygon, closed from the last corner to the first. */
export interface PlanArea {
  readonly space: SpaceKey
  readonly points: readonly PlanPoint[]
}

/** What is known of a plan's image without its bytes. */
export interface PlanImage {
  readonly mediaType: PlanMediaType
  /** Pixels, as it is to be shown. */
  readonly width: number
  /** Pixels, as it is to be shown. */
  readonly height: number
  readonly sizeBytes: number
  /** Differs between images whose bytes differ. */
  readonly digest: string
  readonly updatedAt: EpochMs
}

/** An image with its bytes. */
export interface StoredPlanImage {
  readonly image: PlanImage
  readonly bytes: Uint8Array
}

/** How a space looks from above: an image, and where on it the spaces below it are. Either may be missing. */
export interface FloorPlan {
  readonly space: SpaceKey
  readonly image: PlanImage | null
  /** In the order in which they were drawn; no two of the same space. */
  readonly areas: readonly PlanArea[]
}

/** Whether a word is the media type of an image that a plan may have. */
export function isPlanMediaType(word: string): word is PlanMediaType {
  return planMediaTypes.some((type) => type === word)
}

/** Whether an image has a size that a plan may have: from 1 pixel to {@link PLAN_SIDE_LIMIT} on each side. */
export function isPlanSize(width: number, height: number): boolean {
  return [width, height].every((side) => Number.isInteger(side) && side >= 1 && side <= PLAN_SIDE_LIMIT)
}

/** Whether points are the corners of an area: as many as an area may have, all of them on the image. */
export function isOutline(points: readonly PlanPoint[]): boolean {
  if (points.length < AREA_POINTS_LEAST || points.length > AREA_POINTS_LIMIT) return false
  return points.every((point) => point.every((part) => part >= 0 && part <= 1))
}

/** Whether two areas are of one space and have the same corners in the same order. */
export function isSameArea(a: PlanArea, b: PlanArea): boolean {
  if (a.space !== b.space || a.points.length !== b.points.length) return false
  return a.points.every(([x, y], index) => x === b.points[index]?.[0] && y === b.points[index]?.[1])
}

/** The first space that more than one area stands for; `null` when each has one at most. */
export function spaceDrawnTwice(areas: readonly PlanArea[]): SpaceKey | null {
  const seen = new Set<SpaceKey>()
  for (const { space } of areas) {
    if (seen.has(space)) return space
    seen.add(space)
  }
  return null
}
