import { useMemo, useRef } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import type { Plan } from '../../api/plans.ts'
import { texts } from '../../texts/texts.ts'
import { PlanArea } from './plan-area.tsx'
import { PlanFrame } from './plan-frame.tsx'
import { scaled, sizeOf } from './plan-size.ts'
import { usePanZoom } from './use-pan-zoom.ts'

export interface FloorViewProps {
  floor: Space
  spaces: readonly Space[]
  selected: string | null
  onSelect: (id: string) => void
}

/** A floor's plan with its spaces in live colours and signs. */
export function PlanView({ plan, floor, spaces, selected, onSelect }: FloorViewProps & { plan: Plan }) {
  const svg = useRef<SVGSVGElement>(null)
  const size = sizeOf(plan.image)
  const panZoom = usePanZoom(svg, size)
  const { unit } = panZoom
  // The same picture while the plan only moves: with it, Preact has nothing to compare.
  const areas = useMemo(() => {
    const byId = new Map(spaces.map((space) => [space.id, space]))
    return plan.areas.map(({ space_id, points }) => {
      const space = byId.get(space_id)
      return space === undefined ? null : (
        <PlanArea
          key={space_id}
          space={space}
          points={scaled(points, size)}
          unit={unit}
          isSelected={selected === space_id}
          onSelect={onSelect}
        />
      )
    })
  }, [plan, spaces, unit, selected, onSelect])
  return (
    <>
      <PlanFrame svg={svg} plan={plan} panZoom={panZoom} label={texts.floor.plan(floor.name)}>
        {areas}
      </PlanFrame>
      <p class="visually-hidden">{texts.floor.planKeys}</p>
    </>
  )
}
