import { useState } from 'preact/hooks'
import { formatHour } from '../format/hours.ts'
import { Button } from '../parts/button.tsx'
import { DayChoice } from '../parts/day-choice.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { workingHours } from '../state/working-hours.ts'
import { texts } from '../texts/texts.ts'
import './working-hours-dialog.css'

/** Chooses the hours that every page reckons with. */
export function WorkingHoursDialog({ onClose }: { onClose: () => void }) {
  const words = texts.common.workingHours
  const current = workingHours.value
  const [isAll, setAll] = useState(current === null)
  const [days, setDays] = useState<readonly number[]>(current?.days ?? [1, 2, 3, 4, 5])
  const [start, setStart] = useState(current?.start_hour ?? 8)
  const [end, setEnd] = useState(current === null ? 18 : current.end_hour || 24)
  const error = days.length === 0 ? words.noDays : start >= end ? words.badRange : null
  const apply = (event: Event) => {
    event.preventDefault()
    if (!isAll && error !== null) return
    workingHours.value = isAll ? null : { days, start_hour: start, end_hour: end }
    onClose()
  }
  const toggle = (day: number) =>
    setDays(days.includes(day) ? days.filter((other) => other !== day) : [...days, day].toSorted())
  return (
    <Dialog title={words.label} onClose={onClose}>
      <form class="form" onSubmit={apply}>
        <p class="muted small">{words.explanation}</p>
        <label class="field-check">
          <input type="checkbox" checked={isAll} onChange={() => setAll(!isAll)} />
          {words.all}
        </label>
        {!isAll && (
          <>
            <fieldset>
              <legend class="field-label">{words.days}</legend>
              <DayChoice isChosen={(day) => days.includes(day)} onToggle={toggle} />
            </fieldset>
            <div class="hour-choice">
              <HourField label={words.from} hours={range(0, 23)} value={start} onChange={setStart} />
              <HourField label={words.to} hours={range(1, 24)} value={end} onChange={setEnd} error={error} />
            </div>
          </>
        )}
        <div class="form-actions">
          <Button kind="quiet" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button kind="primary" type="submit">
            {words.apply}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface HourFieldProps {
  label: string
  hours: readonly number[]
  value: number
  onChange: (hour: number) => void
  error?: string | null
}

function HourField({ label, hours, value, onChange, error }: HourFieldProps) {
  return (
    <Field label={label} error={error}>
      {(attributes) => (
        <select
          {...attributes}
          value={String(value)}
          onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
        >
          {hours.map((hour) => (
            <option key={hour} value={String(hour)}>
              {formatHour(hour)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
