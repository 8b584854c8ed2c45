import { Clock } from 'lucide'
import { useState } from 'preact/hooks'
import { formatHours } from '../format/hours.ts'
import { Icon } from '../parts/icon.tsx'
import { workingHours } from '../state/working-hours.ts'
import { texts } from '../texts/texts.ts'
import { WorkingHoursDialog } from './working-hours-dialog.tsx'

/** The working hours in force, on every page, and the way to change them. */
export function WorkingHoursButton() {
  const [isOpen, setOpen] = useState(false)
  const words = formatHours(workingHours.value)
  return (
    <>
      <button
        type="button"
        class="menu-button"
        aria-label={`${texts.common.workingHours.label}: ${words}`}
        title={texts.common.workingHours.label}
        onClick={() => setOpen(true)}
      >
        <Icon of={Clock} />
        <span class="hours-words">{words}</span>
      </button>
      {isOpen && <WorkingHoursDialog onClose={() => setOpen(false)} />}
    </>
  )
}
