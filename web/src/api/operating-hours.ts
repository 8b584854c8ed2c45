import type { OperatingHours } from '../../../src/client/density-wire.ts'
import type { OccuspaceQuery } from '../../../src/client/occuspace-wire.ts'

/** Operating hours as Occuspace filters: the last hour is inclusive, and 1 is Sunday. */
export function filtersOf(
  hours: OperatingHours | null,
): Pick<OccuspaceQuery, 'start_hour_filter' | 'end_hour_filter' | 'days_filter'> {
  if (hours === null) return {}
  return {
    start_hour_filter: hours.start_hour,
    end_hour_filter: (hours.end_hour || 24) - 1,
    days_filter: hours.days.map((day) => day + 1).join(''),
  }
}
