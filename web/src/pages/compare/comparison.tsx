import { useMemo } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import { formatHours } from '../../format/hours.ts'
import { formatCount } from '../../format/numbers.ts'
import { formatDate } from '../../format/times.ts'
import { Notice } from '../../parts/notice.tsx'
import type { Answer } from '../../state/answer.ts'
import { useMapped } from '../../state/map-answer.ts'
import { placeName } from '../../state/place-names.ts'
import type { Portfolio } from '../../state/portfolio.ts'
import { workingHours } from '../../state/working-hours.ts'
import { texts } from '../../texts/texts.ts'
import type { Period } from '../space/period.ts'
import { datesIn } from './days.ts'
import { FiguresCard } from './figures-card.tsx'
import { linesOf, usuallyCharted } from './lines.ts'
import { LinesCard } from './lines-card.tsx'
import { OverCrowded, UnderUsed } from './lists-cards.tsx'
import { byFunction, byLabel } from './members.ts'
import { namedApart } from './named-apart.ts'
import { pathOf } from './path.ts'
import { type CompareRow, type DaysBySpace, type FiguresBySpace, groupRows, spaceRows } from './rows.ts'
import { MOST_LINES, type View } from './view.ts'

interface ComparisonProps {
  tree: Portfolio
  period: Period
  view: View
  members: readonly Space[]
  totals: FiguresBySpace
  days: Answer<DaysBySpace>
  onChange: (changes: Readonly<Record<string, string | null>>) => void
}

/** What there is to see once the figures are there; the days may come later. */
export function Comparison({ tree, view, period, members, totals, days, onChange }: ComparisonProps) {
  const loaded = days.value ?? null
  const spaces = useMemo(() => spaceRows(members, totals, loaded), [members, totals, loaded])
  const rows = useMemo(
    () => rowsOf(view.grouping, spaces, members, totals, loaded),
    [view.grouping, spaces, members, totals, loaded],
  )
  const dates = useMemo(() => datesIn([...(loaded?.values() ?? [])]), [loaded])
  const charted = useMemo(() => view.charted ?? usuallyCharted(rows), [view.charted?.join(','), rows])
  const chartedRows = charted.flatMap((id) => namedApart(rows.filter((row) => row.id === id)))
  const lines = useMapped(days, [rows, charted, view.metric], () => linesOf(chartedRows, dates, view.metric))
  const isGrouped = view.grouping === 'labels' || view.grouping === 'functions'
  const placeOf = (row: CompareRow) => (row.space === null ? sizeText(row) : pathOf(tree, row.id))
  const setCharted = (id: string) => {
    const next = charted.includes(id) ? charted.filter((other) => other !== id) : [...charted, id]
    onChange({ chart: next.slice(0, MOST_LINES).join(',') })
  }
  const onLimit = (name: string, value: string | null) => onChange({ [name]: value })
  if (rows.length === 0) return <Notice kind="empty" title={nothingText(view)} />
  return (
    <div class="grid">
      <LinesCard
        answer={lines}
        zone={zoneOf(chartedRows, members)}
        metric={view.metric}
        onMetric={(metric) => onChange({ metric: metric === 'average' ? null : metric })}
      />
      <UnderUsed rows={spaces} limits={view.limits} placeOf={placeOf} onLimit={onLimit} />
      <OverCrowded rows={spaces} limits={view.limits} placeOf={placeOf} onLimit={onLimit} days={days} />
      <FiguresCard
        rows={rows}
        view={view}
        hasDays={loaded !== null}
        about={aboutOf(period)}
        onChange={onChange}
        context={{
          isGrouped,
          nameOf: placeName,
          placeOf,
          hrefOf: (row) => (row.space === null ? hrefOf(row.id, view) : `/spaces/${row.id}`),
          dates,
          isCharted: (id) => charted.includes(id),
          fits: charted.length < MOST_LINES,
          onChart: setCharted,
        }}
      />
    </div>
  )
}

function aboutOf({ from, to }: Period): string {
  return texts.compare.lead(formatDate(from), formatDate(to), formatHours(workingHours.value))
}

function rowsOf(
  grouping: View['grouping'],
  spaces: readonly CompareRow[],
  members: readonly Space[],
  totals: FiguresBySpace,
  days: DaysBySpace | null,
): readonly CompareRow[] {
  if (grouping === 'labels') return groupRows(byLabel(members), totals, days)
  if (grouping === 'functions') {
    return groupRows(
      byFunction(members, (key) => texts.functions[key] ?? key),
      totals,
      days,
    )
  }
  return spaces
}

/** The spaces of a group, by themselves. */
function hrefOf(id: string, view: View): string {
  const parameters = new URLSearchParams(location.search)
  for (const name of ['by', 'chart', 'page', 'spaces']) parameters.delete(name)
  parameters.set(view.grouping === 'labels' ? 'label' : 'function', id)
  return `/compare?${parameters}`
}

function sizeText({ size, figures }: CompareRow): string {
  const { members, member, known } = texts.compare.table
  if (figures.known < size) return known(formatCount(figures.known), formatCount(size))
  return size === 1 ? member : members(formatCount(size))
}

/** The zone of all that is shown; `null` for several. */
function zoneOf(rows: readonly CompareRow[], members: readonly Space[]): string | null {
  const shown = rows.flatMap(({ space }) => space ?? [])
  const zones = new Set((shown.length === 0 ? members : shown).map(({ time_zone }) => time_zone))
  return zones.size === 1 ? ([...zones][0] ?? null) : null
}

function nothingText({ grouping }: View): string {
  const { noGroups, noFunctions, noSpaces } = texts.compare.empty
  if (grouping === 'labels') return noGroups
  return grouping === 'functions' ? noFunctions : noSpaces
}
