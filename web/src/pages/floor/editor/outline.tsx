import type { Point } from '../geometry/point.ts'

/** The area that is being drawn, as it would be if the next corner were where the pointer is. */
export function Outline({ points, cursor }: { points: readonly Point[]; cursor: Point | null }) {
  const [first] = points
  const all = cursor === null || points.length === 0 ? points : [...points, cursor]
  return (
    <>
      <polygon class="edit-outline" points={all.map((point) => point.join(',')).join(' ')} />
      {first !== undefined && (
        <g
          class="edit-start"
          style={{ transform: `translate(${first[0]}px, ${first[1]}px) scale(var(--unit))` }}
        >
          <circle class="edit-dot" r="7" />
        </g>
      )}
    </>
  )
}
