import { useRef } from 'preact/hooks'
import { closes, isOutline } from '../geometry/corners.ts'
import { distance, onPlan, type Point, rectangle } from '../geometry/point.ts'
import { shownBox } from '../geometry/viewport.ts'
import { type Board, cornersBut, REACH_PX, snapped } from './board.ts'

/** Drawing the area of a space that has none yet. */
interface Drawing {
  /** Corners to show so far. */
  readonly outline: readonly Point[]
  readonly pointFor: (event: MouseEvent) => Point
  /** Answers whether the press begins something here, and so must not move the plan. */
  readonly onPointerDown: (event: PointerEvent) => boolean
  readonly onPointerUp: (event: PointerEvent) => void
  readonly onClick: (event: MouseEvent) => void
  readonly onKey: (event: KeyboardEvent) => boolean
  /** Makes an area of the corners so far, where there are enough. */
  readonly finish: () => void
}

/** Smaller than this, in pixels of the screen, a rectangle was no rectangle. */
const LEAST_PX = 6

export function useDrawing(board: Board, cursor: Point | null): Drawing {
  const { svg, size, panZoom, state, actions } = board
  const { placing, tool, outline } = state
  const begun = useRef<Point | null>(null)
  const reach = REACH_PX * panZoom.unit
  const pointFor = (event: MouseEvent): Point => {
    const at = panZoom.pointAt(event)
    const guides =
      tool === 'polygon' ? [outline.at(-1), outline[0]].filter((point) => point !== undefined) : []
    const corners = [...cornersBut(board, null), ...outline.slice(0, 1)]
    return onPlan(snapped(at, { corners, guides }, board, event.altKey), size)
  }
  const finish = () => {
    if (placing !== null && tool === 'polygon' && isOutline(outline)) actions.set(placing, outline)
  }
  const box = begun.current !== null && cursor !== null ? rectangle(begun.current, cursor) : []
  return {
    outline: tool === 'polygon' ? outline : box,
    pointFor,
    finish,
    onPointerDown: (event) => {
      if (placing === null || tool !== 'rectangle') return false
      svg.current?.setPointerCapture(event.pointerId)
      begun.current = pointFor(event)
      return true
    },
    onPointerUp: (event) => {
      const from = begun.current
      begun.current = null
      if (from === null || placing === null) return
      const to = pointFor(event)
      const least = LEAST_PX * panZoom.unit
      if (Math.abs(to[0] - from[0]) > least && Math.abs(to[1] - from[1]) > least) {
        actions.set(placing, rectangle(from, to))
      }
    },
    onClick: (event) => {
      if (tool !== 'polygon') return
      const point = pointFor(event)
      const last = outline.at(-1)
      if (closes(outline, point, reach)) finish()
      // The second press of a double one adds nothing.
      else if (last === undefined || distance(last, point) > panZoom.unit) actions.draw([...outline, point])
    },
    onKey: (event) => {
      if (placing === null) return false
      if (event.key === 'Escape') actions.place(null)
      else if (event.key === 'Backspace') actions.draw(outline.slice(0, -1))
      else if (event.key !== 'Enter') return false
      else if (tool === 'polygon' && outline.length > 0) finish()
      else actions.set(placing, middleOf(board))
      return true
    },
  }
}

/** A rectangle in the middle of what is shown, for those who draw without a pointer. */
function middleOf({ panZoom, size }: Board): readonly Point[] {
  const { x, y, width, height } = shownBox(panZoom.view, size)
  return rectangle([x + width * 0.4, y + height * 0.4], [x + width * 0.6, y + height * 0.6])
}
