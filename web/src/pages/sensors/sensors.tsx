import { useMemo } from 'preact/hooks'
import { askSensors, type KnownSensor } from '../../api/sensors.ts'
import { Card } from '../../parts/card.tsx'
import { AnswerView } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { pageOf } from '../../parts/page-of.ts'
import { type Portfolio, portfolio } from '../../state/portfolio.ts'
import { useQuery } from '../../state/query.ts'
import { useRefreshed } from '../../state/refreshed.ts'
import { texts } from '../../texts/texts.ts'
import { byUrgency, countByHealth, filtered, filterOf } from './filter.ts'
import { Filters } from './filters.tsx'
import { HealthNow } from './health-now.tsx'
import { SensorDetail } from './sensor-detail.tsx'
import { SensorTable } from './sensor-table.tsx'
import { TimelineCard } from './timeline-card.tsx'
import './sensors.css'

const REFRESH_MS = 30_000
/** So many rows of a timeline can be taken in. */
const PAGE_SIZE = 25

type Change = (changes: Readonly<Record<string, string | null>>) => void

/** How the sensors are doing, what is silent, and since when. */
export function Sensors() {
  const { value: tree } = portfolio
  const answer = useRefreshed('sensors', REFRESH_MS, askSensors)
  const words = texts.sensors
  if (tree === undefined) return null
  return (
    <Page title={words.title} lead={words.lead}>
      <AnswerView
        answer={answer}
        height="60dvh"
        empty={({ length }) => (length === 0 ? words.empty.none : null)}
      >
        {(sensors) => <Overview sensors={sensors} tree={tree} />}
      </AnswerView>
    </Page>
  )
}

function Overview({ sensors, tree }: { sensors: readonly KnownSensor[]; tree: Portfolio }) {
  const [query, change] = useQuery()
  const filter = filterOf(query)
  const found = useMemo(
    () => filtered(sensors, filter, tree).toSorted(byUrgency),
    [sensors, tree, filter.status, filter.type, filter.building, filter.search],
  )
  const { page, rows } = pageOf(found, PAGE_SIZE, pageNumber(query['page']))
  const asked = query['sensor']
  const words = texts.sensors
  const open = (serial: string | null) => change({ sensor: serial })
  const filterBy: Change = (changes) => change({ ...changes, page: null })
  return (
    <div class="grid">
      <HealthNow counts={countByHealth(sensors)} chosen={filter.status} onChange={filterBy} />
      <Card class="span-12" title={words.table.title}>
        <Filters tree={tree} filter={filter} onChange={filterBy} found={found.length} all={sensors.length} />
        <SensorTable
          rows={rows}
          found={found.length}
          page={page}
          pageSize={PAGE_SIZE}
          tree={tree}
          onOpen={open}
          onPage={(next) => change({ page: next === 1 ? null : String(next) })}
        />
      </Card>
      {rows.length > 0 && <TimelineCard sensors={rows} tree={tree} />}
      {asked !== undefined && (
        <SensorDetail
          key={asked}
          serial={asked}
          sensor={sensors.find(({ serial_number }) => serial_number === asked)}
          tree={tree}
          onClose={() => open(null)}
        />
      )}
    </div>
  )
}

function pageNumber(text: string | undefined): number {
  const page = Number(text)
  return Number.isInteger(page) && page >= 1 ? page : 1
}
