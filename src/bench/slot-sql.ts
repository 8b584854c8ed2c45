import { officeHours, type Question, type Row, type Rows } from './question.ts'
import { TIME_ZONE } from './slot-year.ts'

/** How an SQL engine spells what the engines spell differently. */
export interface Dialect {
  /** The start of the hour that `starts_at` is in. */
  readonly hour: string
  readonly epochMs: (timestamp: string) => string
}

/** Columns of `slots`, a row for each space and slot. Columns in which all rows are alike are left out, or cheap. */
export const slotColumns = [
  'space integer not null',
  'starts_at timestamptz not null',
  'observed_ms integer not null',
  'occupied_ms integer not null',
  'person_ms integer not null',
  'online_ms integer not null',
  'peak smallint not null',
  'low smallint not null',
] as const

/**
 * A calendar, as warehouses keep one: the local weekday (1 = Monday), hour and start of day of each slot. Working
 * them out for every row of a question instead takes either engine many times as long.
 */
export const createCalendar = `create table calendar as
  select starts_at,
    cast(extract(isodow from starts_at at time zone '${TIME_ZONE}') as integer) as weekday,
    cast(extract(hour from starts_at at time zone '${TIME_ZONE}') as integer) as hour,
    date_trunc('day', starts_at at time zone '${TIME_ZONE}') at time zone '${TIME_ZONE}' as local_day
  from slots where space = 0`

/** A question in plain SQL: a row for each space and bucket, in the order that {@link rowOf} reads. */
export function toSql(question: Question, dialect: Dialect): string {
  const start = `timestamp '${question.firstDate}' at time zone '${TIME_ZONE}'`
  const end = `(timestamp '${question.lastDate}' + interval '1 day') at time zone '${TIME_ZONE}'`
  const bucket = { hour: dialect.hour, day: 'local_day', total: start }[question.resolution]
  const spaces = question.spaces === 1 ? 'space = 0' : `space < ${question.spaces}`
  return `select space, ${dialect.epochMs(bucket)} as bucket,
      cast(sum(observed_ms) as bigint), cast(sum(occupied_ms) as bigint), cast(sum(person_ms) as bigint),
      cast(sum(online_ms) as bigint), max(peak), min(low)
    from slots${question.resolution === 'day' ? ' join calendar using (starts_at)' : ''}
    where ${spaces} and starts_at >= ${start} and starts_at < ${end}${question.officeHours ? ` and ${inOfficeHours()}` : ''}
    group by 1, 2`
}

function inOfficeHours(): string {
  const { days, startHour, endHour } = officeHours
  return `starts_at in (select starts_at from calendar
      where weekday in (${days.join(', ')}) and hour >= ${startHour} and hour < ${endHour})`
}

/** The rows of a result, by space and bucket. */
export function rowsOfResult(result: readonly (readonly unknown[])[]): Rows {
  return new Map(
    result.map((values): [string, Row] => {
      const [space = 0, bucket = 0, ...figures] = values.map(Number)
      return [`${space} ${bucket}`, figures]
    }),
  )
}
