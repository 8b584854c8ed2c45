import { distance, type Point } from './point.ts'

/** What a point may snap to. */
export interface SnapTargets {
  /** Corners that are there already: the nearest one within reach wins. */
  readonly corners: readonly Point[]
  /** Corners that the point may stand level with or plumb to, so that walls come out straight. */
  readonly guides: readonly Point[]
}

/** A point moved onto the nearest corner within reach, else level with or plumb to a guide, else where it was. */
export function snap(point: Point, { corners, guides }: SnapTargets, reach: number): Point {
  const corner = nearest(corners, (other) => distance(point, other), reach)
  if (corner !== null) return corner
  const [x, y] = point
  const plumb = nearest(guides, ([gx]) => Math.abs(gx - x), reach)
  const level = nearest(guides, ([, gy]) => Math.abs(gy - y), reach)
  return [plumb?.[0] ?? x, level?.[1] ?? y]
}

function nearest(points: readonly Point[], measure: (point: Point) => number, reach: number): Point | null {
  let found: Point | null = null
  let least = reach
  for (const point of points) {
    const far = measure(point)
    if (far <= least) {
      least = far
      found = point
    }
  }
  return found
}
