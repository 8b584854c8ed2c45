import { useCallback } from 'preact/hooks'
import type { Distribution } from '../../../../src/client/analytics-wire.ts'
import { askDistribution } from '../../api/space.ts'
import { Chart } from '../../charts/chart.tsx'
import type { Palette } from '../../charts/palette.ts'
import { formatCount, formatFinePercent } from '../../format/numbers.ts'
import { useAnswer } from '../../state/answer.ts'
import { hoursText } from '../../state/working-hours.ts'
import { texts } from '../../texts/texts.ts'
import { aboutSpace } from './about-space.ts'
import { distributionOption, distributionTable } from './distribution-chart.ts'
import { nothingObserved } from './nothing-observed.tsx'
import { datesOf, daysIn } from './period.ts'
import type { SectionProps } from './section.ts'

const LONGEST_DAYS = 366
const words = texts.space.distribution

/** How long there were how many people. */
export function DistributionCard({
  space,
  period,
  hours,
  isOutside,
  tick,
  isWide,
}: SectionProps & { isWide: boolean }) {
  const key = `distribution ${space.id} ${period.from} ${period.to} ${hoursText(hours)} ${tick}`
  const isTooLong = daysIn(period) > LONGEST_DAYS
  const answer = useAnswer(key, async (signal) =>
    isTooLong ? null : askDistribution(space.id, datesOf(period), hours, signal),
  )
  const { capacity } = space
  const option = useCallback(
    (value: Distribution | null, palette: Palette) =>
      value === null ? {} : distributionOption(value, capacity, palette),
    [capacity],
  )
  return (
    <Chart
      title={words.title}
      definition={words.definition}
      zone={space.time_zone}
      class={isWide ? 'span-12' : 'span-6'}
      height={300}
      answer={answer}
      empty={(value) => {
        if (value === null) return words.tooLong
        return value.observed_ms === 0 ? nothingObserved(isOutside) : null
      }}
      option={option}
      table={(value) => (value === null ? { columns: [], rows: [] } : distributionTable(value))}
      summary={(value) => (value === null ? '' : distributionSummary(value))}
      about={() => aboutSpace(space, period, words.share)}
      fileName={texts.space.file(space.id, 'distribution', period.from, period.to)}
    />
  )
}

function distributionSummary({ counts, observed_ms }: Distribution): string {
  const [mode] = counts.toSorted((a, b) => b.duration_ms - a.duration_ms)
  if (mode === undefined) return texts.common.chart.empty
  return words.summary(formatCount(mode.count), formatFinePercent(mode.duration_ms / observed_ms))
}
