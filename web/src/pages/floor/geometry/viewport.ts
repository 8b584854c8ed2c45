import { type Box, clamp, type Point, type Size } from './point.ts'

/** What of a plan is shown: from which point on, and how much it is enlarged. 1 shows everything. */
export interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

export const wholePlan: Viewport = { x: 0, y: 0, zoom: 1 }

const CLOSEST = 16

/** The part of the plan that is shown, in its own units. */
export function shownBox({ x, y, zoom }: Viewport, { width, height }: Size): Box {
  return { x, y, width: width / zoom, height: height / zoom }
}

/** Enlarges by a factor about a point of the plan, which stays where it is on the screen. */
export function zoomAt(view: Viewport, factor: number, [px, py]: Point, size: Size): Viewport {
  const zoom = clamp(view.zoom * factor, 1, CLOSEST)
  const change = view.zoom / zoom
  return held({ x: px - (px - view.x) * change, y: py - (py - view.y) * change, zoom }, size)
}

/** Enlarges about the middle of what is shown. */
export function zoomMiddle(view: Viewport, factor: number, size: Size): Viewport {
  const { x, y, width, height } = shownBox(view, size)
  return zoomAt(view, factor, [x + width / 2, y + height / 2], size)
}

/** Moves the plan under the frame, by a distance in its own units. */
export function panBy(view: Viewport, dx: number, dy: number, size: Size): Viewport {
  return held({ ...view, x: view.x - dx, y: view.y - dy }, size)
}

/** Never beyond the edges of the plan. */
function held({ x, y, zoom }: Viewport, { width, height }: Size): Viewport {
  return {
    x: clamp(x, 0, width - width / zoom),
    y: clamp(y, 0, height - height / zoom),
    zoom,
  }
}
