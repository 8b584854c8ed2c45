import { useRef, useState } from 'preact/hooks'
import type { Space } from '../../../../../src/client/native-wire.ts'
import type { PlanImage } from '../../../api/plans.ts'
import { texts } from '../../../texts/texts.ts'
import type { Point } from '../geometry/point.ts'
import { PlanFrame } from '../plan-frame.tsx'
import { scaled, sizeOf } from '../plan-size.ts'
import { usePanZoom } from '../use-pan-zoom.ts'
import { EditArea } from './edit-area.tsx'
import { EditHandles } from './edit-handles.tsx'
import { Outline } from './outline.tsx'
import { type Drag, useDrag } from './use-drag.ts'
import { useDrawing } from './use-drawing.ts'
import type { EditorActions, EditorState } from './use-editor.ts'

interface EditorCanvasProps {
  floor: Space
  image: PlanImage | null
  state: EditorState
  actions: EditorActions
  nameOf: (id: string) => string
}

/** The drawing board: areas with their corners, drawn and changed by mouse, pen, finger and keyboard. */
export function EditorCanvas({ floor, image, state, actions, nameOf }: EditorCanvasProps) {
  const svg = useRef<SVGSVGElement>(null)
  const size = sizeOf(image)
  const panZoom = usePanZoom(svg, size)
  const [cursor, setCursor] = useState<Point | null>(null)
  const areas = state.history.present.map(({ space_id, points }) => ({
    id: space_id,
    points: scaled(points, size),
  }))
  const board = { svg, size, panZoom, areas, state, actions }
  const drag = useDrag(board)
  const drawing = useDrawing(board, cursor)
  // The browser calls the end of a drag a click as well.
  const wasHandled = useRef(false)
  const grab: Drag['grab'] = (...grabbed) => {
    wasHandled.current = true
    drag.grab(...grabbed)
  }
  const shown = areas.map((area) => (drag.preview?.id === area.id ? drag.preview : area))
  const selected = shown.find(({ id }) => id === state.selected?.id)
  const isDrawing = state.placing !== null
  return (
    <PlanFrame
      svg={svg}
      plan={{ image }}
      panZoom={panZoom}
      label={texts.floor.editor.canvas(floor.name)}
      class={isDrawing ? 'plan-frame-editing plan-frame-drawing' : 'plan-frame-editing'}
      events={{
        onPointerDown: (event) => {
          wasHandled.current = drawing.onPointerDown(event)
          if (!wasHandled.current) panZoom.onPointerDown(event)
        },
        onPointerMove: (event) => {
          if (isDrawing) setCursor(drawing.pointFor(event))
          drag.onPointerMove(event)
          panZoom.onPointerMove(event)
        },
        onPointerUp: (event) => {
          drag.onPointerUp()
          drawing.onPointerUp(event)
          panZoom.onPointerUp(event)
        },
        onClick: (event) => {
          if (wasHandled.current || panZoom.wasDrag()) return
          if (isDrawing) drawing.onClick(event)
          else if (event.target instanceof Element && event.target.closest('[data-part]') === null) {
            actions.select(null)
          }
        },
        onDblClick: () => drawing.finish(),
        onKeyDown: (event) => {
          if (event.target !== svg.current) return
          if (drawing.onKey(event) || panZoom.onKey(event)) event.preventDefault()
        },
      }}
    >
      {shown.map(({ id, points }) => (
        <EditArea
          key={id}
          id={id}
          name={nameOf(id)}
          points={points}
          size={size}
          unit={panZoom.unit}
          isSelected={state.selected?.id === id}
          actions={actions}
          onGrab={(event) => grab(event, id, null)}
        />
      ))}
      {selected !== undefined && !isDrawing && (
        <EditHandles
          area={selected}
          name={nameOf(selected.id)}
          size={size}
          corner={state.selected?.corner ?? null}
          actions={actions}
          onGrab={grab}
        />
      )}
      {isDrawing && <Outline points={drawing.outline} cursor={cursor} />}
    </PlanFrame>
  )
}
