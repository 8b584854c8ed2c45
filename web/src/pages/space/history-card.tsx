import { useCallback } from 'preact/hooks'
import { askMetrics } from '../../api/metrics.ts'
import { Chart } from '../../charts/chart.tsx'
import type { Palette } from '../../charts/palette.ts'
import { formatAverage, formatCount } from '../../format/numbers.ts'
import { Choice } from '../../parts/choice.tsx'
import { useAnswer } from '../../state/answer.ts'
import { isNarrow } from '../../state/narrow.ts'
import { hoursText } from '../../state/working-hours.ts'
import { texts } from '../../texts/texts.ts'
import { aboutSpace } from './about-space.ts'
import { type History, historyOption, metricsTable } from './history-chart.ts'
import { nothingObserved } from './nothing-observed.tsx'
import { datesOf, type HistoryResolution, possibleResolutions } from './period.ts'
import { only, type SectionProps } from './section.ts'

const words = texts.space.history

interface HistoryCardProps extends SectionProps {
  resolution: HistoryResolution
  onResolution: (resolution: HistoryResolution) => void
}

/** Average and peak over the period, as fine as its length allows. */
export function HistoryCard({
  space,
  period,
  hours,
  resolution,
  onResolution,
  isOutside,
  tick,
}: HistoryCardProps) {
  // Nights cut out of a day by its hours would be a picture of no time there is.
  const asked = resolution === 'hour' ? null : hours
  const key = `history ${space.id} ${period.from} ${period.to} ${resolution} ${hoursText(asked)} ${tick}`
  const answer = useAnswer(key, async (signal): Promise<History> => {
    const metrics = await askMetrics(
      {
        space_ids: [space.id],
        flatten: false,
        ...datesOf(period),
        time_resolution: resolution,
        ...(asked !== null && { operating_hours: asked }),
      },
      signal,
    )
    return { ...only(metrics, space), resolution }
  })
  const narrow = isNarrow.value
  const option = useCallback(
    (history: History, palette: Palette) => historyOption(history, narrow, palette),
    [narrow],
  )
  return (
    <Chart
      title={words.title}
      definition={words.definition[resolution]}
      zone={space.time_zone}
      class="span-12"
      height={320}
      answer={answer}
      empty={({ rows }) =>
        rows.every(({ observed_ms }) => observed_ms === 0) ? nothingObserved(isOutside) : null
      }
      option={option}
      table={metricsTable}
      summary={historySummary}
      about={() => aboutSpace(space, period, texts.space.day.count)}
      fileName={texts.space.file(space.id, `history-${resolution}`, period.from, period.to)}
      actions={
        <Choice
          label={words.resolution}
          names={possibleResolutions(period)}
          words={words.resolutions}
          chosen={resolution}
          onChoose={onResolution}
        />
      }
    />
  )
}

function historySummary({ rows }: History): string {
  const highest = (values: readonly (number | null)[]) =>
    values.reduce<number | null>((most, value) => (value === null ? most : Math.max(most ?? 0, value)), null)
  return words.summary(
    formatCount(rows.length),
    formatAverage(highest(rows.map(({ occupancy_avg }) => occupancy_avg))),
    formatCount(highest(rows.map(({ occupancy_max }) => occupancy_max))),
  )
}
