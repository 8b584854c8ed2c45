import type { KnownSensor } from '../../api/sensors.ts'
import { formatAgo, formatDuration } from '../../format/durations.ts'
import { formatCount, UNKNOWN } from '../../format/numbers.ts'
import { formatExactMoment, formatMoment, formatZone } from '../../format/times.ts'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import type { Portfolio } from '../../state/portfolio.ts'
import { serverNow } from '../../state/server-clock.ts'
import { texts } from '../../texts/texts.ts'
import { HealthWord } from './health-mark.tsx'
import { Places, zoneOf } from './places.tsx'

interface SensorTableProps {
  /** Of this page. */
  rows: readonly KnownSensor[]
  /** Of all pages. */
  found: number
  page: number
  pageSize: number
  tree: Portfolio
  onOpen: (serial: string) => void
  onPage: (page: number) => void
}

/** Sensors with how they are doing, those that need attention first. */
export function SensorTable({ rows, found, page, pageSize, tree, onOpen, onPage }: SensorTableProps) {
  const words = texts.sensors
  if (found === 0) return <Notice kind="empty" title={words.empty.filtered} />
  return (
    <div class="sensor-table">
      <Table
        caption={words.table.caption}
        columns={columnsOf(tree, onOpen)}
        rows={rows}
        rowKey={({ serial_number }) => serial_number}
      />
      <Pager rows={found} pageSize={pageSize} page={page} onPage={onPage} />
    </div>
  )
}

function columnsOf(tree: Portfolio, onOpen: (serial: string) => void): readonly Column<KnownSensor>[] {
  const { table: words, types } = texts.sensors
  const { definitions } = words
  return [
    {
      key: 'status',
      title: words.status,
      definition: definitions.status,
      cell: ({ health_status }) => <HealthWord status={health_status} />,
    },
    {
      key: 'serial',
      title: words.serial,
      cell: ({ serial_number }) => (
        <button type="button" class="sensor-open" onClick={() => onOpen(serial_number)}>
          {serial_number}
        </button>
      ),
    },
    { key: 'type', title: words.type, cell: ({ sensor_type }) => types[sensor_type] },
    { key: 'covers', title: words.covers, cell: (sensor) => <Places sensor={sensor} tree={tree} /> },
    {
      key: 'since',
      title: words.since,
      definition: definitions.since,
      cell: (sensor) => <Since sensor={sensor} zone={zoneOf(sensor, tree)} />,
    },
    {
      key: 'last',
      title: words.last,
      definition: definitions.last,
      cell: (sensor) => <Ago instant={sensor.last_reading_at} zone={zoneOf(sensor, tree)} />,
    },
    {
      key: 'count',
      title: words.count,
      definition: definitions.count,
      numeric: true,
      cell: ({ last_count }) => formatCount(last_count),
    },
  ]
}

function Since({ sensor: { since }, zone }: { sensor: KnownSensor; zone: string }) {
  if (since === null) return <span>{UNKNOWN}</span>
  return (
    <span class="sensor-since" title={`${formatExactMoment(since, zone)}, ${formatZone(zone, since)}`}>
      {formatMoment(since, zone)}
      <span class="muted">{formatDuration(Math.max(0, serverNow() - Date.parse(since)))}</span>
    </span>
  )
}

/** How long ago, with the exact time for who points at it. */
function Ago({ instant, zone }: { instant: string | null; zone: string }) {
  if (instant === null) return <span>{texts.sensors.table.never}</span>
  return (
    <time dateTime={instant} title={`${formatExactMoment(instant, zone)}, ${formatZone(zone, instant)}`}>
      {formatAgo(instant, serverNow())}
    </time>
  )
}
