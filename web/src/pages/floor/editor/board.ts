import type { RefObject } from 'preact'
import type { Point, Size } from '../geometry/point.ts'
import { type SnapTargets, snap } from '../geometry/snapping.ts'
import type { PanZoom } from '../use-pan-zoom.ts'
import type { EditorActions, EditorState } from './use-editor.ts'

/** An area in units of the plan. */
export interface BoardArea {
  readonly id: string
  readonly points: readonly Point[]
}

/** What everything that is done on the drawing board needs to know. */
export interface Board {
  readonly svg: RefObject<SVGSVGElement | null>
  readonly size: Size
  readonly panZoom: PanZoom
  readonly areas: readonly BoardArea[]
  readonly state: EditorState
  readonly actions: EditorActions
}

/** How near a corner snaps, in pixels of the screen. */
export const REACH_PX = 10

/** A point snapped to what is near it, unless Alt is held. */
export function snapped(point: Point, targets: SnapTargets, { panZoom }: Board, isFree: boolean): Point {
  return isFree ? point : snap(point, targets, REACH_PX * panZoom.unit)
}

/** Corners of all areas but one. */
export function cornersBut({ areas }: Board, id: string | null): readonly Point[] {
  return areas.filter((area) => area.id !== id).flatMap(({ points }) => points)
}
