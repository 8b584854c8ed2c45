import { weekdayNames } from '../format/times.ts'
import './day-choice.css'

/** Weeks are read from Monday here, though they are counted from Sunday. */
const shownDays = [1, 2, 3, 4, 5, 6, 0]

interface DayChoiceProps {
  /** Whether a weekday is chosen: 0 = Sunday … 6 = Saturday. */
  isChosen: (day: number) => boolean
  onToggle: (day: number) => void
}

/** Any number of weekdays. It stands in a `fieldset` whose legend says what for. */
export function DayChoice({ isChosen, onToggle }: DayChoiceProps) {
  const names = weekdayNames('short')
  return (
    <div class="day-choice">
      {shownDays.map((day) => (
        <label key={day}>
          <input type="checkbox" checked={isChosen(day)} onChange={() => onToggle(day)} />
          <span>{names[day]}</span>
        </label>
      ))}
    </div>
  )
}
