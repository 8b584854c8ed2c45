import { useCallback, useMemo, useRef } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import { getPlan, type Plan } from '../../api/plans.ts'
import { formatRecent, formatZone } from '../../format/times.ts'
import { AnswerView, Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { useAnswer } from '../../state/answer.ts'
import { useEverySecond } from '../../state/every-second.ts'
import { liveOf } from '../../state/live.ts'
import type { Portfolio } from '../../state/portfolio.ts'
import { useQuery } from '../../state/query.ts'
import { may } from '../../state/session.ts'
import { texts } from '../../texts/texts.ts'
import { latestChange } from '../now/glance.ts'
import { neighbouringFloors, spacesOn } from './floor-groups.ts'
import { FloorTabs } from './floor-tabs.tsx'
import { NotOnPlan } from './not-on-plan.tsx'
import { PlanView } from './plan-view.tsx'
import { SpaceList } from './space-list.tsx'
import { SpacePanel } from './space-panel.tsx'
import { StateCounts } from './state-counts.tsx'
import { Tiles } from './tiles.tsx'
import { type FloorView, ViewSwitch } from './view-switch.tsx'
import './floor.css'

/** A floor as it is now, as a plan, as tiles or as a list. */
export function FloorNow({ tree, floor }: { tree: Portfolio; floor: Space }) {
  const words = texts.floor
  const spaces = useMemo(() => spacesOn(tree, floor), [tree, floor])
  const answer = useAnswer(floor.id, (signal) => getPlan(floor.id, signal))
  const hasPlan = isDrawn(answer.value)
  const crumbs = [
    { href: '/floors', name: words.title },
    ...tree.ancestors(floor.id).map(({ id, name }) => ({ href: `/spaces/${id}`, name })),
  ]
  return (
    <Page
      title={floor.name}
      crumbs={crumbs}
      lead={<LastChange floor={floor} spaces={spaces} />}
      actions={
        may('admin') && (
          <a class="button" href={`/floors/${floor.id}?edit=1`}>
            {hasPlan ? words.edit : words.drawPlan}
          </a>
        )
      }
    >
      <FloorTabs floors={neighbouringFloors(tree, floor)} current={floor} />
      {spaces.length === 0 ? (
        <Notice kind="empty" title={words.noSpaces}>
          <a href="/set-up">{words.setUp}</a>
        </Notice>
      ) : (
        <AnswerView answer={answer} height="480px">
          {(plan) => <Picture plan={plan} floor={floor} spaces={spaces} />}
        </AnswerView>
      )}
    </Page>
  )
}

function isDrawn(plan: Plan | undefined): boolean {
  return plan !== undefined && (plan.image !== null || plan.areas.length > 0)
}

/** The picture of the floor in the view chosen, its legend, and what was chosen on it. */
function Picture({ plan, floor, spaces }: { plan: Plan; floor: Space; spaces: readonly Space[] }) {
  const [query, setQuery] = useQuery()
  const views: readonly FloorView[] = isDrawn(plan) ? ['plan', 'tiles', 'list'] : ['tiles', 'list']
  const view = views.find((known) => known === query['view']) ?? views[0] ?? 'tiles'
  const chosen = spaces.find(({ id }) => id === query['space']) ?? null
  const picture = useRef<HTMLDivElement>(null)
  const change = useRef(setQuery)
  change.current = setQuery
  const select = useCallback((id: string) => change.current({ space: id }), [])
  const close = useCallback(() => {
    const place = picture.current?.querySelector<HTMLElement>('[aria-pressed="true"][data-space]')
    change.current({ space: null })
    place?.focus({ preventScroll: true })
  }, [])
  const props = { floor, spaces, selected: chosen?.id ?? null, onSelect: select }
  return (
    <div class={chosen === null || view === 'list' ? 'floor' : 'floor floor-with-panel'}>
      <div class="floor-bar">
        <StateCounts spaces={spaces} />
        <ViewSwitch views={views} view={view} onChange={(next) => setQuery({ view: next })} />
      </div>
      <div class="floor-picture" ref={picture}>
        {view === 'plan' && <PlanView {...props} plan={plan} />}
        {view === 'plan' && <NotOnPlan {...props} plan={plan} />}
        {view === 'tiles' && <Tiles {...props} />}
        {view === 'list' && <SpaceList {...props} />}
      </div>
      {chosen !== null && view !== 'list' && <SpacePanel space={chosen} onClose={close} />}
    </div>
  )
}

function LastChange({ floor, spaces }: { floor: Space; spaces: readonly Space[] }) {
  const { lastChange, noChange } = texts.floor
  const at = useEverySecond(floor.id, () => latestChange(spaces, (id) => liveOf(id).value))
  const zone = floor.time_zone
  return <>{at === null ? noChange : lastChange(formatRecent(at, zone), formatZone(zone, at))}</>
}
