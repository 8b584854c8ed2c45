import type { SensorStatus } from '../../../../src/client/native-wire.ts'
import { askSpaceSensors } from '../../api/space.ts'
import { formatAgo, formatDuration } from '../../format/durations.ts'
import { formatCount, formatFinePercent } from '../../format/numbers.ts'
import { addDays } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { AnswerView } from '../../parts/notice.tsx'
import { type Answer, useAnswer } from '../../state/answer.ts'
import { texts } from '../../texts/texts.ts'
import type { ComparedPeriods } from './figures-card.tsx'
import { askLongestGap } from './longest-gap.ts'
import { daysIn } from './period.ts'
import type { SectionProps } from './section.ts'

const words = texts.space.quality
const LONGEST_DAYS = 31
const SHOWN_SENSORS = 6

interface QualityCardProps extends Pick<SectionProps, 'space' | 'period' | 'tick'> {
  answer: Answer<ComparedPeriods>
  now: number
}

/** How far the figures can be trusted, and the sensors they come from. */
export function QualityCard({ space, period, tick, answer, now }: QualityCardProps) {
  const days = Math.min(daysIn(period), LONGEST_DAYS)
  const from = addDays(period.to, 1 - days)
  const gap = useAnswer(`gap ${space.id} ${from} ${period.to} ${tick}`, (signal) =>
    askLongestGap(space, { from, to: period.to }, signal),
  )
  const sensors = useAnswer(`sensors ${space.id}`, (signal) => askSpaceSensors(space.id, signal))
  return (
    <Card
      title={words.title}
      definition={words.definition}
      class="span-4"
      actions={<a href="/sensors">{words.allSensors}</a>}
    >
      <AnswerView answer={answer} height="120px">
        {(periods) => <Facts periods={periods} gap={gap} days={days} />}
      </AnswerView>
      <h3 class="space-sensors-title">{words.sensors}</h3>
      <AnswerView
        answer={sensors}
        height="120px"
        empty={(list) => (list.length === 0 ? words.noSensors : null)}
      >
        {(list) => <SensorList sensors={list} now={now} />}
      </AnswerView>
    </Card>
  )
}

interface FactsProps {
  periods: ComparedPeriods
  gap: Answer<number>
  days: number
}

function Facts({ periods: { now }, gap, days }: FactsProps) {
  const { total } = now
  const observed = total === undefined || total.length_ms === 0 ? null : total.observed_ms / total.length_ms
  const limit = total?.capped_count_limit ?? null
  const gapText = gap.value === 0 ? words.noGap : formatDuration(gap.value)
  return (
    <dl class="space-facts">
      <Fact name={words.upTime} value={formatFinePercent(total?.up_time)} hint={words.upTimeHint} />
      <Fact name={words.observed} value={formatFinePercent(observed)} hint={words.observedHint} />
      <Fact
        name={words.gap}
        value={gap.state === 'failed' ? (gap.message ?? '') : gapText}
        hint={days === LONGEST_DAYS ? words.gapHint(formatCount(days)) : words.gapHintWhole}
      />
      <Fact
        name={words.capped}
        value={total?.is_capped === true ? words.cappedYes : words.cappedNo}
        hint={limit === null ? null : words.cappedLimit(formatCount(limit))}
      />
    </dl>
  )
}

function Fact({ name, value, hint }: { name: string; value: string; hint: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {hint !== null && <dd class="muted small">{hint}</dd>}
    </div>
  )
}

/** Those that are not healthy first. */
function SensorList({ sensors, now }: { sensors: readonly SensorStatus[]; now: number }) {
  const isWell = ({ health_status }: SensorStatus) => Number(health_status === 'healthy')
  const sorted = sensors.toSorted((a, b) => isWell(a) - isWell(b))
  const rest = sorted.length - SHOWN_SENSORS
  return (
    <ul class="space-sensors">
      {sorted.slice(0, SHOWN_SENSORS).map(({ serial_number, health_status, last_reading_at }) => (
        <li key={serial_number}>
          <code>{serial_number}</code>
          <span class={`space-health space-health-${health_status}`}>
            {texts.space.healths[health_status]}
          </span>
          <span class="muted small">{formatAgo(last_reading_at, now)}</span>
        </li>
      ))}
      {rest > 0 && <li class="muted small">{words.more(formatCount(rest))}</li>}
    </ul>
  )
}
