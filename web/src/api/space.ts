import type { DatesQuery, Distribution, Segments, TypicalDay } from '../../../src/client/analytics-wire.ts'
import type { OperatingHours } from '../../../src/client/density-wire.ts'
import type { SensorStatus } from '../../../src/client/native-wire.ts'
import type {
  AvailabilityPoint,
  DwellTimePoint,
  Location,
  MetricPage,
  TrafficPoint,
} from '../../../src/client/occuspace-wire.ts'
import { filtersOf } from './operating-hours.ts'
import { listSensorStatus } from './sensor-status.ts'
import { get, query } from './server.ts'

/** How many people were in a space, step by step; at most 31 days. */
export function askSegments(id: string, dates: DatesQuery, signal?: AbortSignal): Promise<Segments> {
  return get(`/api/spaces/${encodeURIComponent(id)}/segments`, { ...dates }, signal)
}

/** What is usual on the weekday of a date, by the weeks before it. */
export function askTypicalDay(
  id: string,
  date: string,
  weeks: number,
  signal?: AbortSignal,
): Promise<TypicalDay> {
  return get(`/api/spaces/${encodeURIComponent(id)}/typical-day`, { date, weeks }, signal)
}

/** How long there were how many people; at most 366 days. */
export function askDistribution(
  id: string,
  dates: DatesQuery,
  hours: OperatingHours | null,
  signal?: AbortSignal,
): Promise<Distribution> {
  const asked = hours === null ? dates : { ...dates, ...hours, days: hours.days.join(',') }
  return get(`/api/spaces/${encodeURIComponent(id)}/distribution`, { ...asked }, signal)
}

/** What each metric of a location answers a point of. */
interface PointOf {
  readonly traffic: TrafficPoint
  readonly dwell_time: DwellTimePoint
  readonly availability: AvailabilityPoint
}

/** Days of a location, `YYYY-MM-DD`, both inclusive. */
interface Days {
  readonly from: string
  readonly to: string
}

/** A metric of a space under its Occuspace id, a point a day, all pages of it (occuspace.md §3). */
export async function askDailyPoints<Metric extends keyof PointOf>(
  locationId: number,
  metric: Metric,
  { from, to }: Days,
  hours: OperatingHours | null,
  signal?: AbortSignal,
): Promise<readonly PointOf[Metric][]> {
  const asked = { start_date: from, end_date: to, interval: 'daily', ...filtersOf(hours) } as const
  const points: PointOf[Metric][] = []
  let cursor: string | null = null
  do {
    const page: MetricPage<PointOf[Metric]> = await get(
      `/v2/locations/${locationId}/${metric}`,
      { ...asked, cursor },
      signal,
    )
    points.push(...page.data)
    cursor = page.pagination.next_cursor
  } while (cursor !== null)
  return points
}

/** A space under its Occuspace id, which knows its first day with data. */
export function askLocation(locationId: number, signal?: AbortSignal): Promise<Location> {
  return get(`/v2/locations/${locationId}`, undefined, signal)
}

/** The sensors at a space and below it, the ones on its doorways too, in the order of their serial numbers. */
export async function askSpaceSensors(id: string, signal?: AbortSignal): Promise<readonly SensorStatus[]> {
  const [sensors, statuses] = await Promise.all([
    query<readonly { readonly serial_number: string }[]>('/v3/sensors', { space_ids: [id] }, signal),
    listSensorStatus(signal),
  ])
  const here = new Set(sensors.map(({ serial_number }) => serial_number))
  return statuses
    .filter(({ serial_number }) => here.has(serial_number))
    .toSorted((a, b) => (a.serial_number < b.serial_number ? -1 : 1))
}
