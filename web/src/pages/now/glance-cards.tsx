import { useEverySecond } from '../../state/every-second.ts'
import { liveOf } from '../../state/live.ts'
import type { Portfolio } from '../../state/portfolio.ts'
import { texts } from '../../texts/texts.ts'
import { needAttention, sensorsOf, usePlacedSensors } from './attention.ts'
import { AttentionCard } from './attention-card.tsx'
import { Figures } from './figures.tsx'
import { FreeCard } from './free-card.tsx'
import { FullnessCard } from './fullness-card.tsx'
import { glanceAt } from './glance.ts'
import { NoReadings } from './no-readings.tsx'
import type { Scope } from './scope.ts'

/** The scope at a glance. It is drawn anew every second, and so stands apart from the tree. */
export function GlanceCards({ tree, scope }: { tree: Portfolio; scope: Scope }) {
  const words = texts.now
  const glance = useEverySecond(scope.space?.id ?? '', () =>
    glanceAt(scope, tree.children, (id) => liveOf(id).value),
  )
  const answer = usePlacedSensors()
  const sensors = answer.value === undefined ? undefined : sensorsOf(scope, answer.value)
  const hrefOf = (purpose: string | null) => {
    const parameters = new URLSearchParams(scope.space === null ? {} : { in: scope.space.id })
    if (purpose !== null) parameters.set('function', purpose)
    parameters.set('state', 'available')
    return `/?${parameters}`
  }
  return (
    <>
      {answer.value !== undefined && <NoReadings sensors={answer.value} />}
      <Figures
        glance={glance}
        attention={sensors === undefined ? null : { sensors: needAttention(sensors), total: sensors.length }}
      />
      <div class="grid">
        <FullnessCard class="span-4" {...words.busiest} spaces={glance.busiest} />
        <FullnessCard class="span-4" {...words.quietest} spaces={glance.quietest} />
        <div class="span-4 stack">
          <FullnessCard {...words.over} spaces={glance.over} />
          <AttentionCard answer={{ ...answer, value: sensors }} />
        </div>
      </div>
      <FreeCard groups={glance.free} taken={glance.taken} hrefOf={hrefOf} />
    </>
  )
}
