import { useState } from 'preact/hooks'
import { texts } from '../../texts/texts.ts'
import { isDate, type Period } from '../space/period.ts'

const names = ['7d', '28d', '90d', '12m', 'custom'] as const

interface PeriodChoiceProps {
  period: Period
  /** The last day that can be asked for. */
  today: string
  onPeriod: (name: string, from: string | null, to: string | null) => void
}

/** Chooses over which days is compared. */
export function PeriodChoice({ period, today, onPeriod }: PeriodChoiceProps) {
  const words = texts.compare.period
  const isCustom = period.name === 'custom'
  return (
    <div class="row compare-period">
      <label class="inline-field">
        <span>{words.label}</span>
        <select
          value={period.name}
          onChange={({ currentTarget: { value } }) =>
            value === 'custom' ? onPeriod(value, period.from, period.to) : onPeriod(value, null, null)
          }
        >
          {names.map((name) => (
            <option key={name} value={name}>
              {words.names[name]}
            </option>
          ))}
        </select>
      </label>
      {isCustom && <Days key={`${period.from} ${period.to}`} {...{ period, today, onPeriod }} />}
    </div>
  )
}

/** The first and the last day. They are used once both are days and in order. */
function Days({ period, today, onPeriod }: PeriodChoiceProps) {
  const words = texts.compare.period
  const [from, setFrom] = useState(period.from)
  const [to, setTo] = useState(period.to)
  const isBad = isDate(from) && isDate(to) && from > to
  const take = (first: string, last: string) => {
    if (isDate(first) && isDate(last) && first <= last) onPeriod('custom', first, last)
  }
  return (
    <>
      <DayField label={words.from} value={from} most={today} onDay={setFrom} onLeave={() => take(from, to)} />
      <DayField label={words.to} value={to} most={today} onDay={setTo} onLeave={() => take(from, to)} />
      {isBad && (
        <p class="field-error" role="alert">
          {words.badRange}
        </p>
      )}
    </>
  )
}

interface DayFieldProps {
  label: string
  value: string
  most: string
  onDay: (date: string) => void
  onLeave: () => void
}

function DayField({ label, value, most, onDay, onLeave }: DayFieldProps) {
  return (
    <label class="inline-field">
      <span>{label}</span>
      <input
        type="date"
        value={value}
        max={most}
        required
        onInput={({ currentTarget }) => onDay(currentTarget.value)}
        onBlur={onLeave}
        onKeyDown={({ key }) => {
          if (key === 'Enter') onLeave()
        }}
      />
    </label>
  )
}
