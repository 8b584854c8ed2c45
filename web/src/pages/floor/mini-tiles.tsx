import { useComputed } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import { StateShape } from '../../parts/state-mark.tsx'
import { liveOf } from '../../state/live.ts'
import { spaceStateOf } from '../../state/space-state.ts'
import type { Box } from './geometry/point.ts'
import { squarify, tileWeight } from './geometry/squarify.ts'
import './tints.css'

const SIZE = { width: 320, height: 150 }
const GAP = 2
const LARGEST_MARK = 15

/** A floor as a small field of tiles. It is decoration: the counts beside it say the same in words. */
export function MiniTiles({ spaces }: { spaces: readonly Space[] }) {
  const boxes = useMemo(
    () =>
      squarify(
        spaces.map(({ capacity }) => tileWeight(capacity)),
        SIZE,
      ),
    [spaces],
  )
  return (
    <svg class="mini-tiles" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true">
      {spaces.map((space, index) => {
        const box = boxes[index]
        return box === undefined ? null : <MiniTile key={space.id} space={space} box={box} />
      })}
    </svg>
  )
}

function MiniTile({ space: { id, capacity }, box }: { space: Space; box: Box }) {
  const state = useComputed(() => spaceStateOf(liveOf(id).value, capacity)).value
  const width = Math.max(box.width - GAP, 1)
  const height = Math.max(box.height - GAP, 1)
  const mark = Math.min(LARGEST_MARK, Math.min(width, height) * 0.6)
  return (
    <g class={`tint-${state}`} transform={`translate(${box.x + GAP / 2} ${box.y + GAP / 2})`}>
      <rect width={width} height={height} rx="4" />
      <g
        class={`state-${state}`}
        transform={`translate(${(width - mark) / 2} ${(height - mark) / 2}) scale(${mark / 16})`}
      >
        <StateShape state={state} />
      </g>
    </g>
  )
}
