import { useEffect, useState } from 'preact/hooks'
import { follow } from '../../state/every-second.ts'
import { liveOf, liveStatus } from '../../state/live.ts'
import { serverNow } from '../../state/server-clock.ts'
import { knownCount } from '../../state/space-state.ts'
import type { Arrival } from './day-steps.ts'

const none: readonly Arrival[] = []

/**
 * The counts of a space that have arrived since `answer` was given; none without one. Once the stream is back after
 * it was silent, `askAgain` is called: what happened meanwhile is not known here.
 */
export function useArrivals(id: string, answer: unknown, askAgain: () => void): readonly Arrival[] {
  const [held, setHeld] = useState({ answer, arrivals: none })
  useEffect(() => {
    if (answer === undefined) return
    return follow(() => {
      const arrival = arrivalOf(id)
      if (arrival === null) return
      setHeld((before) => {
        const arrivals = before.answer === answer ? before.arrivals : none
        return { answer, arrivals: [...arrivals, arrival] }
      })
    })
  }, [id, answer])
  useEffect(() => {
    let wasSilent = false
    return liveStatus.subscribe((status) => {
      if (status === 'live' && wasSilent) askAgain()
      wasSilent = status === 'stale'
    })
  }, [askAgain])
  return held.answer === answer ? held.arrivals : none
}

function arrivalOf(id: string): Arrival | null {
  const live = liveOf(id).value
  if (live === undefined) return null
  const count = knownCount(live)
  // A count that is no longer known was last known at its reading, and went unknown some time after.
  const at = count === null || live.timestamp === null ? serverNow() : Date.parse(live.timestamp)
  return { at, count, isCapped: live.is_capped }
}
