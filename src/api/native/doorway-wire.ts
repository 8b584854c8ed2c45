import { z } from 'zod'
import type { Access } from '../../domain/access/access.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { DoorwayChange, NewSide } from '../../portfolio/doorway-changes.ts'
import { doorwayShape } from '../doorway-wire.ts'
import { requireSensor, requireSpaces } from '../visible-set-up.ts'
import { nameText } from '../wire.ts'
import { components } from './components.ts'

/** A doorway, the same as in Density v3. */
export const ownDoorwayShape = doorwayShape.clone().register(components, { id: 'Doorway' })

/** The spaces that a doorway leads to. */
export const sidesField = z
  .array(
    z.object({
      id: z.string(),
      sensor_placement: z
        .union([z.literal(1), z.literal(-1)])
        .describe('A crossing counts `direction × sensor_placement` in this space.'),
    }),
  )
  .min(1)

/** The serial number of an entry sensor. */
export const sensorField = z.string().nullish().describe('Its entry sensor; null for none.')

/** A change to a doorway; what is absent stays. */
export const doorwayChangeBody = z.object({
  name: nameText.optional(),
  sensor_serial_number: sensorField,
  spaces: sidesField.optional(),
})

/** The wire's words for a change in those of the service; refuses what the caller does not see. */
export function readDoorwayChange(
  body: z.infer<typeof doorwayChangeBody>,
  portfolio: Portfolio,
  access: Access,
): DoorwayChange {
  const sensorSerialNumber = body.sensor_serial_number
  const sides = body.spaces === undefined ? undefined : readSides(body.spaces)
  requireSpaces(portfolio, access, sides?.map(({ spaceId }) => spaceId) ?? [])
  if (typeof sensorSerialNumber === 'string') requireSensor(portfolio, access, sensorSerialNumber)
  return { name: body.name, sensorSerialNumber, sides }
}

/** The sides of a doorway in the words of the service. */
export function readSides(sides: z.infer<typeof sidesField>): readonly NewSide[] {
  return sides.map(({ id, sensor_placement: placement }) => ({ spaceId: id, placement }))
}
