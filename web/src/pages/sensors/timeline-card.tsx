import { useCallback } from 'preact/hooks'
import { askHealthHistory, type KnownSensor } from '../../api/sensors.ts'
import { Chart } from '../../charts/chart.tsx'
import { formatCount } from '../../format/numbers.ts'
import { useMapped } from '../../state/map-answer.ts'
import type { Portfolio } from '../../state/portfolio.ts'
import { useRefreshed } from '../../state/refreshed.ts'
import { serverNow } from '../../state/server-clock.ts'
import { texts } from '../../texts/texts.ts'
import { healthStatuses, lastTenDays } from './health.ts'
import { HealthWord } from './health-mark.tsx'
import { zoneOf } from './places.tsx'
import { type Timeline, timelineOf, timelineTable } from './timeline.ts'
import { heightOf, timelineChart } from './timeline-chart.ts'

/** A change of health may be as old as this before it is seen. */
const REFRESH_MS = 300_000

interface TimelineCardProps {
  sensors: readonly KnownSensor[]
  tree: Portfolio
}

/** The last ten days of some sensors. */
export function TimelineCard({ sensors, tree }: TimelineCardProps) {
  const words = texts.sensors.timeline
  const answer = useTimeline(sensors, tree)
  const legend = useCallback(() => <Legend />, [])
  const [first] = sensors
  return (
    <Chart
      class="span-12"
      title={words.title}
      definition={words.definition(formatCount(sensors.length))}
      {...(first !== undefined && { zone: zoneOf(first, tree) })}
      answer={answer}
      empty={({ rows }) => (rows.every(({ spans }) => spans.length === 0) ? words.empty : null)}
      option={timelineChart}
      table={timelineTable}
      summary={summaryOf}
      height={heightOf(sensors.length)}
      fileName="headcount-sensors"
      footer={legend}
    />
  )
}

/** The health of some sensors in the last ten days, kept up to date. */
export function useTimeline(sensors: readonly KnownSensor[], tree: Portfolio) {
  const serials = sensors.map(({ serial_number }) => serial_number)
  const key = serials.join('\n')
  const answer = useRefreshed(key, REFRESH_MS, async (signal) => {
    const time = lastTenDays(serverNow())
    const asked = { start: new Date(time.start).toISOString(), end: new Date(time.end).toISOString() }
    return { time, histories: await askHealthHistory(serials, asked, signal) }
  })
  return useMapped(answer, [], ({ time, histories }) =>
    timelineOf(histories, Object.keys(histories), time, (serial) => {
      const sensor = sensors.find(({ serial_number }) => serial_number === serial)
      return sensor === undefined ? 'UTC' : zoneOf(sensor, tree)
    }),
  )
}

/** What the strips mean. */
export function Legend() {
  return (
    <ul class="health-legend">
      {healthStatuses.map((status) => (
        <li key={status}>
          <span class={`health-sample health-sample-${status}`} aria-hidden="true" />
          <HealthWord status={status} />
        </li>
      ))}
    </ul>
  )
}

function summaryOf({ rows }: Timeline): string {
  const offline = rows.filter(({ spans }) => spans.some(({ status }) => status === 'offline'))
  return texts.sensors.timeline.summary(formatCount(rows.length), formatCount(offline.length))
}
