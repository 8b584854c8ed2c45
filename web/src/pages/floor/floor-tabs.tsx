import type { Space } from '../../../../src/client/native-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { liveOf } from '../../state/live.ts'
import { knownCount } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'

/** The way to the floors beside one, each with the people on it. */
export function FloorTabs({ floors, current }: { floors: readonly Space[]; current: Space }) {
  if (floors.length < 2) return null
  return (
    <nav class="floor-tabs" aria-label={texts.floor.floorsOf(current.name)}>
      <ul>
        {floors.map((floor) => (
          <li key={floor.id}>
            <a href={`/floors/${floor.id}`} aria-current={floor === current ? 'page' : undefined}>
              {floor.name}
              <FloorCount id={floor.id} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function FloorCount({ id }: { id: string }) {
  const count = knownCount(liveOf(id).value)
  return (
    <span class="floor-tab-count" title={texts.floor.people(count)}>
      {formatCount(count)}
    </span>
  )
}
