import { texts } from '../../../texts/texts.ts'
import { boxAround, moved, type Point, type Size } from '../geometry/point.ts'
import { labelPoint } from '../geometry/polygon.ts'
import { shortened } from '../shortened.ts'
import { keyStep } from './key-step.ts'
import type { EditorActions } from './use-editor.ts'

interface EditAreaProps {
  id: string
  name: string
  points: readonly Point[]
  size: Size
  unit: number
  isSelected: boolean
  actions: EditorActions
  onGrab: (event: PointerEvent) => void
}

/** An area on the drawing board: dragged by hand, moved by the arrow keys, removed by Delete. */
export function EditArea({ id, name, points, size, unit, isSelected, actions, onGrab }: EditAreaProps) {
  const [x, y] = labelPoint(points)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot be a part of a drawing.
    <g
      class={isSelected ? 'edit-area edit-area-selected' : 'edit-area'}
      data-part="area"
      data-space={id}
      role="button"
      tabindex={0}
      aria-pressed={isSelected}
      aria-label={texts.floor.editor.area(name)}
      onPointerDown={onGrab}
      onKeyDown={(event) => {
        const step = keyStep(event)
        if (step !== null) actions.set(id, moved(points, ...step, size))
        else if (event.key === 'Delete' || event.key === 'Backspace') actions.remove(id)
        else if (event.key === 'Enter' || event.key === ' ') actions.select(id)
        else if (event.key === 'Escape') actions.select(null)
        else return
        event.preventDefault()
      }}
    >
      <polygon points={points.map((point) => point.join(',')).join(' ')} />
      <text class="edit-name" style={{ transform: `translate(${x}px, ${y}px) scale(var(--unit))` }}>
        {shortened(name, boxAround(points).width / unit)}
      </text>
    </g>
  )
}
