import type { Surface } from '../surface.ts'
import { components } from './components.ts'
import { messageError } from './errors.ts'
import { getCounts } from './get-counts.ts'
import { getDailyDwellTime } from './get-daily-dwell-time.ts'
import { getNow } from './get-now.ts'
import { getDailyOccupancy, getHourlyOccupancy } from './get-occupancy-series.ts'
import { getDailyVisitors, getHourlyVisitors } from './get-visitors-series.ts'
import { listLocations } from './list-locations.ts'

/** The Occuspace API v1, which most displays poll (occuspace.md §4). */
export const occuspaceV1: Surface = {
  prefix: '/v1',
  document: {
    title: 'Headcount: Occuspace v1',
    description: 'What clients of the Occuspace API v1 call.',
    components,
    error: { schema: messageError, mediaType: 'application/json' },
  },
  missingCredentials: 'unauthenticated',
  crossOrigin: true,
  operations: [
    listLocations,
    getNow,
    getCounts,
    getHourlyOccupancy,
    getDailyOccupancy,
    getHourlyVisitors,
    getDailyVisitors,
    getDailyDwellTime,
  ],
}
