import { texts } from '../../../texts/texts.ts'
import { edgeMiddles, withCorner, withCornerAfter } from '../geometry/corners.ts'
import { onPlan, type Point, type Size } from '../geometry/point.ts'
import type { BoardArea } from './board.ts'
import { keyStep } from './key-step.ts'
import type { Drag } from './use-drag.ts'
import type { EditorActions } from './use-editor.ts'

interface EditHandlesProps {
  area: BoardArea
  name: string
  size: Size
  /** The corner that was chosen. */
  corner: number | null
  actions: EditorActions
  onGrab: Drag['grab']
}

/** The corners of the selected area, and between them where another one can be. */
export function EditHandles({ area: { id, points }, name, size, corner, actions, onGrab }: EditHandlesProps) {
  const words = texts.floor.editor
  const press = (event: KeyboardEvent, index: number, point: Point) => {
    const step = keyStep(event)
    if (step !== null) {
      const next = onPlan([point[0] + step[0], point[1] + step[1]], size)
      actions.set(id, withCorner(points, index, next), index)
    } else if (event.key === 'Delete' || event.key === 'Backspace') actions.removeCorner(id, index)
    else if (event.key === 'Insert' || event.key === '+')
      actions.set(id, withCornerAfter(points, index), index + 1)
    else if (event.key === 'Escape') actions.select(null)
    else return
    event.preventDefault()
  }
  return (
    <>
      {edgeMiddles(points).map((point, index) => (
        <g key={`middle-${index}`}>
          <Handle
            point={point}
            radius={4.5}
            class="edit-middle"
            onGrab={(event) => onGrab(event, id, index + 1, withCornerAfter(points, index))}
          />
        </g>
      ))}
      {points.map((point, index) => (
        <Handle
          key={`corner-${index}`}
          point={point}
          radius={7}
          class={corner === index ? 'edit-handle-selected' : ''}
          label={words.corner(index + 1, points.length, name)}
          isPressed={corner === index}
          onGrab={(event) => onGrab(event, id, index)}
          onKey={(event) => press(event, index, point)}
        />
      ))}
    </>
  )
}

/** As large as a finger needs, in pixels of the screen. */
const REACH = 18

interface HandleProps {
  point: Point
  radius: number
  class: string
  /** Without one, only pointers use it. */
  label?: string
  isPressed?: boolean
  onGrab: (event: PointerEvent) => void
  onKey?: (event: KeyboardEvent) => void
}

function Handle({ point: [x, y], radius, class: name, label, isPressed, onGrab, onKey }: HandleProps) {
  return (
    <g
      class={`edit-handle ${name}`}
      data-part="handle"
      style={{ transform: `translate(${x}px, ${y}px) scale(var(--unit))` }}
      onPointerDown={onGrab}
      {...(label !== undefined && {
        role: 'button',
        tabindex: 0,
        'aria-label': label,
        'aria-pressed': isPressed ?? false,
        onKeyDown: onKey,
      })}
    >
      <circle class="edit-reach" r={REACH} />
      <circle class="edit-dot" r={radius} />
    </g>
  )
}
