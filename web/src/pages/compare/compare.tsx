import { useMemo } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import { formatHours } from '../../format/hours.ts'
import { formatCount } from '../../format/numbers.ts'
import { formatDate, localDate } from '../../format/times.ts'
import { AnswerView, Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { useAnswer } from '../../state/answer.ts'
import { type Portfolio, portfolio } from '../../state/portfolio.ts'
import { useQuery } from '../../state/query.ts'
import { serverNow } from '../../state/server-clock.ts'
import { workingHours } from '../../state/working-hours.ts'
import { texts } from '../../texts/texts.ts'
import { type Period, periodOf } from '../space/period.ts'
import { askTotals } from './ask-compare.ts'
import { Comparison } from './comparison.tsx'
import { DaysOnTheirWay } from './days-on-their-way.tsx'
import { Filters } from './filters.tsx'
import { membersOf } from './members.ts'
import { PeriodChoice } from './period-choice.tsx'
import { useDays } from './use-days.ts'
import { type View, viewOf } from './view.ts'
import './compare.css'

/** Several spaces, labels or functions side by side. */
export function Compare() {
  const [query, change] = useQuery()
  const { value: tree } = portfolio
  if (tree === undefined) return null
  const [first] = tree.spaces
  if (first === undefined) {
    return (
      <Page title={texts.compare.title}>
        <Notice kind="empty" title={texts.compare.empty.none}>
          <a href="/set-up">{texts.compare.empty.setUp}</a>
        </Notice>
      </Page>
    )
  }
  const zone = first.time_zone
  const today = localDate(serverNow(), zone)
  const period = periodOf(query, today)
  const view = viewOf(query)
  return (
    <Page
      title={texts.compare.title}
      lead={texts.compare.lead(
        formatDate(period.from),
        formatDate(period.to),
        formatHours(workingHours.value),
      )}
      actions={
        <PeriodChoice
          period={period}
          today={today}
          onPeriod={(name, from, to) => change({ period: name, from, to })}
        />
      }
    >
      <Filters portfolio={tree} view={view} onChange={change} />
      <Asked tree={tree} view={view} period={period} onChange={change} />
    </Page>
  )
}

interface AskedProps {
  tree: Portfolio
  view: View
  period: Period
  onChange: (changes: Readonly<Record<string, string | null>>) => void
}

function Asked({ tree, view, period, onChange }: AskedProps) {
  const { grouping, building, floor, function: purpose, label, picked } = view
  const pickedKey = picked?.join(',')
  const members = useMemo(
    () => membersOf(tree, view),
    [tree, grouping, building, floor, purpose, label, pickedKey],
  )
  if (members.length === 0) return <Notice kind="empty" title={texts.compare.empty.noSpaces} />
  return <Answered tree={tree} view={view} period={period} onChange={onChange} members={members} />
}

function Answered({ members, period, ...rest }: AskedProps & { members: readonly Space[] }) {
  const hours = workingHours.value
  const ids = useMemo(() => members.map(({ id }) => id), [members])
  const key = useMemo(() => JSON.stringify([ids, period.from, period.to, hours]), [ids, period, hours])
  const totals = useAnswer(key, (signal) => askTotals({ ids, period, hours }, signal))
  const { days, progress } = useDays(key, { ids, period, hours })
  // Without figures the page says why, and days would not change that.
  const isOfUse = totals.state === 'loading' || (totals.value?.size ?? 0) > 0
  return (
    <div>
      <AnswerView
        answer={totals}
        height="60dvh"
        empty={({ size }) => (size === 0 ? texts.compare.empty.noneCount : null)}
      >
        {(value) => (
          <>
            <Comparison {...rest} period={period} members={members} totals={value} days={days} />
            {value.size < members.length && (
              <p class="muted small">
                {texts.compare.filter.silent(formatCount(members.length - value.size))}
              </p>
            )}
          </>
        )}
      </AnswerView>
      <DaysOnTheirWay progress={isOfUse ? progress : null} />
    </div>
  )
}
