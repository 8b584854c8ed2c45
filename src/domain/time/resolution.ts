import { HOUR_MS, MINUTE_MS } from './interval.ts'

/**
 * Widths of bucket that can be asked for. `total` is one bucket over everything; `weekday`, `hour_of_day` and
 * `hour_of_week` pool all time with the same local weekday, hour, or hour of the week; the rest follow each other.
 */
export const resolutions = [
  'total',
  'minute',
  '5minute',
  '10minute',
  '15minute',
  'hour',
  'day',
  'week',
  'month',
  'year',
  'weekday',
  'hour_of_day',
  'hour_of_week',
] as const

/** One of {@link resolutions}. */
export type Resolution = (typeof resolutions)[number]

/** The resolutions whose buckets pool time that is apart. */
export type PooledResolution = 'weekday' | 'hour_of_day' | 'hour_of_week'

/** Lengths of the labels by which clocks are read at resolutions of an hour and less, in milliseconds. */
export const labelWidths = {
  minute: MINUTE_MS,
  '5minute': 5 * MINUTE_MS,
  '10minute': 10 * MINUTE_MS,
  '15minute': 15 * MINUTE_MS,
  hour: HOUR_MS,
} as const satisfies Partial<Record<Resolution, number>>

/** The resolutions of {@link labelWidths}. */
export type LabelResolution = keyof typeof labelWidths

/** Whether a resolution is one of {@link labelWidths}. */
export function isLabelled(resolution: Resolution): resolution is LabelResolution {
  return resolution in labelWidths
}

/** Whether the buckets of a resolution are those of {@link PooledResolution}. */
export function isPooled(resolution: Resolution): resolution is PooledResolution {
  return resolution === 'weekday' || resolution === 'hour_of_day' || resolution === 'hour_of_week'
}
