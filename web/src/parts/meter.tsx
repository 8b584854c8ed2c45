import { formatPercent } from '../format/numbers.ts'
import './meter.css'

/** A share as a bar, 0…1; above 1 the bar is full and says so by its colour and its end. `null` is unknown. */
export function Meter({ share, label }: { share: number | null; label: string }) {
  const isOver = share !== null && share > 1
  const kind = share === null ? 'meter-unknown' : isOver ? 'meter-over' : ''
  return (
    <div class={`meter ${kind}`} role="img" aria-label={`${label}: ${formatPercent(share)}`}>
      <div class="meter-fill" style={{ width: `${Math.min(share ?? 0, 1) * 100}%` }} />
    </div>
  )
}
