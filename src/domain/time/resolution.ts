/**
 * Widths of bucket that can be asked for. `total` is one bucket over everything; `weekday` and `hour_of_day` pool
 * all time with the same local weekday or hour; the rest follow each other.
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
] as const

/** One of {@link resolutions}. */
export type Resolution = (typeof resolutions)[number]
