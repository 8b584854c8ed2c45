import { useCallback } from 'preact/hooks'
import type { SpaceMetrics } from '../../../../src/client/analytics-wire.ts'
import { askMetrics } from '../../api/metrics.ts'
import { Chart } from '../../charts/chart.tsx'
import type { Palette } from '../../charts/palette.ts'
import { formatHour } from '../../format/hours.ts'
import { weekdayNames } from '../../format/times.ts'
import { Choice } from '../../parts/choice.tsx'
import { useAnswer } from '../../state/answer.ts'
import { isNarrow } from '../../state/narrow.ts'
import { texts } from '../../texts/texts.ts'
import { aboutSpace } from './about-space.ts'
import { formatMeasure, type Measure, measureOf, measures } from './measure.ts'
import { datesOf } from './period.ts'
import { only, type SectionProps } from './section.ts'
import { weekOption, weekTable } from './week-chart.ts'

const words = texts.space.week

interface WeekCardProps extends SectionProps {
  measure: Measure
  onMeasure: (measure: Measure) => void
}

/** When in the week a space is full. */
export function WeekCard({ space, period, hours, measure, onMeasure, tick }: WeekCardProps) {
  const answer = useAnswer(`week ${space.id} ${period.from} ${period.to} ${tick}`, async (signal) => {
    const asked = { space_ids: [space.id], flatten: false, ...datesOf(period) }
    return only(await askMetrics({ ...asked, time_resolution: 'hour_of_week' }, signal), space)
  })
  const narrow = isNarrow.value
  const option = useCallback(
    (metrics: SpaceMetrics, palette: Palette) => weekOption(metrics, measure, hours, narrow, palette),
    [measure, hours, narrow],
  )
  return (
    <Chart
      title={words.title}
      definition={words.definition}
      zone={space.time_zone}
      class="span-6"
      height={300}
      answer={answer}
      empty={({ rows }) =>
        rows.every(({ observed_ms }) => observed_ms === 0) ? texts.common.chart.empty : null
      }
      option={option}
      table={weekTable}
      summary={(metrics) => weekSummary(metrics, measure)}
      about={() => aboutSpace(space, period, texts.space.measures[measure])}
      fileName={texts.space.file(space.id, 'week', period.from, period.to)}
      actions={
        <Choice
          label={texts.space.measure}
          names={measures}
          words={texts.space.measures}
          chosen={measure}
          onChoose={onMeasure}
        />
      }
    />
  )
}

function weekSummary({ rows }: SpaceMetrics, measure: Measure): string {
  const [first] = rows.toSorted((a, b) => (measureOf(b, measure) ?? -1) - (measureOf(a, measure) ?? -1))
  const highest = first === undefined ? null : measureOf(first, measure)
  if (first === undefined || highest === null) return texts.common.chart.empty
  const day = weekdayNames('long')[Math.floor(Number(first.key) / 24)] ?? ''
  const when = `${day}, ${formatHour(Number(first.key) % 24)}`
  return words.summary(texts.space.measures[measure], formatMeasure(highest, measure), when)
}
