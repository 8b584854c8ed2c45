import type { EChartsCoreOption } from 'echarts/core'
import { bucketAxis, gridOf, valueAxis } from '../../charts/axes.ts'
import { type ChartTable, inHours } from '../../charts/chart-table.ts'
import type { Palette } from '../../charts/palette.ts'
import { tooltipOf } from '../../charts/tooltip.ts'
import { formatDuration } from '../../format/durations.ts'
import { formatCount } from '../../format/numbers.ts'
import { addDays, formatDate, formatShortDay, localDate } from '../../format/times.ts'
import { texts } from '../../texts/texts.ts'
import type { PeriodAnswer } from './figures.ts'
import type { Period } from './period.ts'

/** What daily bars can show. */
export const dailyMeasures = ['used', 'visits', 'visit'] as const
export type DailyMeasure = (typeof dailyMeasures)[number]

/** A day with its value; `null` where there is none. */
export interface DailyValue {
  readonly date: string
  readonly value: number | null
  /** Whether anything was observed inside the hours, or they had no part in the day so far. */
  readonly sight: 'seen' | 'unseen' | 'outside'
}

/** Every day of a period with its value: milliseconds for time used and visit durations, else visits. */
export function dailyValues(
  answer: PeriodAnswer,
  { from, to }: Pick<Period, 'from' | 'to'>,
  zone: string,
  measure: DailyMeasure,
): readonly DailyValue[] {
  const values = valuesOf(answer, zone, measure)
  const observed = new Map(
    answer.days.map(({ start, observed_ms }) => [localDate(start ?? 0, zone), observed_ms > 0]),
  )
  const days: DailyValue[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const isSeen = observed.get(date)
    const sight = isSeen === undefined ? 'outside' : isSeen ? 'seen' : 'unseen'
    days.push({ date, value: values.get(date) ?? null, sight })
  }
  return days
}

function valuesOf(
  { days, traffic, dwell }: PeriodAnswer,
  zone: string,
  measure: DailyMeasure,
): ReadonlyMap<string, number | null> {
  // Points carry local time with its offset: the day is what they begin with.
  const dateOf = (timestamp: string) => timestamp.slice(0, 10)
  switch (measure) {
    case 'used':
      return new Map(
        days.map((row) => [
          row.start === null ? '' : localDate(row.start, zone),
          row.observed_ms === 0 ? null : row.time_used_ms,
        ]),
      )
    case 'visits':
      return new Map(traffic.map(({ timestamp, visits }) => [dateOf(timestamp), visits]))
    case 'visit':
      return new Map(
        dwell.map(({ timestamp, average }) => [dateOf(timestamp), average === null ? null : average * 1_000]),
      )
  }
}

/** A bar a day; a day that is not known is hatched. */
export function dailyOption(
  days: readonly DailyValue[],
  measure: DailyMeasure,
  palette: Palette,
): EChartsCoreOption {
  const highest = days.reduce((most, { value }) => Math.max(most, value ?? 0), 0) || 1
  const top = measure === 'visits' ? highest : niceDuration(highest)
  return {
    grid: gridOf(palette, 0),
    xAxis: bucketAxis(
      palette,
      days.map(({ date }) => formatShortDay(`${date}T12:00:00Z`, 'UTC')),
    ),
    yAxis: {
      ...valueAxis(palette, (value) => formatDaily(value, measure)),
      ...(measure !== 'visits' && { max: top, interval: top / 4 }),
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (items: readonly { readonly dataIndex: number }[]) =>
        dailyTooltip(days[items[0]?.dataIndex ?? -1], measure),
    },
    series: [
      {
        type: 'bar',
        name: texts.space.daily.measures[measure],
        barMaxWidth: 36,
        stack: 'day',
        itemStyle: { color: palette['chart-1'], borderRadius: [3, 3, 0, 0] },
        data: days.map(({ value }) => value),
      },
      {
        type: 'bar',
        silent: true,
        barMaxWidth: 36,
        stack: 'day',
        itemStyle: { color: palette.hatch },
        data: days.map(({ sight }) => (sight === 'unseen' ? top : null)),
      },
    ],
  }
}

const steps = [1, 2, 4, 8, 12, 20, 40, 60, 120, 240, 480, 720, 960, 1_440].map((minutes) => minutes * 60_000)

/** The next length of time whose quarters are whole minutes. */
function niceDuration(ms: number): number {
  return steps.find((step) => step >= ms) ?? Math.ceil(ms / 14_400_000) * 14_400_000
}

function formatDaily(value: number, measure: DailyMeasure): string {
  if (measure === 'visits') return formatCount(value)
  return value === 0 ? '0' : formatDuration(value)
}

function dailyTooltip(day: DailyValue | undefined, measure: DailyMeasure): string {
  if (day === undefined) return ''
  const { nothing, measures } = texts.space.daily
  const value = day.value === null ? nothing[day.sight] : formatDaily(day.value, measure)
  return tooltipOf(formatDate(day.date), [[measures[measure], value]])
}

/** Each day with all three values, unrounded. */
export function dailyTable(
  answer: PeriodAnswer,
  period: Pick<Period, 'from' | 'to'>,
  zone: string,
): ChartTable {
  const [used, visits, visit] = dailyMeasures.map((measure) => dailyValues(answer, period, zone, measure))
  return {
    columns: [...texts.space.daily.columns, ...texts.space.daily.fileColumns],
    inFilesOnly: texts.space.daily.fileColumns,
    rows: (used ?? []).map(({ date, value }, index) => [
      { day: date },
      inHours(value),
      visits?.[index]?.value ?? null,
      inMinutes(visit?.[index]?.value ?? null),
      value,
      inSeconds(visit?.[index]?.value ?? null),
    ]),
  }
}

function inMinutes(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 600) / 100
}

function inSeconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1_000
}
