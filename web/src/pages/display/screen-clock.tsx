import { formatTime, formatZone } from '../../format/times.ts'
import { useNow } from './screen-behaviour.ts'
import './screen-clock.css'

/** The time of day in a zone, with the zone by name. */
export function ScreenClock({ zone }: { zone: string }) {
  const now = useNow()
  return (
    <div class="screen-clock">
      <time dateTime={new Date(now).toISOString().slice(0, 16)}>{formatTime(now, zone)}</time>
      <span>{formatZone(zone, now)}</span>
    </div>
  )
}
