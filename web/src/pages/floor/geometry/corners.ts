import { distance, type Point } from './point.ts'

/** The same corners with one elsewhere. */
export function withCorner(points: readonly Point[], index: number, point: Point): readonly Point[] {
  return points.with(index, point)
}

/** The same corners with one more after the one named, at the middle of that edge unless said otherwise. */
export function withCornerAfter(
  points: readonly Point[],
  index: number,
  point: Point | null = null,
): readonly Point[] {
  const middle = edgeMiddles(points)[index]
  const added = point ?? middle
  return added === undefined ? points : points.toSpliced(index + 1, 0, added)
}

const LEAST = 3

/** The same corners without one; `null` when too few would be left for an area. */
export function withoutCorner(points: readonly Point[], index: number): readonly Point[] | null {
  return points.length <= LEAST ? null : points.toSpliced(index, 1)
}

/** The middle of each edge, in the order of the corners that they begin at. */
export function edgeMiddles(points: readonly Point[]): readonly Point[] {
  return points.map(([ax, ay], index) => {
    const [bx, by] = points[(index + 1) % points.length] ?? [ax, ay]
    return [(ax + bx) / 2, (ay + by) / 2]
  })
}

/** Whether a point closes an outline that is being drawn: it is at the first corner, and there are enough. */
export function closes(points: readonly Point[], point: Point, reach: number): boolean {
  const [first] = points
  return first !== undefined && points.length >= LEAST && distance(first, point) <= reach
}

/** Whether corners can be an area. */
export function isOutline(points: readonly Point[]): boolean {
  return points.length >= LEAST
}
