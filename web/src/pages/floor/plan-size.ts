import type { PlanImage, PlanPoint } from '../../api/plans.ts'
import type { Point, Size } from './geometry/point.ts'

/** How large a plan without an image is taken to be. */
const BLANK: Size = { width: 1_600, height: 1_000 }

/** The size of a plan in its own units: pixels of its image. */
export function sizeOf(image: PlanImage | null): Size {
  return image === null ? BLANK : { width: image.width, height: image.height }
}

/** Corners in units of the plan. */
export function scaled(points: readonly PlanPoint[], { width, height }: Size): readonly Point[] {
  return points.map(([x, y]) => [x * width, y * height])
}

/** Corners as the server has them. */
export function fractions(points: readonly Point[], { width, height }: Size): readonly PlanPoint[] {
  return points.map(([x, y]) => [within(x / width), within(y / height)])
}

/** Division may leave a hair beyond the edge. */
function within(fraction: number): number {
  return Math.min(1, Math.max(0, fraction))
}
