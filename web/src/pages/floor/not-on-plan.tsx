import { useMemo } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import type { Plan } from '../../api/plans.ts'
import { formatCount } from '../../format/numbers.ts'
import { StateMark } from '../../parts/state-mark.tsx'
import { liveOf } from '../../state/live.ts'
import { knownCount, spaceStateOf } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import type { FloorViewProps } from './plan-view.tsx'
import { spaceSays } from './space-says.ts'

type NotOnPlanProps = FloorViewProps & { plan: Plan }

/** Spaces of the floor that nobody has drawn on its plan yet: they are not to be overlooked. */
export function NotOnPlan({ plan, spaces, selected, onSelect }: NotOnPlanProps) {
  const missing = useMemo(() => {
    const drawn = new Set(plan.areas.map(({ space_id }) => space_id))
    return spaces.filter(({ id }) => !drawn.has(id))
  }, [plan, spaces])
  if (missing.length === 0) return null
  return (
    <section class="not-on-plan">
      <h2>{texts.floor.notOnPlan}</h2>
      <ul>
        {missing.map((space) => (
          <li key={space.id}>
            <MissingSpace space={space} isSelected={selected === space.id} onSelect={onSelect} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface MissingSpaceProps {
  space: Space
  isSelected: boolean
  onSelect: (id: string) => void
}

function MissingSpace({ space, isSelected, onSelect }: MissingSpaceProps) {
  const live = liveOf(space.id).value
  return (
    <button
      type="button"
      class="button"
      aria-pressed={isSelected}
      data-space={space.id}
      onClick={() => onSelect(space.id)}
    >
      <StateMark state={spaceStateOf(live, space.capacity)} />
      <span class="visually-hidden">{spaceSays(space, live)}</span>
      <span aria-hidden="true">{space.name}</span>
      <strong aria-hidden="true">{formatCount(knownCount(live))}</strong>
    </button>
  )
}
