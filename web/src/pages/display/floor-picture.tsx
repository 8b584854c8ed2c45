import type { ScreenPicture } from '../../state/screen.ts'
import { DisplayPlanView } from './display-plan.tsx'
import { DisplayTiles } from './display-tiles.tsx'
import { FloorFigures } from './floor-figures.tsx'
import { FreeList } from './free-list.tsx'
import { isTakenWhole } from './free-rooms.ts'
import { pageAt, turn } from './paging.ts'
import { useIsUpright } from './screen-behaviour.ts'
import { ScreenClock } from './screen-clock.tsx'
import { ScreenFoot } from './screen-foot.tsx'
import { screenUnit, useSize } from './screen-size.ts'
import { tileGrid } from './tile-grid.ts'
import './floor-picture.css'

interface FloorPictureProps {
  picture: ScreenPicture
  /** The time that the states are of, for people; `null` while they are live. */
  staleSince: string | null
}

/** Fewer spaces than this are found without a list. */
const LIST_FROM = 4

/** A floor for people in passing: how much is free, where, and what time it is. */
export function FloorPicture({ picture, staleSince }: FloorPictureProps) {
  const { floor, spaces, display } = picture
  const hasList = spaces.filter(isTakenWhole).length >= LIST_FROM
  return (
    <>
      <header class="floor-header">
        <div class="floor-name">
          <h1>{floor.name}</h1>
          {display.above.length > 0 && <p>{display.above.at(-1)}</p>}
        </div>
        <FloorFigures floor={floor} spaces={spaces} staleSince={staleSince} />
        <ScreenClock zone={floor.time_zone} />
      </header>
      <div class={`floor-body ${hasList ? 'floor-body-list' : ''}`}>
        <FloorSpaces picture={picture} isStale={staleSince !== null} />
        {hasList && <FreeList spaces={spaces} staleSince={staleSince} />}
      </div>
    </>
  )
}

/**
 * The plan first, where there is one; then, in tiles, whatever is not on it. An upright screen has room for the plan
 * and all the tiles at once.
 */
function FloorSpaces({ picture, isStale }: { picture: ScreenPicture; isStale: boolean }) {
  const { spaces } = picture
  const isUpright = useIsUpright()
  const [size, measure] = useSize()
  const onPlan = spacesOnPlan(picture)
  const isPlanPage = onPlan.size > 0 && !isUpright
  const inTiles = isPlanPage ? spaces.filter(({ id }) => !onPlan.has(id)) : spaces
  const grid = size === null || inTiles.length === 0 ? null : tileGrid(inTiles.length, size, screenUnit())
  const planPages = isPlanPage ? 1 : 0
  const pages = planPages + (grid?.pages ?? 0)
  const page = pageAt(turn.value, pages)
  return (
    <>
      {onPlan.size > 0 && isUpright && <PlanAbove picture={picture} isStale={isStale} />}
      <div class="floor-spaces" ref={measure} key="spaces">
        {size !== null && page < planPages && (
          <DisplayPlanView picture={picture} size={size} isStale={isStale} />
        )}
        {grid !== null && page >= planPages && (
          <DisplayTiles key={page} spaces={inTiles} grid={grid} page={page - planPages} isStale={isStale} />
        )}
      </div>
      <ScreenFoot page={page} pages={pages} spaces={spaces} />
    </>
  )
}

function PlanAbove({ picture, isStale }: { picture: ScreenPicture; isStale: boolean }) {
  const [size, measure] = useSize()
  const { width, height } = picture.plan.image ?? { width: 1, height: 1 }
  return (
    <div class="floor-plan-above" ref={measure} style={{ aspectRatio: `${width} / ${height}` }}>
      {size !== null && <DisplayPlanView picture={picture} size={size} isStale={isStale} />}
    </div>
  )
}

/** Ids of the spaces that the plan shows; none where it has no image. */
function spacesOnPlan({ spaces, plan, image }: ScreenPicture): ReadonlySet<string> {
  const shown = new Set(spaces.map(({ id }) => id))
  const areas = image === null ? [] : plan.areas
  return new Set(areas.map(({ space_id: id }) => id).filter((id) => shown.has(id)))
}
