import type { Space } from '../../../../src/client/native-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { StateShape } from '../../parts/state-mark.tsx'
import { liveOf } from '../../state/live.ts'
import { knownCount, spaceStateOf } from '../../state/space-state.ts'
import { boxAround, type Point } from './geometry/point.ts'
import { labelPoint } from './geometry/polygon.ts'
import { shortened } from './shortened.ts'
import { spaceSays } from './space-says.ts'

interface PlanAreaProps {
  space: Space
  /** In units of the plan. */
  points: readonly Point[]
  unit: number
  isSelected: boolean
  onSelect: (id: string) => void
}

/** Widths on the screen from which on a name, and a count, have room. */
const NAME_PX = 92
const COUNT_PX = 34

/** A space on its plan. It alone is drawn again when its count changes. */
export function PlanArea({ space, points, unit, isSelected, onSelect }: PlanAreaProps) {
  const live = liveOf(space.id).value
  const state = spaceStateOf(live, space.capacity)
  const { width, height } = boxAround(points)
  const widthPx = width / unit
  const hasName = widthPx > NAME_PX && height / unit > 50
  const [x, y] = labelPoint(points)
  const select = () => onSelect(space.id)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot be a part of a drawing.
    <g
      class={`plan-area area-${state}`}
      role="button"
      tabindex={0}
      aria-pressed={isSelected}
      data-space={space.id}
      onClick={select}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        select()
      }}
    >
      <title>{spaceSays(space, live)}</title>
      <polygon points={points.map((point) => point.join(',')).join(' ')} />
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a label takes no focus. */}
      <g
        class="plan-label"
        aria-hidden="true"
        style={{ transform: `translate(${x}px, ${y}px) scale(var(--unit))` }}
      >
        {hasName && (
          <text class="plan-name" y="-10">
            {shortened(space.name, widthPx)}
          </text>
        )}
        <AreaCount
          state={state}
          count={widthPx > COUNT_PX ? formatCount(knownCount(live)) : null}
          y={hasName ? 8 : 0}
        />
      </g>
    </g>
  )
}

interface AreaCountProps {
  state: Parameters<typeof StateShape>[0]['state']
  count: string | null
  y: number
}

/** The sign of the state with the count beside it, on a ground of its own so that no image makes it unreadable. */
function AreaCount({ state, count, y }: AreaCountProps) {
  const width = count === null ? 22 : 32 + count.length * 8.5
  return (
    <g transform={`translate(${-width / 2} ${y - 11})`}>
      <rect class="plan-pill" width={width} height="22" rx="11" />
      <g class={`state-${state}`} transform="translate(4 4) scale(0.875)">
        <StateShape state={state} />
      </g>
      {count !== null && (
        <text class="plan-count" x="23" y="11">
          {count}
        </text>
      )}
    </g>
  )
}
