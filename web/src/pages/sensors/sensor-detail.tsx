import type { ComponentChildren } from 'preact'
import { useCallback } from 'preact/hooks'
import { askHeartbeat, askSensor, type DensitySensor, type KnownSensor } from '../../api/sensors.ts'
import { Chart } from '../../charts/chart.tsx'
import { formatAgo, formatDuration } from '../../format/durations.ts'
import { formatCount, formatFinePercent, UNKNOWN } from '../../format/numbers.ts'
import { formatExactMoment, formatMoment } from '../../format/times.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { AnswerView, Notice } from '../../parts/notice.tsx'
import { type Answer, useAnswer } from '../../state/answer.ts'
import type { Portfolio } from '../../state/portfolio.ts'
import { serverNow } from '../../state/server-clock.ts'
import { may } from '../../state/session.ts'
import { texts } from '../../texts/texts.ts'
import { onlineShare } from './health.ts'
import { HealthWord } from './health-mark.tsx'
import { Places, zoneOf } from './places.tsx'
import { type Timeline, timelineTable } from './timeline.ts'
import { Legend, useTimeline } from './timeline-card.tsx'
import { heightOf, timelineChart } from './timeline-chart.ts'

interface SensorDetailProps {
  serial: string
  /** `undefined` for one that the session does not see. */
  sensor: KnownSensor | undefined
  tree: Portfolio
  onClose: () => void
}

/** One sensor: how it is, how it was, and what it is. */
export function SensorDetail({ serial, sensor, tree, onClose }: SensorDetailProps) {
  return (
    <Dialog title={serial} onClose={onClose} wide>
      {sensor === undefined ? (
        <Notice kind="empty" title={texts.sensors.detail.unknown} />
      ) : (
        <Known sensor={sensor} tree={tree} />
      )}
    </Dialog>
  )
}

function Known({ sensor, tree }: { sensor: KnownSensor; tree: Portfolio }) {
  const words = texts.sensors
  const serial = sensor.serial_number
  const timeline = useTimeline([sensor], tree)
  const hardware = useAnswer(`sensor ${serial}`, (signal) => askSensor(serial, signal))
  const legend = useCallback(() => <Legend />, [])
  const zone = zoneOf(sensor, tree)
  return (
    <div class="stack">
      <StatusLine sensor={sensor} zone={zone} />
      <Chart
        title={words.timeline.one}
        zone={zone}
        answer={timeline}
        option={timelineChart}
        table={timelineTable}
        summary={summaryOf}
        height={heightOf(1)}
        fileName={`headcount-${serial}`}
        footer={legend}
      />
      <Facts sensor={sensor} tree={tree} zone={zone} timeline={timeline} />
      <AnswerView answer={hardware} height="120px">
        {(shown) => (shown === undefined ? null : <Hardware sensor={shown} zone={zone} />)}
      </AnswerView>
    </div>
  )
}

function StatusLine({ sensor, zone }: { sensor: KnownSensor; zone: string }) {
  const { detail, health } = texts.sensors
  const { health_status, since, last_reading_at } = sensor
  const now = serverNow()
  const isSilent = health_status === 'offline' && last_reading_at !== null
  return (
    <div class="sensor-status-line">
      <HealthWord status={health_status} />
      <span>
        {since === null
          ? detail.never
          : detail.since(health[health_status], formatMoment(since, zone), durationSince(since, now))}
      </span>
      {isSilent && <strong>{detail.silent(durationSince(last_reading_at, now))}</strong>}
    </div>
  )
}

function durationSince(instant: string, now: number): string {
  return formatDuration(Math.max(0, now - Date.parse(instant)))
}

interface FactsProps {
  sensor: KnownSensor
  tree: Portfolio
  zone: string
  timeline: Answer<Timeline>
}

function Facts({ sensor, tree, zone, timeline }: FactsProps) {
  const { detail, table, types } = texts.sensors
  const { last_reading_at: last } = sensor
  const spans = timeline.value?.rows[0]?.spans
  return (
    <dl class="sensor-facts">
      <Fact name={detail.covers}>
        <Places sensor={sensor} tree={tree} />
      </Fact>
      <Fact name={detail.online} meaning={detail.onlineMeaning}>
        {spans === undefined ? UNKNOWN : formatFinePercent(onlineShare(spans))}
      </Fact>
      <Fact name={detail.lastReading}>
        {last === null ? table.never : `${formatAgo(last, serverNow())} (${formatExactMoment(last, zone)})`}
      </Fact>
      <Fact name={detail.lastCount}>{formatCount(sensor.last_count)}</Fact>
      <Fact name={detail.type}>{types[sensor.sensor_type]}</Fact>
      {may('admin') ? (
        <Heartbeat serial={sensor.serial_number} />
      ) : (
        <Fact name={detail.heartbeat}>{detail.forbidden}</Fact>
      )}
    </dl>
  )
}

/** Administrators alone may ask for it. */
function Heartbeat({ serial }: { serial: string }) {
  const { detail } = texts.sensors
  const answer = useAnswer(`heartbeat ${serial}`, (signal) => askHeartbeat(serial, signal))
  const { state, value } = answer
  const shown = () => {
    if (state === 'forbidden' || state === 'failed') return answer.message
    if (value === undefined) return detail.loading
    return value === null ? detail.heartbeatOff : detail.heartbeatEvery(formatDuration(value * 1_000))
  }
  return <Fact name={detail.heartbeat}>{shown()}</Fact>
}

function Hardware({ sensor, zone }: { sensor: DensitySensor; zone: string }) {
  const { detail } = texts.sensors
  const { network_addresses: addresses } = sensor
  return (
    <dl class="sensor-facts">
      <Fact name={detail.hardware}>{sensor.hardware_type ?? UNKNOWN}</Fact>
      <Fact name={detail.firmware}>{sensor.firmware_version ?? UNKNOWN}</Fact>
      <Fact name={detail.network}>
        {addresses.length === 0
          ? detail.networkNone
          : addresses.map(({ address, if: card, mac }) => `${card} ${address} ${mac}`).join(', ')}
      </Fact>
      <Fact name={detail.created}>{formatMoment(sensor.created_at, zone)}</Fact>
    </dl>
  )
}

interface FactProps {
  name: string
  meaning?: string
  children: ComponentChildren
}

function Fact({ name, meaning, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {meaning !== undefined && <span class="sensor-meaning">{meaning}</span>}
      </dd>
    </div>
  )
}

function summaryOf({ rows }: Timeline): string {
  const offline = rows.filter(({ spans }) => spans.some(({ status }) => status === 'offline'))
  return texts.sensors.timeline.summary(formatCount(rows.length), formatCount(offline.length))
}
