import type { Space } from '../../../../src/client/native-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { liveOf } from '../../state/live.ts'
import { type Portfolio, portfolio } from '../../state/portfolio.ts'
import { knownCount } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import { floorGroups, spacesOn } from './floor-groups.ts'
import { MiniTiles } from './mini-tiles.tsx'
import { StateCounts } from './state-counts.tsx'
import './floors.css'

/** Every floor with a small picture of how it is now. */
export function Floors() {
  const words = texts.floor
  const tree = portfolio.value
  if (tree === undefined) return null
  const groups = floorGroups(tree)
  return (
    <Page title={words.title} lead={words.lead}>
      {groups.length === 0 && (
        <Notice kind="empty" title={words.noFloors}>
          <a href="/set-up">{words.setUp}</a>
        </Notice>
      )}
      {groups.map(({ parent, floors }) => (
        <Card key={parent?.id} title={parent?.name ?? words.elsewhere}>
          <ul class="floors">
            {floors.map((floor) => (
              <FloorPreview key={floor.id} tree={tree} floor={floor} />
            ))}
          </ul>
        </Card>
      ))}
    </Page>
  )
}

function FloorPreview({ tree, floor }: { tree: Portfolio; floor: Space }) {
  const spaces = spacesOn(tree, floor)
  return (
    <li class="floor-preview">
      <a href={`/floors/${floor.id}`}>
        <span class="floor-preview-head">
          <strong>{floor.name}</strong>
          <FloorPeople floor={floor} />
        </span>
        {spaces.length === 0 ? (
          <span class="floor-preview-none">{texts.floor.noSpaces}</span>
        ) : (
          <MiniTiles spaces={spaces} />
        )}
      </a>
      {spaces.length > 0 && <StateCounts spaces={spaces} present />}
    </li>
  )
}

function FloorPeople({ floor: { id, capacity } }: { floor: Space }) {
  const count = knownCount(liveOf(id).value)
  return (
    <span class="floor-preview-people">
      {capacity === null
        ? texts.floor.people(count)
        : texts.floor.peopleOf(formatCount(count), formatCount(capacity))}
    </span>
  )
}
