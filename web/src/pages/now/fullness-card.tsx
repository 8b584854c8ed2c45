import { formatCount, formatPercent } from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { Meter } from '../../parts/meter.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { placeName } from '../../state/place-names.ts'
import { texts } from '../../texts/texts.ts'
import type { Fullness } from './glance.ts'
import './lists.css'

interface FullnessCardProps {
  title: string
  definition?: string
  spaces: readonly Fullness[]
  none: string
  /** A width of the grid. */
  class?: string
}

/** Spaces with how full they are, in the order given. */
export function FullnessCard({ title, definition, spaces, none, class: width }: FullnessCardProps) {
  return (
    <Card
      title={title}
      {...(width !== undefined && { class: width })}
      {...(definition !== undefined && { definition })}
    >
      {spaces.length === 0 ? (
        <p class="muted small">{none}</p>
      ) : (
        <ol class="fullness">
          {spaces.map(({ space, count, share }) => (
            <li key={space.id}>
              <StateMark state={share > 1 ? 'over' : count > 0 ? 'occupied' : 'available'} />
              <a href={`/spaces/${space.id}`}>{placeName(space.id)}</a>
              <span class="fullness-count">
                {texts.now.fullness(formatCount(count), formatCount(space.capacity))}
              </span>
              <strong>{formatPercent(share)}</strong>
              <Meter share={share} label={placeName(space.id)} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
