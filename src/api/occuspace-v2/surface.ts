import { problem } from '../problem.ts'
import type { Surface } from '../surface.ts'
import { components } from './components.ts'
import { getAvailability } from './get-availability.ts'
import { getDwellTime } from './get-dwell-time.ts'
import { getLocation } from './get-location.ts'
import { getOccupancy } from './get-occupancy.ts'
import { getTraffic } from './get-traffic.ts'
import { listLocations } from './list-locations.ts'

/** The Occuspace Customer API v2 (occuspace.md §1–3). */
export const occuspaceV2: Surface = {
  prefix: '/v2',
  document: {
    title: 'Headcount: Occuspace v2',
    description: [
      'What clients of the Occuspace Customer API (v2) call. Dates are local days of the location, both inclusive; dwell',
      'time is in seconds; percents are of the capacity. What is not known is null, never 0. Lists come in pages of at',
      'most 1,000 rows.',
    ].join(' '),
    components,
    error: { schema: problem, mediaType: 'application/problem+json' },
  },
  // occuspace.md §1: 401 also when the header is absent.
  missingCredentials: 'unauthenticated',
  crossOrigin: true,
  operations: [listLocations, getLocation, getOccupancy, getTraffic, getDwellTime, getAvailability],
}
