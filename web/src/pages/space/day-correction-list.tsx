import { texts } from '../../texts/texts.ts'
import { correctionNote, type DayCorrection } from './day-corrections.ts'

/** What was corrected of a day, in words under its chart; nothing where nothing was. */
export function DayCorrectionList({
  corrections,
  zone,
}: {
  corrections: readonly DayCorrection[]
  zone: string
}) {
  if (corrections.length === 0) return null
  return (
    <section class="space-day-corrections" aria-label={texts.space.day.corrections}>
      <ul>
        {corrections.map(({ correction }) => (
          <li key={correction.id}>{correctionNote(correction, zone)}</li>
        ))}
      </ul>
    </section>
  )
}
