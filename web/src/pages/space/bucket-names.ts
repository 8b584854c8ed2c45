import type { MetricsRow } from '../../../../src/client/analytics-wire.ts'
import { formatDay, formatHourOfDay, formatMonth, formatShortDay, formatTime } from '../../format/times.ts'
import { texts } from '../../texts/texts.ts'
import type { HistoryResolution } from './period.ts'

/** A bucket's name as short as an axis wants it. */
export function shortName(
  { start }: Pick<MetricsRow, 'start'>,
  resolution: HistoryResolution,
  zone: string,
): string {
  if (start === null) return ''
  if (resolution === 'hour') return formatHourOfDay(start, zone)
  return resolution === 'month' ? formatMonth(start, zone) : formatShortDay(start, zone)
}

/** A bucket's name in full. */
export function fullName(
  { start, end }: Pick<MetricsRow, 'start' | 'end'>,
  resolution: HistoryResolution,
  zone: string,
): string {
  if (start === null || end === null) return ''
  switch (resolution) {
    case 'hour':
      return `${formatDay(start, zone)}, ${formatTime(start, zone)} – ${formatTime(end, zone)}`
    case 'day':
      return formatDay(start, zone)
    case 'week':
      return texts.space.weekOf(formatDay(start, zone), formatDay(Date.parse(end) - 1, zone))
    case 'month':
      return formatMonth(start, zone)
  }
}
