const clocks = new Map<string, Intl.DateTimeFormat>()

function clockIn(zone: string): Intl.DateTimeFormat {
  const known =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  clocks.set(zone, known)
  return known
}

/** What the wall clock of a zone shows at an instant, as the epoch milliseconds at which UTC would show the same. */
export function wallMs(instant: number, zone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of clockIn(zone).formatToParts(instant)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const part = ((instant % 1_000) + 1_000) % 1_000
  return Date.UTC(year, month - 1, day, hour, minute, second) + part
}

/**
 * An instant in local time with its offset, such as `2025-10-26T01:30:00+01:00`: exact, and the repeated hour of a
 * clock change is told apart. Milliseconds are written when they are not zero.
 */
export function localIso(instant: string | number, zone: string): string {
  const at = new Date(instant).getTime()
  const wall = wallMs(at, zone)
  const offset = Math.round((wall - at) / 60_000)
  const size = Math.abs(offset)
  const pad = (value: number) => String(value).padStart(2, '0')
  const text = new Date(wall).toISOString().replace(/(\.000)?Z$/, '')
  return `${text}${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}

/** The instants of a span at which the wall clock of a zone shows a full hour that is a multiple of `everyHours`. */
export function hourTicks(start: number, end: number, zone: string, everyHours: number): readonly number[] {
  const QUARTER_MS = 900_000
  const ticks: number[] = []
  for (let at = Math.ceil(start / QUARTER_MS) * QUARTER_MS; at <= end; at += QUARTER_MS) {
    if (wallMs(at, zone) % (everyHours * 3_600_000) === 0) ticks.push(at)
  }
  return ticks
}
