import { useCallback } from 'preact/hooks'
import { Chart } from '../../charts/chart.tsx'
import { formatHours } from '../../format/hours.ts'
import { formatDate } from '../../format/times.ts'
import type { Answer } from '../../state/answer.ts'
import { workingHours } from '../../state/working-hours.ts'
import { texts } from '../../texts/texts.ts'
import type { Lines } from './lines.ts'
import { dashes, LINES_HEIGHT, letterOf, linesChart, linesLegend, linesTable } from './lines-chart.ts'
import { type ChartMetric, chartMetrics } from './view.ts'

interface LinesCardProps {
  answer: Answer<Lines>
  /** `null` where the lines are in several zones. */
  zone: string | null
  onMetric: (metric: ChartMetric) => void
  metric: ChartMetric
}

/** The chosen few, day by day. */
export function LinesCard({ answer, zone, metric, onMetric }: LinesCardProps) {
  const words = texts.compare.chart
  const footer = useCallback(
    (lines: Lines) => (
      <>
        <Names lines={lines} />
        {zone === null && <p class="chart-zone">{words.zones}</p>}
      </>
    ),
    [zone],
  )
  return (
    <Chart
      class="span-12"
      title={words.title}
      definition={words.definition}
      {...(zone !== null && { zone })}
      answer={answer}
      empty={emptyText}
      option={linesChart}
      table={linesTable}
      summary={summaryOf}
      height={LINES_HEIGHT}
      about={aboutOf}
      legend={linesLegend}
      fileName="headcount-compare"
      footer={footer}
      actions={
        <label class="inline-field">
          <span>{words.metric}</span>
          <select
            value={metric}
            onChange={({ currentTarget }) => onMetric(currentTarget.value as ChartMetric)}
          >
            {chartMetrics.map((name) => (
              <option key={name} value={name}>
                {words.metrics[name]}
              </option>
            ))}
          </select>
        </label>
      }
    />
  )
}

/** Which line is whose. */
function Names({ lines: { lines } }: { lines: Lines }) {
  return (
    <ul class="compare-legend">
      {lines.map(({ id, name }, index) => (
        <li key={id}>
          <svg viewBox="0 0 36 8" width="36" height="8" aria-hidden="true">
            <path
              d="M0 4H36"
              class="compare-legend-line"
              style={{ stroke: `var(--chart-${index + 1})`, strokeDasharray: dashes[index]?.join(' ') }}
            />
          </svg>
          <strong>{letterOf(index)}</strong> {name}
        </li>
      ))}
    </ul>
  )
}

function emptyText({ lines, dates }: Lines): string | null {
  if (lines.length === 0) return texts.compare.chart.empty
  return dates.length === 0 ? texts.common.chart.empty : null
}

/** What is drawn, of when, during which hours. */
function aboutOf({ metric, dates }: Lines): readonly string[] {
  return [
    texts.compare.chart.metrics[metric],
    texts.compare.lead(
      formatDate(dates[0] ?? ''),
      formatDate(dates.at(-1) ?? ''),
      formatHours(workingHours.value),
    ),
  ]
}

function summaryOf({ metric, dates, lines }: Lines): string {
  const { summary, metrics } = texts.compare.chart
  const names = lines.map(({ name }) => name).join(', ')
  return summary(metrics[metric], names, formatDate(dates[0] ?? ''), formatDate(dates.at(-1) ?? ''))
}
