import type { DensitySpace } from '../../../../src/client/density-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { liveOf } from '../../state/live.ts'
import { knownCount } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import { countFree } from './free-rooms.ts'
import './floor-figures.css'

interface FloorFiguresProps {
  floor: DensitySpace
  spaces: readonly DensitySpace[]
  /** The time that the numbers are of, for people; `null` while they are live. */
  staleSince: string | null
}

/** The two numbers that are read from the far end of a corridor: what is free, and how many people there are. */
export function FloorFigures({ floor, spaces, staleSince }: FloorFiguresProps) {
  const { free: freeWords, freeAt, people: peopleWords, peopleAt } = texts.display
  const { free, total } = countFree(spaces, (id) => liveOf(id).value)
  const people = knownCount(liveOf(floor.id).value)
  const totalText = formatCount(total)
  return (
    <div class="floor-figures">
      {total > 1 && (
        <p class="figure figure-free">
          <strong>{formatCount(free)}</strong>
          <span>{staleSince === null ? freeWords(totalText) : freeAt(totalText, staleSince)}</span>
        </p>
      )}
      <p class="figure">
        <strong>{formatCount(people)}</strong>
        <span>
          {staleSince === null ? (people === 1 ? peopleWords.one : peopleWords.other) : peopleAt(staleSince)}
        </span>
      </p>
    </div>
  )
}
