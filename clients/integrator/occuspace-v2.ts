// What an integrator of the Occuspace API writes against the types that openapi-typescript makes of its document.
import type { components, operations } from './openapi-typescript/occuspace-v2.ts'

type Location = components['schemas']['Location']
type Occupancy = operations['getOccupancy']['responses'][200]['content']['application/json']
type Query = operations['getOccupancy']['parameters']['query']

/** An id is a number, in the list and in the path. */
export const path = ({ location_id }: Location): operations['getOccupancy']['parameters']['path'] => ({
  id: location_id,
})
export const query: Query = { start_date: '2025-12-01', end_date: '2025-12-07', interval: 'daily', limit: 7 }

export function peakOf({ data }: Occupancy): number | null {
  const known = data.flatMap(({ peak }) => (peak === null ? [] : [peak]))
  return known.length === 0 ? null : Math.max(...known)
}

export const next = ({ pagination }: Occupancy): Query | null =>
  pagination.next_cursor === null ? null : { ...query, cursor: pagination.next_cursor }

export const told = ({ status, detail, request_id }: components['schemas']['Problem']): string =>
  `${status} ${detail} (${request_id})`

// @ts-expect-error What is not known is null, and must not be taken for a number.
export const peak = ({ data }: Occupancy): number => data[0].peak
