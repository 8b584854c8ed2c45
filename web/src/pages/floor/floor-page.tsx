import { useRoute } from 'preact-iso'
import type { Space } from '../../../../src/client/native-wire.ts'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { portfolio } from '../../state/portfolio.ts'
import { useQuery } from '../../state/query.ts'
import { may } from '../../state/session.ts'
import { texts } from '../../texts/texts.ts'
import { PlanEditorPage } from './editor/editor-page.tsx'
import { FloorNow } from './floor-now.tsx'

/** One floor: as it is now, or, with `edit=1`, its plan to be drawn. */
export function FloorPage() {
  const words = texts.floor
  const { params } = useRoute()
  const [query] = useQuery()
  const tree = portfolio.value
  if (tree === undefined) return null
  const floor = tree.space(params['id'] ?? '')
  if (floor === undefined) {
    return (
      <Page title={words.unknownFloor}>
        <Notice kind="empty" title={words.unknownFloorText}>
          <a href="/floors">{words.allFloors}</a>
        </Notice>
      </Page>
    )
  }
  if (query['edit'] !== '1') return <FloorNow key={floor.id} tree={tree} floor={floor} />
  return may('admin') ? (
    <PlanEditorPage key={floor.id} tree={tree} floor={floor} />
  ) : (
    <NoEditing floor={floor} />
  )
}

function NoEditing({ floor }: { floor: Space }) {
  const words = texts.floor.editor
  return (
    <Page title={words.title(floor.name)}>
      <Notice kind="forbidden" title={words.forbidden}>
        <a href={`/floors/${floor.id}`}>{words.back}</a>
      </Notice>
    </Page>
  )
}
