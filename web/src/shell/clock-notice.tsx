import { Clock } from 'lucide'
import { formatDuration } from '../format/durations.ts'
import { Icon } from '../parts/icon.tsx'
import { clockSkew } from '../state/server-clock.ts'
import { texts } from '../texts/texts.ts'
import './clock-notice.css'

const MINUTE_MS = 60_000

/** Says that this device's clock is wrong, where that is by more than a minute. */
export function ClockNotice() {
  const skew = clockSkew.value
  // There before its words are: only then are they read out.
  return (
    <div class="clock-notice" role="status">
      {Math.abs(skew) > MINUTE_MS && (
        <p>
          <Icon of={Clock} />
          {wordsFor(skew)}
        </p>
      )}
    </div>
  )
}

function wordsFor(skew: number): string {
  const { ahead, behind } = texts.common.clock
  const by = formatDuration(Math.round(Math.abs(skew) / MINUTE_MS) * MINUTE_MS)
  return skew > 0 ? ahead(by) : behind(by)
}
