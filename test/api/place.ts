import { expect } from 'vitest'
import type { Site, Wire } from './site.ts'

/** A space that counts. */
export interface Place {
  readonly id: string
  readonly location: number
  /** Serial number of its sensor. */
  readonly sensor: string
}

let spaces = 0
/** The day that points are asked for. */
export const day = { start_date: '2024-05-01', end_date: '2024-05-01' }

/** A space with an open-area sensor over it. */
export async function area(site: Site, fields: Wire = {}): Promise<Place> {
  const id = `spc_area_${spaces++}`
  const location = await site.space(id, fields)
  await site.sensor(id, { sensor_type: 'oa', space_id: id })
  return { id, location, sensor: id }
}

/** A space with one doorway. */
export async function lobby(site: Site, fields: Wire = {}): Promise<Place> {
  const id = `spc_lobby_${spaces++}`
  const location = await site.space(id, fields)
  await site.sensor(id, { sensor_type: 'entry' })
  const sides = [{ id, sensor_placement: 1 }]
  await site.doorway(`drw_${id}`, { sensor_serial_number: id, spaces: sides })
  return { id, location, sensor: id }
}

/** The figures of the one point that there is, that of the day unless said otherwise. */
export async function point(site: Site, place: Place, metric: string, query: Wire = day): Promise<Wire> {
  const { data } = await site.metric(place.location, metric, query)
  expect(data).toHaveLength(1)
  const { timestamp: _timestamp, ...figures } = data[0] ?? { timestamp: '' }
  return figures
}
