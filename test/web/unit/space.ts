import type { Space } from '../../../src/client/native-wire.ts'

/** A space of which only what is given matters. */
export function spaceNamed(id: string, changes: Partial<Space> = {}): Space {
  return {
    id,
    name: id,
    space_type: 'space',
    parent_id: null,
    location_id: 1,
    address: null,
    binary_occupancy: null,
    capacity: null,
    children: [],
    children_ids: [],
    cost_per_sqft: null,
    counting_mode: 'oa',
    daily_reset: '00:00',
    function: null,
    go_live_date_utc: null,
    iwms_id: null,
    labels: [],
    size_area: null,
    status: 'live',
    time_zone: 'America/New_York',
    ...changes,
  }
}
