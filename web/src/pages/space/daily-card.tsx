import { useCallback } from 'preact/hooks'
import { Chart } from '../../charts/chart.tsx'
import type { Palette } from '../../charts/palette.ts'
import { formatDuration } from '../../format/durations.ts'
import { formatCount } from '../../format/numbers.ts'
import { formatDate } from '../../format/times.ts'
import { Choice } from '../../parts/choice.tsx'
import type { Answer } from '../../state/answer.ts'
import { useMapped } from '../../state/map-answer.ts'
import { texts } from '../../texts/texts.ts'
import { aboutSpace } from './about-space.ts'
import {
  type DailyMeasure,
  type DailyValue,
  dailyMeasures,
  dailyOption,
  dailyTable,
  dailyValues,
} from './daily-chart.ts'
import type { ComparedPeriods } from './figures-card.tsx'
import { nothingObserved } from './nothing-observed.tsx'
import type { SectionProps } from './section.ts'

const words = texts.space.daily

interface DailyCardProps extends Pick<SectionProps, 'space' | 'period' | 'isOutside'> {
  answer: Answer<ComparedPeriods>
  measure: DailyMeasure
  onMeasure: (measure: DailyMeasure) => void
}

/** Time used, visits or visit durations, a bar a day. */
export function DailyCard({ space, period, isOutside, answer, measure, onMeasure }: DailyCardProps) {
  const { from, to } = period
  const values = useMapped(answer, [measure, from, to], ({ now }) => ({
    answer: now,
    days: dailyValues(now, { from, to }, space.time_zone, measure),
  }))
  const option = useCallback(
    ({ days }: { readonly days: readonly DailyValue[] }, palette: Palette) =>
      dailyOption(days, measure, palette),
    [measure],
  )
  return (
    <Chart
      title={words.title}
      definition={words.definition}
      zone={space.time_zone}
      class="span-8"
      height={260}
      answer={values}
      empty={({ days }) => (days.every(({ value }) => value === null) ? nothingObserved(isOutside) : null)}
      option={option}
      table={(shown) => dailyTable(shown.answer, period, space.time_zone)}
      summary={({ days }) => dailySummary(days, measure)}
      about={() => aboutSpace(space, period, words.measures[measure])}
      fileName={texts.space.file(space.id, 'days', from, to)}
      actions={
        <Choice
          label={texts.space.measure}
          names={dailyMeasures}
          words={words.measures}
          chosen={measure}
          onChoose={onMeasure}
        />
      }
    />
  )
}

function dailySummary(days: readonly DailyValue[], measure: DailyMeasure): string {
  const [first] = days.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1))
  if (first === undefined) return texts.common.chart.empty
  const value = measure === 'visits' ? formatCount(first.value) : formatDuration(first.value)
  return words.summary(words.measures[measure], value, formatDate(first.date))
}
