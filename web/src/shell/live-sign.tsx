import { browserZone, formatExactTime } from '../format/times.ts'
import { lastHeardAt, liveStatus } from '../state/live.ts'
import { serverTimeOf } from '../state/server-clock.ts'
import { texts } from '../texts/texts.ts'

/** Whether what is shown is how things are now. */
export function LiveSign() {
  const status = liveStatus.value
  const { live, connecting, stale } = texts.common.live
  const words = {
    live,
    connecting,
    stale: stale(formatExactTime(serverTimeOf(lastHeardAt.value ?? Date.now()), browserZone)),
  }[status]
  return (
    <span class={`live-sign live-${status}`} role="status">
      <span class="live-dot" aria-hidden="true" />
      <span class="live-sign-words">{words}</span>
    </span>
  )
}
