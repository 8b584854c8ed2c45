import type { RefObject } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { distance, type Point, type Size } from './geometry/point.ts'
import { panBy, shownBox, type Viewport, wholePlan, zoomAt, zoomMiddle } from './geometry/viewport.ts'

const STEP = 1.4
/** Share of what is shown that an arrow key moves. */
const KEY_SHARE = 0.1
/** A press that moves further than this is a drag, in pixels of the screen. */
const DRAG_PX = 4

/** What is shown of a plan, and how the pointer and the keyboard change it. */
export interface PanZoom {
  readonly view: Viewport
  /** Units of the plan in one pixel of the screen. */
  readonly unit: number
  /** The point of the plan under a pointer. */
  readonly pointAt: (event: MouseEvent) => Point
  readonly zoomIn: () => void
  readonly zoomOut: () => void
  readonly fit: () => void
  /** Whether the last press was a drag, and so is no press on what is under it. */
  readonly wasDrag: () => boolean
  readonly onPointerDown: (event: PointerEvent) => void
  readonly onPointerMove: (event: PointerEvent) => void
  readonly onPointerUp: (event: PointerEvent) => void
  /** Answers whether the key meant something. */
  readonly onKey: (event: KeyboardEvent) => boolean
}

/** Shows a part of a plan in a drawing that has the plan's proportions. */
export function usePanZoom(svg: RefObject<SVGSVGElement | null>, size: Size): PanZoom {
  const [view, setView] = useState(wholePlan)
  const widthPx = useWidth(svg)
  const unit = shownBox(view, size).width / Math.max(widthPx, 1)
  const pointers = useRef(new Map<number, Point>())
  const dragged = useRef<{ readonly from: Point; isDrag: boolean } | null>(null)
  const now = useRef({ view, size })
  now.current = { view, size }
  const pointAt = (event: MouseEvent) => pointUnder(svg.current, event, now.current.view, now.current.size)
  useEffect(() => listenToWheel(svg.current, setView, now), [])
  const actions = useMemo(
    () => ({
      zoomIn: () => setView((before) => zoomMiddle(before, STEP, now.current.size)),
      zoomOut: () => setView((before) => zoomMiddle(before, 1 / STEP, now.current.size)),
      fit: () => setView(wholePlan),
    }),
    [],
  )
  const move = (dx: number, dy: number) => setView((before) => panBy(before, dx, dy, size))
  return {
    view,
    unit,
    pointAt,
    ...actions,
    wasDrag: () => dragged.current?.isDrag === true,
    onPointerDown: (event) => {
      const at: Point = [event.clientX, event.clientY]
      pointers.current.set(event.pointerId, at)
      dragged.current = { from: at, isDrag: false }
    },
    onPointerMove: (event) => {
      const before = pointers.current.get(event.pointerId)
      if (before === undefined) return
      const at: Point = [event.clientX, event.clientY]
      const others = [...pointers.current].filter(([id]) => id !== event.pointerId)
      const drag = dragged.current
      if (drag !== null && !drag.isDrag) {
        if (distance(drag.from, at) < DRAG_PX) return
        drag.isDrag = true
        // Only now: a press that stays where it is must reach what is under it.
        svg.current?.setPointerCapture(event.pointerId)
      }
      pointers.current.set(event.pointerId, at)
      const [other] = others
      if (other === undefined) move((at[0] - before[0]) * unit, (at[1] - before[1]) * unit)
      else {
        const factor = distance(at, other[1]) / Math.max(distance(before, other[1]), 1)
        setView((held) => zoomAt(held, factor, pointAt(event), size))
      }
    },
    onPointerUp: (event) => {
      pointers.current.delete(event.pointerId)
    },
    onKey: ({ key }) => {
      const { width, height } = shownBox(view, size)
      const moves: Readonly<Record<string, () => void>> = {
        ArrowLeft: () => move(width * KEY_SHARE, 0),
        ArrowRight: () => move(-width * KEY_SHARE, 0),
        ArrowUp: () => move(0, height * KEY_SHARE),
        ArrowDown: () => move(0, -height * KEY_SHARE),
        '+': actions.zoomIn,
        '=': actions.zoomIn,
        '-': actions.zoomOut,
        '0': actions.fit,
      }
      moves[key]?.()
      return key in moves
    },
  }
}

type Now = { readonly current: { readonly view: Viewport; readonly size: Size } }

/** Preact's handlers are passive where the browser says so; this one must keep the page from scrolling. */
function listenToWheel(
  svg: SVGSVGElement | null,
  setView: (change: (before: Viewport) => Viewport) => void,
  now: Now,
): (() => void) | undefined {
  if (svg === null) return undefined
  const turn = (event: WheelEvent) => {
    const { current } = now
    const factor = Math.exp(-event.deltaY / 400)
    // All of it is shown already: the page may scroll.
    if (factor <= 1 && current.view.zoom === 1) return
    event.preventDefault()
    setView((before) => zoomAt(before, factor, pointUnder(svg, event, before, current.size), current.size))
  }
  svg.addEventListener('wheel', turn, { passive: false })
  return () => svg.removeEventListener('wheel', turn)
}

function pointUnder(
  svg: SVGSVGElement | null,
  { clientX, clientY }: MouseEvent,
  view: Viewport,
  size: Size,
): Point {
  const frame = svg?.getBoundingClientRect()
  if (frame === undefined || frame.width === 0) return [0, 0]
  const { x, y, width, height } = shownBox(view, size)
  return [
    x + ((clientX - frame.left) / frame.width) * width,
    y + ((clientY - frame.top) / frame.height) * height,
  ]
}

function useWidth(element: RefObject<Element | null>): number {
  const [width, setWidth] = useState(1_000)
  useEffect(() => {
    const { current } = element
    if (current === null) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return width
}
