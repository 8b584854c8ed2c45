import { z } from 'zod'
import { type Access, canSee } from '../../domain/access/access.ts'
import { invalid } from '../../domain/errors.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { hardwareTypes, type NetworkAddress, type Sensor } from '../../domain/portfolio/sensor.ts'
import type { SensorChange } from '../../portfolio/sensor-changes.ts'
import { placesOf, renderSensor, sensorShape } from '../sensor-wire.ts'
import { requireDoorway, requireSpaces } from '../visible-set-up.ts'
import { components } from './components.ts'

/** A sensor of Density v3, with what it is linked to and when it counts as offline. */
export const ownSensorShape = sensorShape
  .extend({
    space_ids: z.array(z.string()).describe('Spaces it covers now; empty for an entry sensor.'),
    doorway_id: z.string().nullable(),
    heartbeat_seconds: z.number().nullable(),
  })
  .register(components, { id: 'Sensor' })

/** A sensor's addresses in its network, which are kept and given back; null for none. */
export const networkAddressesField = z
  .array(
    z.object({
      address: z.string().meta({ example: '10.4.0.17' }),
      family: z.string().default(''),
      if: z.string().default(''),
      mac: z.string().default(''),
    }),
  )
  .nullish()
  .describe('All its addresses, which are kept and given back to clients of Density; at most 64.')

/** Addresses in the service's words; `undefined` where nothing was said of them. */
export function readNetworkAddresses(
  given: z.infer<typeof networkAddressesField>,
): readonly NetworkAddress[] | undefined {
  if (given === undefined) return undefined
  return (given ?? []).map(({ if: name, ...rest }) => ({ ...rest, interface: name }))
}

/** What can be said about a sensor when it is created or changed. */
export const sensorFields = {
  space_ids: z.array(z.string()).max(1_000).optional().describe('Spaces an oa or waffle sensor covers.'),
  space_id: z.string().optional().describe('The same for one space.'),
  doorway_id: z.string().nullish().describe('Doorway an entry sensor is on; null takes it off.'),
  hardware_type: z.enum(hardwareTypes).nullish(),
  firmware_version: z.string().nullish(),
  heartbeat_seconds: z
    .number()
    .nullish()
    .describe('Offline once three times this has passed without a reading; null switches that off.'),
  network_addresses: networkAddressesField,
}

/** A change to a sensor; what is absent stays. */
export const sensorChangeBody = z.object(sensorFields)

/** The wire's words for a change in those of the service; refuses places that the caller does not see. */
export function readSensorChange(
  body: z.infer<typeof sensorChangeBody>,
  portfolio: Portfolio,
  access: Access,
): SensorChange {
  if (body.space_id !== undefined && body.space_ids !== undefined) {
    throw invalid('invalid_space_id', '`space_id` must be left out where `space_ids` is given.')
  }
  const spaceIds = body.space_id === undefined ? body.space_ids : [body.space_id]
  const doorwayId = body.doorway_id
  if (spaceIds !== undefined) requireSpaces(portfolio, access, spaceIds)
  if (typeof doorwayId === 'string') requireDoorway(portfolio, access, doorwayId)
  return {
    spaceIds,
    doorwayId,
    hardwareType: body.hardware_type,
    firmwareVersion: body.firmware_version,
    heartbeatSeconds: body.heartbeat_seconds,
    networkAddresses: readNetworkAddresses(body.network_addresses),
  }
}

/** A sensor as the own surface has it. */
export function renderOwnSensor(
  portfolio: Portfolio,
  access: Access,
  sensor: Sensor,
): z.infer<typeof ownSensorShape> {
  const places = sensor.type === 'entry' ? [] : placesOf(portfolio, sensor)
  const seen = places.filter((place) => canSee(portfolio, access, place))
  return {
    ...renderSensor(portfolio, access, sensor),
    space_ids: seen.map(({ id }) => id),
    doorway_id: portfolio.doorwayOf(sensor.key)?.id ?? null,
    heartbeat_seconds: sensor.heartbeatMs === null ? null : sensor.heartbeatMs / 1_000,
  }
}
