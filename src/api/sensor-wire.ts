import { z } from 'zod'
import { type Access, canSee } from '../domain/access/access.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import { hardwareTypes, type Sensor } from '../domain/portfolio/sensor.ts'
import { countingModes, type Space, type SpaceType } from '../domain/portfolio/space.ts'
import { formatInstant, instantText } from './wire.ts'

/** A sensor as Density v3 has it (density-v3.md §8). */
export const sensorShape = z.object({
  serial_number: z.string(),
  sensor_type: z.enum(countingModes),
  hardware_type: z.enum(hardwareTypes).nullable(),
  firmware_version: z.string().nullable(),
  created_at: instantText,
  updated_at: instantText,
  location: z.object({
    building_ids: z.array(z.string()),
    floor_ids: z.array(z.string()),
    space_ids: z.array(z.string()),
  }),
  network_addresses: z
    .array(z.object({ address: z.string(), family: z.string(), if: z.string(), mac: z.string() }))
    .describe('As they were set up; an empty text where nothing was said.'),
})

/** A sensor as the wire of Density v3 has it, with those of its places that the caller sees and what is above them. */
export function renderSensor(
  portfolio: Portfolio,
  access: Access,
  sensor: Sensor,
): z.infer<typeof sensorShape> {
  const places = placesOf(portfolio, sensor).filter((place) => canSee(portfolio, access, place))
  const around = places.flatMap((place) => [place, ...portfolio.ancestors(place.key)])
  return {
    serial_number: sensor.serialNumber,
    sensor_type: sensor.type,
    hardware_type: sensor.hardwareType,
    firmware_version: sensor.firmwareVersion,
    created_at: formatInstant(sensor.createdAt),
    updated_at: formatInstant(sensor.updatedAt),
    location: {
      building_ids: idsOf(around, 'building'),
      floor_ids: idsOf(around, 'floor'),
      space_ids: idsOf(around, 'space'),
    },
    network_addresses: sensor.networkAddresses.map(({ interface: name, ...rest }) => ({ ...rest, if: name })),
  }
}

/** The spaces a sensor is at now: those it covers, or those its doorway leads to. */
export function placesOf(portfolio: Portfolio, sensor: Sensor): readonly Space[] {
  const covered = sensor.coverage.filter(({ until }) => until === Infinity)
  const sides = portfolio.doorwayOf(sensor.key)?.sides ?? []
  return [...covered, ...sides].flatMap(({ space }) => portfolio.space(space) ?? [])
}

function idsOf(spaces: readonly Space[], type: SpaceType): string[] {
  return [...new Set(spaces.filter((space) => space.type === type).map(({ id }) => id))]
}
