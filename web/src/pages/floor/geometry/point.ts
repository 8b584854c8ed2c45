/** A place on a plan. */
export type Point = readonly [x: number, y: number]

/** How large a plan is, in its own units. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** An upright rectangle. */
export interface Box extends Size {
  readonly x: number
  readonly y: number
}

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by)
}

/** The smallest box around points. */
export function boxAround(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** The corners of a box whose opposite corners are given. */
export function rectangle([ax, ay]: Point, [bx, by]: Point): readonly Point[] {
  return [
    [ax, ay],
    [bx, ay],
    [bx, by],
    [ax, by],
  ]
}

/** Points all moved alike, and no further than the plan reaches. */
export function moved(points: readonly Point[], dx: number, dy: number, limits: Size): readonly Point[] {
  const { x, y, width, height } = boxAround(points)
  const byX = clamp(dx, -x, limits.width - x - width)
  const byY = clamp(dy, -y, limits.height - y - height)
  return points.map(([px, py]) => [px + byX, py + byY])
}

/** A point, or the nearest one on the plan. */
export function onPlan([x, y]: Point, { width, height }: Size): Point {
  return [clamp(x, 0, width), clamp(y, 0, height)]
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}
