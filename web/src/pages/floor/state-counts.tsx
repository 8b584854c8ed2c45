import type { Space } from '../../../../src/client/native-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { StateMark, StateWord } from '../../parts/state-mark.tsx'
import { useEverySecond } from '../../state/every-second.ts'
import { liveOf } from '../../state/live.ts'
import { spaceStates } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import { countStates } from '../now/glance.ts'
import './state-counts.css'

interface StateCountsProps {
  spaces: readonly Space[]
  /** Only states that some space is in, as signs without words. */
  present?: boolean
}

/** What the signs mean, and how many spaces are in each state. */
export function StateCounts({ spaces, present = false }: StateCountsProps) {
  const key = spaces.map(({ id }) => id).join()
  const counts = useEverySecond(key, () => countStates(spaces, (id) => liveOf(id).value))
  const shown = present ? spaceStates.filter((state) => counts[state] > 0) : spaceStates
  return (
    <ul class="state-legend">
      {shown.map((state) =>
        present ? (
          <li key={state} class="state-word" title={texts.common.states[state]}>
            <StateMark state={state} />
            <span class="visually-hidden">{texts.common.states[state]}</span>
            {formatCount(counts[state])}
          </li>
        ) : (
          <li key={state} class="state-count">
            <StateWord state={state} />
            <span>{formatCount(counts[state])}</span>
          </li>
        ),
      )}
    </ul>
  )
}
