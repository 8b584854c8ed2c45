import { Map as MapIcon } from 'lucide'
import { useRoute } from 'preact-iso'
import type { Space } from '../../../../src/client/native-wire.ts'
import { localDate } from '../../format/times.ts'
import { Icon } from '../../parts/icon.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { useEveryMinute } from '../../state/every-minute.ts'
import { countsPeople, portfolio } from '../../state/portfolio.ts'
import { useQuery } from '../../state/query.ts'
import { may } from '../../state/session.ts'
import { texts } from '../../texts/texts.ts'
import { CorrectCountButton } from '../corrections/correct-count-button.tsx'
import { NotFound } from '../not-found.tsx'
import { DayCard } from './day-card.tsx'
import { NowCard } from './now-card.tsx'
import { isDate, lastDayShown, periodOf } from './period.ts'
import { PeriodSections } from './period-sections.tsx'
import './space-page.css'

/** Everything about one space, or about a floor, building or campus as a whole. */
export function SpacePage() {
  const { params } = useRoute()
  const space = portfolio.value?.space(params['id'] ?? '')
  return space === undefined ? <NotFound /> : <KnownSpace key={space.id} space={space} />
}

function KnownSpace({ space }: { space: Space }) {
  const crumbs = (portfolio.value?.ancestors(space.id) ?? []).map(({ id, name }) => ({
    href: `/spaces/${id}`,
    name,
  }))
  return (
    <Page title={space.name} crumbs={crumbs} actions={<Actions space={space} />}>
      {countsPeople(space) ? <Sections space={space} /> : <NotCounting />}
    </Page>
  )
}

function NotCounting() {
  return (
    <Notice kind="empty" title={texts.space.doesNotCount}>
      <p>{texts.space.doesNotCountWhy}</p>
      <a class="button" href="/set-up">
        {texts.space.goToSetUp}
      </a>
    </Notice>
  )
}

function Actions({ space }: { space: Space }) {
  const isCorrectable = countsPeople(space) && may('ingest')
  return (
    <>
      {isCorrectable && <CorrectCountButton space={space} />}
      <FloorLink space={space} />
    </>
  )
}

/** Leads to the plan of the floor that a space is on, or is. */
function FloorLink({ space }: { space: Space }) {
  const above = portfolio.value?.ancestors(space.id) ?? []
  const floor = [space, ...above].find(({ space_type }) => space_type === 'floor')
  if (floor === undefined) return null
  return (
    <a class="button" href={`/floors/${floor.id}`}>
      <Icon of={MapIcon} />
      {texts.space.onFloor}
    </a>
  )
}

function Sections({ space }: { space: Space }) {
  const [query, change] = useQuery()
  const now = useEveryMinute()
  const today = localDate(now, space.time_zone)
  const period = periodOf(query, today)
  const asked = query['day']
  const usual = period.from === period.to ? period.from : today
  const date = isDate(asked) && asked <= lastDayShown(today) ? asked : usual
  return (
    <>
      <div class="grid">
        <NowCard space={space} now={now} />
        <DayCard
          space={space}
          date={date}
          today={today}
          now={now}
          onDay={(day) => change({ day: day === usual ? null : day })}
        />
      </div>
      <PeriodSections {...{ space, period, today, now, query, change }} />
    </>
  )
}
