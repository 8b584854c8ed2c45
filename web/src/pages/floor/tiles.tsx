import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { StateMark } from '../../parts/state-mark.tsx'
import { liveOf } from '../../state/live.ts'
import { knownCount, spaceStateOf } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import type { Box } from './geometry/point.ts'
import { squarify, tilesHeight, tileWeight } from './geometry/squarify.ts'
import type { FloorViewProps } from './plan-view.tsx'
import { spaceSays } from './space-says.ts'
import './tiles.css'

const LEAST_HEIGHT = 480

/** A floor without a plan: a tile for each space, larger where more people fit. */
export function Tiles({ floor, spaces, selected, onSelect }: FloorViewProps) {
  const field = useRef<HTMLUListElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const { current } = field
    if (current === null) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)))
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  const height = width === 0 ? LEAST_HEIGHT : tilesHeight(spaces.length, width, LEAST_HEIGHT)
  const boxes = useMemo(
    () =>
      squarify(
        spaces.map(({ capacity }) => tileWeight(capacity)),
        { width, height },
      ),
    [spaces, width, height],
  )
  return (
    <ul
      class="tiles"
      ref={field}
      style={{ height: `${height}px` }}
      aria-label={texts.floor.tiles(floor.name)}
    >
      {width > 0 &&
        spaces.map((space, index) => {
          const box = boxes[index]
          return box === undefined ? null : (
            <Tile
              key={space.id}
              space={space}
              box={box}
              isSelected={selected === space.id}
              onSelect={onSelect}
            />
          )
        })}
    </ul>
  )
}

interface TileProps {
  space: Space
  box: Box
  isSelected: boolean
  onSelect: (id: string) => void
}

function Tile({ space, box, isSelected, onSelect }: TileProps) {
  const { id, name, capacity } = space
  const live = liveOf(id).value
  const state = spaceStateOf(live, capacity)
  return (
    <li
      class="tile-place"
      style={{ left: `${box.x}px`, top: `${box.y}px`, width: `${box.width}px`, height: `${box.height}px` }}
    >
      <button
        type="button"
        class={`tile tile-${state}`}
        aria-pressed={isSelected}
        data-space={id}
        onClick={() => onSelect(id)}
      >
        <span class="visually-hidden">{spaceSays(space, live)}</span>
        <span class="tile-name" aria-hidden="true">
          {name}
        </span>
        <span class="tile-figure" aria-hidden="true">
          <StateMark state={state} size="1.1em" />
          <strong>{formatCount(knownCount(live))}</strong>
          {capacity !== null && <span class="tile-capacity">/ {formatCount(capacity)}</span>}
        </span>
      </button>
    </li>
  )
}
