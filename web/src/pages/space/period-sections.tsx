import type { Space } from '../../../../src/client/native-wire.ts'
import { useAnswer } from '../../state/answer.ts'
import { correctedTimes } from '../../state/corrected.ts'
import type { useQuery } from '../../state/query.ts'
import { hoursText, workingHours } from '../../state/working-hours.ts'
import { askPeriod } from './ask-period.ts'
import { DailyCard } from './daily-card.tsx'
import { dailyMeasures } from './daily-chart.ts'
import { DistributionCard } from './distribution-card.tsx'
import { type ComparedPeriods, FiguresCard } from './figures-card.tsx'
import { HistoryCard } from './history-card.tsx'
import { measureIn } from './measure.ts'
import { addressOf, daysIn, neighbourOf, type Period, resolutionOf } from './period.ts'
import { PeriodBar } from './period-bar.tsx'
import { QualityCard } from './quality-card.tsx'
import { useOutside } from './use-outside.ts'
import { WeekCard } from './week-card.tsx'
import { YearCard } from './year-card.tsx'

/** A period that is still running is asked for again this often. */
const RENEWED_MS = 300_000

interface PeriodSectionsProps {
  space: Space
  period: Period
  today: string
  now: number
  query: ReturnType<typeof useQuery>[0]
  change: ReturnType<typeof useQuery>[1]
}

/** Everything about a period, and the year. What is chosen stands in the address. */
export function PeriodSections({ space, period, today, now, query, change }: PeriodSectionsProps) {
  const hours = workingHours.value
  const isRunning = period.to >= today
  const tick = `${isRunning ? Math.floor(now / RENEWED_MS) : 0} ${correctedTimes.value}`
  const key = `figures ${space.id} ${period.from} ${period.to} ${hoursText(hours)} ${tick}`
  const figures = useAnswer(key, async (signal): Promise<ComparedPeriods> => {
    const earlier = isRunning ? null : neighbourOf(period, -1, today)
    const [current, before] = await Promise.all([
      askPeriod(space, period, hours, signal),
      earlier === null ? null : askPeriod(space, earlier, hours, signal),
    ])
    return { now: current, before }
  })
  // A pattern of less than a week would be the history again, mostly empty.
  const hasWeek = daysIn(period) >= 7
  const isOutside = useOutside(space, period, hours, figures)
  const section = { space, period, hours, isOutside, tick }
  return (
    <>
      <PeriodBar
        period={period}
        today={today}
        onPeriod={(chosen) => change({ ...addressOf(chosen), day: null, by: null })}
      />
      <div class="grid">
        <FiguresCard answer={figures} {...section} />
        <HistoryCard
          {...section}
          resolution={resolutionOf(query['by'], period)}
          onResolution={(by) => change({ by })}
        />
        {hasWeek && (
          <WeekCard
            {...section}
            measure={measureIn(query['week'])}
            onMeasure={(measure) => change({ week: measure === 'average' ? null : measure })}
          />
        )}
        <DistributionCard {...section} isWide={!hasWeek} />
        <YearCard
          {...section}
          today={today}
          year={query['year']}
          measure={measureIn(query['days'])}
          onYear={(year) => change({ year })}
          onMeasure={(measure) => change({ days: measure === 'average' ? null : measure })}
        />
        <DailyCard
          {...section}
          answer={figures}
          measure={dailyMeasures.find((measure) => measure === query['bars']) ?? 'used'}
          onMeasure={(measure) => change({ bars: measure === 'used' ? null : measure })}
        />
        <QualityCard space={space} period={period} tick={tick} answer={figures} now={now} />
      </div>
    </>
  )
}
