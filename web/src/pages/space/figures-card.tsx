import { formatHours } from '../../format/hours.ts'
import { formatDate } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { AnswerView } from '../../parts/notice.tsx'
import type { Answer } from '../../state/answer.ts'
import { texts } from '../../texts/texts.ts'
import { type ShownFigure, shownFigures } from './figure-list.ts'
import { type Figures, figuresOf, type PeriodAnswer } from './figures.ts'
import { nothingObserved } from './nothing-observed.tsx'
import type { SectionProps } from './section.ts'

const words = texts.space.figures

/** A period and the one before it; that is `null` where the two cannot be compared. */
export interface ComparedPeriods {
  readonly now: PeriodAnswer
  readonly before: PeriodAnswer | null
}

interface FiguresCardProps extends Pick<SectionProps, 'period' | 'hours' | 'isOutside'> {
  answer: Answer<ComparedPeriods>
}

/** The figures of a period with what each means, and how it was in the period before. */
export function FiguresCard({ answer, period, hours, isOutside }: FiguresCardProps) {
  const shown = texts.space.period.shown(formatDate(period.from), formatDate(period.to))
  const definition = words[comparisonOf(answer.value?.before)]
  return (
    <Card title={words.title} definition={definition(formatHours(hours), shown)} class="span-12">
      <AnswerView
        answer={answer}
        height="220px"
        empty={({ now }) =>
          now.total === undefined || now.total.observed_ms === 0 ? nothingObserved(isOutside) : null
        }
      >
        {({ now, before }) => (
          <dl class="space-figures">
            {shownFigures(figuresOf(now), comparable(before)).map((figure) => (
              <Figure key={figure.name} figure={figure} />
            ))}
          </dl>
        )}
      </AnswerView>
    </Card>
  )
}

/** Which words say whether the period before is compared. */
function comparisonOf(before: PeriodAnswer | null | undefined): 'running' | 'definition' | 'nothingBefore' {
  if (before === null) return 'running'
  return before === undefined || comparable(before) !== null ? 'definition' : 'nothingBefore'
}

/** Nothing compares with a period of which nothing is known. */
function comparable(before: PeriodAnswer | null): Figures | null {
  return before?.total === undefined || before.total.observed_ms === 0 ? null : figuresOf(before)
}

function Figure({ figure: { title, value, definition, before } }: { figure: ShownFigure }) {
  return (
    <div class="space-figure">
      <dt>{title}</dt>
      <dd class="space-figure-value">{value}</dd>
      {before !== null && (
        <dd class="space-figure-before">
          {before.difference !== null && <strong>{before.difference}</strong>} {words.before(before.value)}
        </dd>
      )}
      <dd class="space-figure-definition">{definition}</dd>
    </div>
  )
}
