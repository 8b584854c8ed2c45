import type { OpeningHours } from '../portfolio/site.ts'
import { startOfDay, weekdayOf } from '../time/civil.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/interval.ts'
import type { WallMs } from '../time/moment.ts'

/** Whether a site is open when its wall clocks show `wall`; one without opening hours always is. */
export function isOpenAt(hours: readonly OpeningHours[], wall: WallMs): boolean {
  if (hours.length === 0) return true
  const today = startOfDay(wall)
  // What was open yesterday may close today.
  return [today - DAY_MS, today].some((day) =>
    openingsOn(hours, day).some(({ opens, closes }) => opens <= wall && wall < closes),
  )
}

/** The hours (0…23) of the day of a midnight during which a site is open, if only for a part of them. */
export function openHours(hours: readonly OpeningHours[], day: WallMs): readonly number[] {
  const all = Array.from({ length: 24 }, (_, hour) => hour)
  return all.filter((hour) => isOpenDuring(hours, day + hour * HOUR_MS, day + (hour + 1) * HOUR_MS))
}

function isOpenDuring(hours: readonly OpeningHours[], from: WallMs, until: WallMs): boolean {
  if (isOpenAt(hours, from)) return true
  return openingsOn(hours, startOfDay(from)).some(({ opens }) => from <= opens && opens < until)
}

/** The next time on the wall clock at which a closed site opens; `null` for one without opening hours. */
export function nextOpening(hours: readonly OpeningHours[], wall: WallMs): WallMs | null {
  const today = startOfDay(wall)
  for (let ahead = 0; ahead <= 7; ahead++) {
    const openings = openingsOn(hours, today + ahead * DAY_MS).map(({ opens }) => opens)
    const next = Math.min(...openings.filter((opens) => opens > wall))
    if (next !== Infinity) return next
  }
  return null
}

interface Opening {
  readonly opens: WallMs
  readonly closes: WallMs
}

/** The openings that begin on the day of a midnight. */
function openingsOn(hours: readonly OpeningHours[], day: WallMs): readonly Opening[] {
  const digit = String(weekdayOf(day) + 1)
  return hours
    .filter(({ days }) => days.includes(digit))
    .map(({ openMinutes, closeMinutes }) => ({
      opens: day + openMinutes * MINUTE_MS,
      closes: day + closeMinutes * MINUTE_MS + (closeMinutes <= openMinutes ? DAY_MS : 0),
    }))
}
