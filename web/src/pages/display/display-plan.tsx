import type { DensitySpace } from '../../../../src/client/density-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { StateMark } from '../../parts/state-mark.tsx'
import { liveOf } from '../../state/live.ts'
import type { ScreenPicture } from '../../state/screen.ts'
import { knownCount, spaceStateOf } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import { boxAround, type Point, type Size } from '../floor/geometry/point.ts'
import { labelPoint } from '../floor/geometry/polygon.ts'
import { screenUnit } from './screen-size.ts'
import './display-plan.css'

interface DisplayPlanViewProps {
  picture: ScreenPicture
  /** The room there is for it, in pixels. */
  size: Size
  isStale: boolean
}

/** A floor's plan with the state of each space on it. */
export function DisplayPlanView({ picture, size, isStale }: DisplayPlanViewProps) {
  const { floor, spaces, plan, image } = picture
  if (plan.image === null || image === null) return null
  const { width, height } = fitted(plan.image, size)
  const byId = new Map(spaces.map((space) => [space.id, space]))
  const areas = plan.areas.flatMap(({ space_id: id, points }) => {
    const space = byId.get(id)
    const scaled = points.map(([x, y]): Point => [x * width, y * height])
    return space === undefined ? [] : [{ space, points: scaled }]
  })
  return (
    <figure class="display-plan" style={{ width: `${width}px`, height: `${height}px` }}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <image href={image} width={width} height={height} />
        {areas.map(({ space, points }) => (
          <PlanArea key={space.id} space={space} points={points} />
        ))}
      </svg>
      <figcaption class="visually-hidden">{texts.display.plan(floor.name)}</figcaption>
      <ul class="visually-hidden">
        {areas.map(({ space }) => (
          <AreaWords key={space.id} space={space} isStale={isStale} />
        ))}
      </ul>
    </figure>
  )
}

interface PlanAreaProps {
  space: DensitySpace
  points: readonly Point[]
}

/** Drawn again by itself whenever its own space changes. */
function PlanArea({ space, points }: PlanAreaProps) {
  const state = spaceStateOf(liveOf(space.id).value, space.capacity)
  const [x, y] = labelPoint(points)
  const box = boxAround(points)
  const mark = markSize(box)
  const text = nameSize(box, space.name)
  return (
    <g class={`plan-area plan-area-${state} state-${state}`}>
      <polygon points={points.map((point) => point.join()).join(' ')} />
      <g transform={`translate(${x - mark / 2} ${y - (text === null ? mark / 2 : mark)})`}>
        <StateMark state={state} size={`${mark}px`} />
      </g>
      {text !== null && (
        <text x={x} y={y + text * 1.1} font-size={text}>
          {space.name}
        </text>
      )}
    </g>
  )
}

/** The same for who does not see the plan. */
function AreaWords({ space, isStale }: { space: DensitySpace; isStale: boolean }) {
  const live = liveOf(space.id).value
  const state = spaceStateOf(live, space.capacity)
  const { areaWords, was } = texts.display
  const word = isStale ? was[state] : texts.common.states[state]
  return <li>{areaWords(space.name, word, formatCount(knownCount(live)))}</li>
}

/** A sign is as large as its area lets it be, and never too small to be told apart. */
function markSize({ width, height }: Size): number {
  const unit = screenUnit()
  return Math.min(Math.max(Math.min(width, height) * 0.42, 2.6 * unit), 7 * unit)
}

/** The size of a name that fits in its area; `null` where none does that could be read. */
function nameSize({ width, height }: Size, name: string): number | null {
  const unit = screenUnit()
  const size = Math.min((width * 0.92) / (name.length * 0.58), height * 0.26, 3.4 * unit)
  return size < 1.8 * unit ? null : size
}

/** The largest box of an image's shape that fits in another. */
function fitted(image: Size, { width, height }: Size): Size {
  const scale = Math.min(width / image.width, height / image.height)
  return { width: image.width * scale, height: image.height * scale }
}
