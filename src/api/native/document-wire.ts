import { z } from 'zod'
import { hardwareTypes } from '../../domain/portfolio/sensor.ts'
import { countingModes, spaceTypes } from '../../domain/portfolio/space.ts'
import type { NewDisplay } from '../../portfolio/display-changes.ts'
import type { NewDoorway } from '../../portfolio/doorway-changes.ts'
import type { DocumentSpace } from '../../portfolio/portfolio-document.ts'
import type { NewSensor } from '../../portfolio/sensor-changes.ts'
import { nameText } from '../wire.ts'
import { components } from './components.ts'
import { readSides, sensorField, sidesField } from './doorway-wire.ts'
import { networkAddressesField, readNetworkAddresses } from './sensor-wire.ts'
import { readSpaceChange, spaceFields } from './space-wire.ts'

const spaceReference = z.string().min(1).describe('Id of a space, or its path of names: `HQ/Floor 1/Room 2`.')

const spaceMembers = z.strictObject({
  ...spaceFields,
  name: nameText,
  space_type: z.enum(spaceTypes),
  id: z.string().optional().describe('`spc_…`; without, the space is found by its name under its parent.'),
  location_id: z.int().optional(),
})

type SpaceBody = z.infer<typeof spaceMembers> & { readonly children?: readonly SpaceBody[] | undefined }

const documentSpace: z.ZodType<SpaceBody> = spaceMembers
  .extend({
    get children(): z.ZodOptional<z.ZodArray<z.ZodType<SpaceBody>>> {
      return z.array(documentSpace).optional()
    },
  })
  .register(components, { id: 'DocumentSpace' })

const documentSensor = z.strictObject({
  serial_number: nameText,
  sensor_type: z.enum(countingModes),
  space_ids: z.array(spaceReference).max(1_000).optional(),
  space_id: spaceReference.optional().describe('The same for one space.'),
  doorway_id: z.string().nullish().describe('Id or name of a doorway, for an entry sensor.'),
  hardware_type: z.enum(hardwareTypes).nullish(),
  firmware_version: z.string().nullish(),
  heartbeat_seconds: z.number().nullish(),
  network_addresses: networkAddressesField,
})

const documentDoorway = z.strictObject({
  id: z.string().optional().describe('`drw_…`; without, the doorway is found by its name.'),
  name: nameText,
  sensor_serial_number: sensorField,
  spaces: sidesField,
})

const documentDisplay = z.strictObject({
  id: z.string().optional().describe('`dsp_…`; without, the display is found by its name.'),
  name: nameText,
  floor_id: spaceReference,
})

/** A portfolio as a document: what `headcount apply` reads and `POST /api/apply` takes. Unknown members are refused. */
export const documentBody = z.strictObject({
  spaces: z.array(documentSpace).optional().describe('Outermost spaces, with theirs as `children`.'),
  sensors: z.array(documentSensor).optional(),
  doorways: z.array(documentDoorway).optional(),
  displays: z.array(documentDisplay).optional(),
  labels: z.array(nameText).optional().describe('Names of labels that are to exist, also on no space.'),
})

/** A document without its contents, which are checked one by one. */
export const documentOutline = z.strictObject({
  spaces: z.array(z.unknown()).optional(),
  sensors: z.array(z.unknown()).optional(),
  doorways: z.array(z.unknown()).optional(),
  displays: z.array(z.unknown()).optional(),
  labels: z.array(z.unknown()).optional(),
})

/** What a document is made of, each by itself; of a space without what is in it. */
export const documentParts = {
  space: spaceMembers.extend({ children: z.array(z.unknown()).optional() }),
  sensor: documentSensor,
  doorway: documentDoorway,
  display: documentDisplay,
  label: nameText,
}

/** The wire's words for a space, and for what is in it, in those of the portfolio service. */
export function readDocumentSpace(
  body: z.infer<typeof spaceMembers>,
  children: readonly DocumentSpace[] | undefined,
): DocumentSpace {
  return {
    ...readSpaceChange(body),
    name: body.name,
    type: body.space_type,
    id: body.id,
    locationId: body.location_id,
    children,
  }
}

/** The wire's words for a sensor in those of the portfolio service. */
export function readDocumentSensor(sensor: z.infer<typeof documentSensor>): NewSensor {
  return {
    serialNumber: sensor.serial_number,
    type: sensor.sensor_type,
    spaceIds: sensor.space_id === undefined ? sensor.space_ids : [sensor.space_id],
    doorwayId: sensor.doorway_id,
    hardwareType: sensor.hardware_type,
    firmwareVersion: sensor.firmware_version,
    heartbeatSeconds: sensor.heartbeat_seconds,
    networkAddresses: readNetworkAddresses(sensor.network_addresses),
  }
}

/** The wire's words for a doorway in those of the portfolio service. */
export function readDocumentDoorway(doorway: z.infer<typeof documentDoorway>): NewDoorway {
  const { id, name, sensor_serial_number: sensorSerialNumber, spaces } = doorway
  return { id, name, sensorSerialNumber, sides: readSides(spaces) }
}

/** The wire's words for a display in those of the portfolio service. */
export function readDocumentDisplay(display: z.infer<typeof documentDisplay>): NewDisplay {
  return { id: display.id, name: display.name, floorId: display.floor_id }
}
