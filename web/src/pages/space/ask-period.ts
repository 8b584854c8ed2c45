import type { OperatingHours } from '../../../../src/client/density-wire.ts'
import type { Space } from '../../../../src/client/native-wire.ts'
import { askMetrics } from '../../api/metrics.ts'
import { askDailyPoints } from '../../api/space.ts'
import type { PeriodAnswer } from './figures.ts'
import { datesOf, type Period } from './period.ts'
import { only } from './section.ts'

/** Everything that the figures of a period are reckoned from. */
export async function askPeriod(
  space: Space,
  period: Pick<Period, 'from' | 'to'>,
  hours: OperatingHours | null,
  signal: AbortSignal,
): Promise<PeriodAnswer> {
  const asked = {
    space_ids: [space.id],
    flatten: false,
    ...datesOf(period),
    ...(hours !== null && { operating_hours: hours }),
  }
  const [total, days, traffic, dwell] = await Promise.all([
    askMetrics(asked, signal),
    askMetrics({ ...asked, time_resolution: 'day' }, signal),
    askDailyPoints(space.location_id, 'traffic', period, hours, signal),
    askDailyPoints(space.location_id, 'dwell_time', period, hours, signal),
  ])
  return { total: only(total, space).rows[0], days: only(days, space).rows, traffic, dwell }
}
