import type { OperatingHours } from '../../../src/client/density-wire.ts'
import { texts } from '../texts/texts.ts'
import { formatTime, weekdayNames } from './times.ts'

/** An hour of the day, 0…24, such as `8:00 AM`. */
export function formatHour(hour: number): string {
  return formatTime(Date.UTC(2023, 0, 1, hour), 'UTC')
}

/** Working hours in words, such as `Mon–Fri, 8:00 AM–6:00 PM`. */
export function formatHours(hours: OperatingHours | null): string {
  const { all, always, shown } = texts.common.workingHours
  if (hours === null) return all
  const days = formatDays(hours.days)
  if (hours.start_hour === 0 && hours.end_hour % 24 === 0) return `${days}, ${always}`
  return shown(days, formatHour(hours.start_hour), formatHour(hours.end_hour))
}

/** A time of day `HH:MM`, such as `8:30 AM`. */
export function formatWallTime(time: string): string {
  return formatTime(`2023-01-01T${time}:00Z`, 'UTC')
}

/** Weekdays (0 = Sunday, ascending), neighbours drawn together, weeks read from Monday. */
export function formatDays(days: readonly number[]): string {
  const names = weekdayNames('short')
  const fromMonday = days.map((day) => (day + 6) % 7).toSorted()
  const runs: number[][] = []
  for (const day of fromMonday) {
    const run = runs.at(-1)
    if (run?.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined) => names[((day ?? 0) + 1) % 7] ?? ''
  return runs
    .map((run) => (run.length < 3 ? run.map(name).join(', ') : `${name(run[0])}–${name(run.at(-1))}`))
    .join(', ')
}
