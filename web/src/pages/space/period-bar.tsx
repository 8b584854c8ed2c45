import { ChevronLeft, ChevronRight } from 'lucide'
import { useState } from 'preact/hooks'
import { formatDate } from '../../format/times.ts'
import { Choice } from '../../parts/choice.tsx'
import { Icon } from '../../parts/icon.tsx'
import { texts } from '../../texts/texts.ts'
import { isDate, neighbourOf, type Period, periodNames } from './period.ts'

const words = texts.space.period

interface PeriodBarProps {
  period: Period
  today: string
  onPeriod: (period: Period) => void
}

/** Chooses the period of everything below it, and steps to the ones before and after. */
export function PeriodBar({ period, today, onPeriod }: PeriodBarProps) {
  const previous = neighbourOf(period, -1, today)
  const next = neighbourOf(period, 1, today)
  return (
    <section class="space-period" aria-label={words.label}>
      <Choice
        label={words.label}
        names={periodNames}
        words={words.names}
        chosen={period.name}
        onChoose={(name) => onPeriod({ ...period, name })}
      />
      {period.name === 'custom' && (
        <CustomDays key={`${period.from} ${period.to}`} {...{ period, today, onPeriod }} />
      )}
      <div class="space-stepper">
        <button
          type="button"
          class="icon-button"
          aria-label={words.previous}
          disabled={previous === null}
          onClick={() => previous !== null && onPeriod(previous)}
        >
          <Icon of={ChevronLeft} />
        </button>
        <span class="space-period-shown" role="status">
          {words.shown(formatDate(period.from), formatDate(period.to))}
        </span>
        <button
          type="button"
          class="icon-button"
          aria-label={words.next}
          disabled={next === null}
          onClick={() => next !== null && onPeriod(next)}
        >
          <Icon of={ChevronRight} />
        </button>
      </div>
    </section>
  )
}

/** The first and last day; taken when both are days in order. */
function CustomDays({ period, today, onPeriod }: PeriodBarProps) {
  const [from, setFrom] = useState(period.from)
  const [to, setTo] = useState(period.to)
  const isWrong = isDate(from) && isDate(to) && from > to
  const take = () => {
    const isChanged = from !== period.from || to !== period.to
    if (isChanged && isDate(from) && isDate(to) && from <= to) onPeriod({ name: 'custom', from, to })
  }
  return (
    <div class="row">
      <label class="inline-field">
        {words.from}
        <input
          type="date"
          value={from}
          max={today}
          onInput={({ currentTarget }) => setFrom(currentTarget.value)}
          onBlur={take}
        />
      </label>
      <label class="inline-field">
        {words.to}
        <input
          type="date"
          value={to}
          max={today}
          onInput={({ currentTarget }) => setTo(currentTarget.value)}
          onBlur={take}
        />
      </label>
      {isWrong && (
        <p class="field-error" role="alert">
          {words.badRange}
        </p>
      )}
    </div>
  )
}
