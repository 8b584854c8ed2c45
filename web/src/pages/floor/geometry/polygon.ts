import { boxAround, type Point } from './point.ts'

/** A pair of neighbouring corners, the last with the first. */
function edges(points: readonly Point[]): readonly (readonly [Point, Point])[] {
  return points.map((point, index) => [point, points[(index + 1) % points.length] ?? point])
}

/** Whether a point is inside a polygon, by how often a line to the right of it crosses the outline. */
export function contains(points: readonly Point[], [x, y]: Point): boolean {
  let inside = false
  for (const [[ax, ay], [bx, by]] of edges(points)) {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** The centre of gravity; `null` for a polygon without an area. It can be outside of one with a bay. */
export function centroidOf(points: readonly Point[]): Point | null {
  const area = signedArea(points)
  if (area === 0) return null
  let [x, y] = [0, 0]
  for (const [[ax, ay], [bx, by]] of edges(points)) {
    const cross = ax * by - bx * ay
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  return [x / (6 * area), y / (6 * area)]
}

/** Where what is said about a polygon stands: its centroid if that is inside, else the middle of its widest part. */
export function labelPoint(points: readonly Point[]): Point {
  const centroid = centroidOf(points)
  if (centroid !== null && contains(points, centroid)) return centroid
  const { x, y, width, height } = boxAround(points)
  return widestMiddle(points) ?? [x + width / 2, y + height / 2]
}

const SCAN_LINES = 24

function widestMiddle(points: readonly Point[]): Point | null {
  const { y: top, height } = boxAround(points)
  let best: { readonly width: number; readonly middle: Point } | null = null
  for (let line = 0; line < SCAN_LINES; line++) {
    const y = top + ((line + 0.5) / SCAN_LINES) * height
    const crossings = edges(points)
      .filter(([[, ay], [, by]]) => ay > y !== by > y)
      .map(([[ax, ay], [bx, by]]) => ((bx - ax) * (y - ay)) / (by - ay) + ax)
      .toSorted((a, b) => a - b)
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const [from = 0, to = 0] = crossings.slice(index, index + 2)
      if (to - from > (best?.width ?? 0)) best = { width: to - from, middle: [(from + to) / 2, y] }
    }
  }
  return best?.middle ?? null
}

function signedArea(points: readonly Point[]): number {
  return edges(points).reduce((sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay, 0) / 2
}
