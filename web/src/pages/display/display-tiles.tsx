import type { DensitySpace } from '../../../../src/client/density-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { StateMark } from '../../parts/state-mark.tsx'
import { liveOf } from '../../state/live.ts'
import { knownCount, type SpaceState, spaceStateOf } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import { placesLeft } from './free-rooms.ts'
import { onPage } from './paging.ts'
import type { TileGrid } from './tile-grid.ts'
import './display-tiles.css'

interface DisplayTilesProps {
  spaces: readonly DensitySpace[]
  grid: TileGrid
  /** From 0. */
  page: number
  isStale: boolean
}

/** One page of a floor's spaces. */
export function DisplayTiles({ spaces, grid, page, isStale }: DisplayTilesProps) {
  const { columns, rows, text } = grid
  const style = {
    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
    gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
    '--tile-text': `${text}px`,
  }
  return (
    <ul class="display-tiles" aria-label={texts.display.spaces} style={style}>
      {onPage(spaces, page, columns * rows).map((space) => (
        <DisplayTile key={space.id} space={space} isStale={isStale} />
      ))}
    </ul>
  )
}

/** Drawn again by itself whenever its own space changes. */
function DisplayTile({ space, isStale }: { space: DensitySpace; isStale: boolean }) {
  const live = liveOf(space.id).value
  const state = spaceStateOf(live, space.capacity)
  const people = state === 'unknown' ? null : knownCount(live)
  return (
    <li class={`display-tile display-tile-${state}`}>
      <p class="display-tile-name">{space.name}</p>
      <p class={`display-tile-state state-${state}`}>
        <StateMark state={state} />
        <span>{isStale ? texts.display.was[state] : stateWord(space, state)}</span>
      </p>
      <p class="display-tile-count">
        {formatCount(people)}
        {people !== null && space.capacity !== null && (
          <span class="display-tile-capacity"> {texts.display.ofCapacity(formatCount(space.capacity))}</span>
        )}
      </p>
    </li>
  )
}

/** The state, or, where many share a space, how many more it is meant for. */
function stateWord(space: DensitySpace, state: SpaceState): string {
  const left = state === 'occupied' ? placesLeft(space, liveOf(space.id).value) : null
  if (left === null) return texts.common.states[state]
  return texts.display.placesLeft(formatCount(left))
}
