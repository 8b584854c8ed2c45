import { formatDuration } from '../../format/durations.ts'
import { Card } from '../../parts/card.tsx'
import { AnswerView } from '../../parts/notice.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import type { Answer } from '../../state/answer.ts'
import { placeName } from '../../state/place-names.ts'
import { portfolio } from '../../state/portfolio.ts'
import { serverNow } from '../../state/server-clock.ts'
import { texts } from '../../texts/texts.ts'
import { needAttention, type PlacedSensor } from './attention.ts'
import './lists.css'

const LISTED = 6

/** The sensors that are not well, and since when. */
export function AttentionCard({ answer }: { answer: Answer<readonly PlacedSensor[]> }) {
  const words = texts.now.attention
  return (
    <Card title={words.title} actions={<a href="/sensors">{words.all}</a>}>
      <AnswerView answer={answer} height="80px">
        {(sensors) => <Attention sensors={needAttention(sensors)} hasAny={sensors.length > 0} />}
      </AnswerView>
    </Card>
  )
}

function Attention({ sensors, hasAny }: { sensors: readonly PlacedSensor[]; hasAny: boolean }) {
  const words = texts.now.attention
  if (sensors.length === 0) return <p class="muted small">{hasAny ? words.allWell : words.none}</p>
  const rest = sensors.length - LISTED
  return (
    <ul class="attention">
      {sensors.slice(0, LISTED).map((sensor) => (
        <li key={sensor.serial_number}>
          <StateMark state={sensor.health_status === 'offline' ? 'unhealthy' : 'unknown'} />
          <div>
            <a href={`/sensors?sensor=${encodeURIComponent(sensor.serial_number)}`}>{placeOf(sensor)}</a>
            <p class="muted small">{sensor.serial_number}</p>
          </div>
          <p class="attention-since">
            <strong>{words.health[sensor.health_status]}</strong>
            <span class="muted">
              {sensor.since === null
                ? words.never
                : words.since(formatDuration(serverNow() - Date.parse(sensor.since)))}
            </span>
          </p>
        </li>
      ))}
      {rest > 0 && <li class="muted small">{words.more(rest)}</li>}
    </ul>
  )
}

function placeOf({ doorway, at, serial_number }: PlacedSensor): string {
  if (doorway !== null) return doorway.name
  const names = at.flatMap((id) => (portfolio.peek()?.space(id) === undefined ? [] : placeName(id)))
  return names.length === 0 ? serial_number : names.join(', ')
}
