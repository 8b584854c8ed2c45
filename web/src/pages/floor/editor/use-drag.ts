import { useRef, useState } from 'preact/hooks'
import { withCorner } from '../geometry/corners.ts'
import { moved, onPlan, type Point } from '../geometry/point.ts'
import { type Board, type BoardArea, cornersBut, snapped } from './board.ts'

interface Grabbed {
  readonly id: string
  /** `null` when the whole area is moved. */
  readonly corner: number | null
  readonly points: readonly Point[]
  readonly from: Point
}

/** Moving areas and corners by hand. */
export interface Drag {
  /** The area as it would be if it were let go now. */
  readonly preview: BoardArea | null
  /** Takes hold of an area, or of a corner of it, which may be a new one. */
  readonly grab: (event: PointerEvent, id: string, corner: number | null, points?: readonly Point[]) => void
  readonly onPointerMove: (event: PointerEvent) => void
  readonly onPointerUp: () => void
}

export function useDrag(board: Board): Drag {
  const { svg, size, panZoom, areas, actions } = board
  const grabbed = useRef<Grabbed | null>(null)
  const [preview, setPreview] = useState<BoardArea | null>(null)
  return {
    preview,
    grab: (event, id, corner, points = areas.find((area) => area.id === id)?.points ?? []) => {
      // The plan itself must not move with it.
      event.stopPropagation()
      svg.current?.setPointerCapture(event.pointerId)
      grabbed.current = { id, corner, points, from: panZoom.pointAt(event) }
      actions.select(id, corner)
    },
    onPointerMove: (event) => {
      const { current } = grabbed
      if (current === null) return
      const at = panZoom.pointAt(event)
      const points =
        current.corner === null
          ? movedArea(board, current, at, event.altKey)
          : withCorner(
              current.points,
              current.corner,
              onPlan(cornerAt(board, current, at, event.altKey), size),
            )
      setPreview({ id: current.id, points })
    },
    onPointerUp: () => {
      const { current } = grabbed
      grabbed.current = null
      setPreview(null)
      if (current !== null && preview !== null) actions.set(current.id, preview.points, current.corner)
    },
  }
}

function cornerAt(board: Board, { id, corner, points }: Grabbed, at: Point, isFree: boolean): Point {
  const count = points.length
  const index = corner ?? 0
  const guides = [points[(index + count - 1) % count], points[(index + 1) % count]].filter(
    (point) => point !== undefined,
  )
  return snapped(at, { corners: cornersBut(board, id), guides }, board, isFree)
}

function movedArea(
  board: Board,
  { id, points, from }: Grabbed,
  at: Point,
  isFree: boolean,
): readonly Point[] {
  const [dx, dy] = [at[0] - from[0], at[1] - from[1]]
  const corners = cornersBut(board, id)
  for (const [x, y] of points) {
    const wanted: Point = [x + dx, y + dy]
    const [sx, sy] = snapped(wanted, { corners, guides: [] }, board, isFree)
    if (sx !== wanted[0] || sy !== wanted[1]) return moved(points, sx - x, sy - y, board.size)
  }
  return moved(points, dx, dy, board.size)
}
