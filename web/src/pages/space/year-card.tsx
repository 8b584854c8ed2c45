import { useCallback } from 'preact/hooks'
import type { SpaceMetrics } from '../../../../src/client/analytics-wire.ts'
import { askMetrics } from '../../api/metrics.ts'
import { askLocation } from '../../api/space.ts'
import { Chart } from '../../charts/chart.tsx'
import type { Palette } from '../../charts/palette.ts'
import { addDays, formatDate } from '../../format/times.ts'
import { Choice } from '../../parts/choice.tsx'
import { useAnswer } from '../../state/answer.ts'
import { isNarrow } from '../../state/narrow.ts'
import { hoursText } from '../../state/working-hours.ts'
import { texts } from '../../texts/texts.ts'
import { aboutSpace } from './about-space.ts'
import { metricsTable } from './history-chart.ts'
import { formatMeasure, type Measure, measures } from './measure.ts'
import { datesOf } from './period.ts'
import { only, type SectionProps } from './section.ts'
import { type YearSpan, yearCells, yearOption } from './year-chart.ts'

const words = texts.space.year

interface YearCardProps extends Omit<SectionProps, 'period' | 'isOutside'> {
  today: string
  /** `YYYY`; `undefined` for the last twelve months. */
  year: string | undefined
  measure: Measure
  onYear: (year: string | null) => void
  onMeasure: (measure: Measure) => void
}

/** A year of a space with the span it was asked for. */
type Year = SpaceMetrics & { readonly span: YearSpan }

/** A year at a glance, day by day. */
export function YearCard({ space, hours, today, year, measure, onYear, onMeasure }: YearCardProps) {
  const { from, to } = spanOf(year, today)
  const answer = useAnswer(
    `year ${space.id} ${from} ${to} ${hoursText(hours)}`,
    async (signal): Promise<Year> => {
      const metrics = await askMetrics(
        {
          space_ids: [space.id],
          flatten: false,
          ...datesOf({ from, to }),
          time_resolution: 'day',
          ...(hours !== null && { operating_hours: hours }),
        },
        signal,
      )
      return { ...only(metrics, space), span: { from, to } }
    },
  )
  const narrow = isNarrow.value
  const option = useCallback(
    (value: Year, palette: Palette) => yearOption(value, value.span, measure, narrow, palette),
    [measure, narrow],
  )
  return (
    <Chart
      title={words.title}
      definition={words.definition}
      zone={space.time_zone}
      class="span-12"
      height={narrow ? 340 : 180}
      answer={answer}
      empty={({ rows }) =>
        rows.every(({ observed_ms }) => observed_ms === 0) ? texts.common.chart.empty : null
      }
      option={option}
      table={metricsTable}
      summary={(value) => yearSummary(value, measure)}
      about={() => aboutSpace(space, { from, to }, texts.space.measures[measure])}
      fileName={texts.space.file(space.id, 'year', from, to)}
      actions={
        <>
          <YearChoice {...{ space, today, year, onYear }} />
          <Choice
            label={texts.space.measure}
            names={measures}
            words={texts.space.measures}
            chosen={measure}
            onChoose={onMeasure}
          />
        </>
      }
    />
  )
}

/** The days of a year, or the 365 up to today. */
function spanOf(year: string | undefined, today: string): YearSpan {
  if (year === undefined || !/^\d{4}$/.test(year)) return { from: addDays(today, -364), to: today }
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}

/** The years since the first day with data. */
function YearChoice({
  space,
  today,
  year,
  onYear,
}: Pick<YearCardProps, 'space' | 'today' | 'year' | 'onYear'>) {
  const { value } = useAnswer(`location ${space.location_id}`, (signal) =>
    askLocation(space.location_id, signal),
  )
  const thisYear = Number(today.slice(0, 4))
  const first = Number((value?.start_date ?? today).slice(0, 4))
  const known = Array.from({ length: thisYear - first + 1 }, (_, index) => String(thisYear - index))
  const years = year === undefined || known.includes(year) ? known : [...known, year]
  return (
    <label class="inline-field">
      <span class="visually-hidden">{words.label}</span>
      <select
        value={year ?? ''}
        onChange={({ currentTarget }) => onYear(currentTarget.value === '' ? null : currentTarget.value)}
      >
        <option value="">{words.last}</option>
        {years.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function yearSummary(year: Year, measure: Measure): string {
  const [first] = yearCells(year, measure).toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1))
  if (first === undefined || first.value === null) return texts.common.chart.empty
  return words.summary(
    texts.space.measures[measure],
    formatMeasure(first.value, measure),
    formatDate(first.date),
  )
}
