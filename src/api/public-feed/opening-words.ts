import { isOpenAt, nextOpening } from '../../domain/feed/opening.ts'
import type { Site } from '../../domain/portfolio/site.ts'
import { startOfDay, weekdayOf } from '../../domain/time/civil.ts'
import { DAY_MS, type EpochMs } from '../../domain/time/interval.ts'
import { formatWallTime } from '../../domain/time/iso-format.ts'
import { zoneOf } from '../../domain/time/zone.ts'

/** Whether a site is open, and a word about it: `open`, or `Closed until …` (occuspace.md §5). */
export interface OpeningNow {
  readonly isOpen: boolean
  readonly summary: string
  /** IANA zone whose wall clocks say so. */
  readonly timeZone: string
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** How the doors of a site's place stand, by the wall clocks of its zone. */
export function openingNow({ hours }: Pick<Site, 'hours'>, timeZone: string, now: EpochMs): OpeningNow {
  const wall = zoneOf(timeZone).wallOf(now)
  if (isOpenAt(hours, wall)) return { isOpen: true, summary: 'open', timeZone }
  const next = nextOpening(hours, wall) ?? wall
  const time = formatWallTime(next).slice(0, 5)
  const days = (startOfDay(next) - startOfDay(wall)) / DAY_MS
  if (days === 0) return { isOpen: false, summary: `Closed until ${time}`, timeZone }
  return { isOpen: false, summary: `Closed until ${weekdays[weekdayOf(next)]} ${time}`, timeZone }
}
