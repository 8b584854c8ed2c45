import { ChevronLeft, ChevronRight } from 'lucide'
import { useCallback } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import { askSegments, askTypicalDay } from '../../api/space.ts'
import { Chart } from '../../charts/chart.tsx'
import type { Palette } from '../../charts/palette.ts'
import { formatDuration } from '../../format/durations.ts'
import { formatAverage, formatCount } from '../../format/numbers.ts'
import { addDays, formatDate, formatTime, weekdayNames } from '../../format/times.ts'
import { Icon } from '../../parts/icon.tsx'
import { useAnswer } from '../../state/answer.ts'
import { correctedTimes } from '../../state/corrected.ts'
import { useMapped } from '../../state/map-answer.ts'
import { isNarrow } from '../../state/narrow.ts'
import { serverNow } from '../../state/server-clock.ts'
import { texts } from '../../texts/texts.ts'
import { askEffectiveCorrections } from '../corrections/corrected-space.ts'
import { aboutSpace } from './about-space.ts'
import { dayOption } from './day-chart.ts'
import { DayCorrectionList } from './day-correction-list.tsx'
import { averageOf, busiestOf, type DayView, dayViewOf, extendSteps, gapsOf, peakOf } from './day-steps.ts'
import { dayTable } from './day-table.ts'
import { datesOf, isDate, lastDayShown } from './period.ts'
import { useArrivals } from './use-arrivals.ts'

const WEEKS = 12
const words = texts.space.day

interface DayCardProps {
  space: Space
  /** The day shown, `YYYY-MM-DD`. */
  date: string
  today: string
  /** Told anew each minute. */
  now: number
  onDay: (date: string) => void
}

/** A day of a space as it was counted, over what is usual then. Today's grows as counts arrive. */
export function DayCard({ space, date, today, now, onDay }: DayCardProps) {
  const answer = useAnswer(`day ${space.id} ${date} ${correctedTimes.value}`, async (signal) => {
    const [segments, typical, corrections] = await Promise.all([
      askSegments(space.id, datesOf({ from: date, to: date }), signal),
      askTypicalDay(space.id, date, WEEKS, signal),
      askEffectiveCorrections(space, signal),
    ])
    return { date, ...dayViewOf(segments, typical, corrections) }
  })
  const isToday = date === today
  const isAhead = date > today
  const growing = isToday && answer.state === 'ready' ? answer.value : undefined
  const arrivals = useArrivals(space.id, growing, answer.retry)
  const shown = useMapped(answer, [arrivals, isToday ? now : 0], (day) => ({
    ...day,
    ...(day.date === today && { steps: extendSteps(day.steps, arrivals, Math.min(serverNow(), day.end)) }),
  }))
  const narrow = isNarrow.value
  const option = useCallback(
    (day: DayView & { readonly date: string }, palette: Palette) =>
      dayOption(day, { isNarrow: narrow, now: day.date === today ? serverNow() : null }, palette),
    [narrow, today],
  )
  const weekday = weekdayNames('long')[new Date(`${date}T12:00:00Z`).getUTCDay()] ?? ''
  return (
    <Chart
      title={isAhead ? words.titleAhead(formatDate(date)) : words.titleOf(formatDate(date))}
      definition={(isAhead ? words.definitionAhead : words.definition)(formatCount(WEEKS), weekday)}
      zone={space.time_zone}
      class="span-8 space-day"
      height={330}
      answer={shown}
      empty={({ steps, usual }) =>
        steps.length === 0 && usual.every(({ median }) => median === null) ? texts.common.chart.empty : null
      }
      option={option}
      footer={({ corrections, zone }) => <DayCorrectionList {...{ corrections, zone }} />}
      table={dayTable}
      summary={daySummary}
      about={() => aboutSpace(space, { from: date, to: date }, words.count)}
      fileName={texts.space.file(space.id, 'day', date, date)}
      actions={<DayChoice {...{ date, today, onDay }} />}
    />
  )
}

function daySummary({ date, zone, steps, usual }: DayView & { readonly date: string }): string {
  const peak = peakOf(steps)
  const typical = busiestOf(usual)
  if (peak === null && steps.length === 0 && typical !== null) {
    return words.summaryAhead(
      formatDate(date),
      formatAverage(typical.median),
      formatTime(typical.start, zone),
    )
  }
  if (peak === null) return words.summaryNone(formatDate(date))
  const unknownMs = gapsOf(steps).reduce((sum, { start, end }) => sum + end - start, 0)
  return words.summary(
    formatDate(date),
    formatAverage(averageOf(steps)),
    formatCount(peak.count),
    formatTime(peak.at, zone),
    formatDuration(unknownMs),
  )
}

function DayChoice({ date, today, onDay }: Pick<DayCardProps, 'date' | 'today' | 'onDay'>) {
  const lastDay = lastDayShown(today)
  return (
    <div class="space-stepper">
      <button
        type="button"
        class="icon-button"
        aria-label={words.previous}
        onClick={() => onDay(addDays(date, -1))}
      >
        <Icon of={ChevronLeft} />
      </button>
      <input
        type="date"
        aria-label={words.choose}
        value={date}
        max={lastDay}
        onChange={({ currentTarget: { value } }) => {
          if (isDate(value) && value <= lastDay) onDay(value)
        }}
      />
      <button
        type="button"
        class="icon-button"
        aria-label={words.next}
        disabled={date >= lastDay}
        onClick={() => onDay(addDays(date, 1))}
      >
        <Icon of={ChevronRight} />
      </button>
    </div>
  )
}
