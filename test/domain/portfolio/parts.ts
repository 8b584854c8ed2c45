import type { Doorway, DoorwaySensor } from '../../../src/domain/portfolio/doorway.ts'
import type { Label } from '../../../src/domain/portfolio/label.ts'
import { Portfolio, type PortfolioParts } from '../../../src/domain/portfolio/portfolio.ts'
import type { Sensor } from '../../../src/domain/portfolio/sensor.ts'
import type { Space, SpaceKey } from '../../../src/domain/portfolio/space.ts'

/** A space whose fields all follow from its key, but for those given. */
export function spaceOf(key: SpaceKey, fields: Partial<Space> = {}): Space {
  return {
    key,
    organization: 1,
    id: `spc_${key}`,
    locationId: 100 + key,
    parent: null,
    name: `Space ${key}`,
    type: 'space',
    timeZone: null,
    capacity: null,
    pastCapacities: [],
    countingMode: null,
    dailyResetMinutes: 0,
    function: null,
    status: 'live',
    address: null,
    iwmsId: null,
    sizeArea: null,
    costPerSqft: null,
    goLiveDateUtc: null,
    binaryOccupancy: false,
    minCount: null,
    createdAt: 0,
    ...fields,
  }
}

/** An open-area sensor that always covered some spaces, but for the fields given. */
export function sensorOf(key: number, over: readonly SpaceKey[], fields: Partial<Sensor> = {}): Sensor {
  return {
    key,
    organization: 1,
    serialNumber: `SN${key}`,
    type: 'oa',
    hardwareType: null,
    firmwareVersion: null,
    networkAddresses: [],
    heartbeatMs: null,
    coverage: over.map((space) => ({ space, from: -Infinity, until: Infinity })),
    createdAt: 0,
    updatedAt: 0,
    ...fields,
  }
}

/** A doorway without a sensor that leads into some spaces, but for the fields given. */
export function doorwayOf(key: number, into: readonly SpaceKey[], fields: Partial<Doorway> = {}): Doorway {
  return {
    key,
    organization: 1,
    id: `drw_${key}`,
    name: `Doorway ${key}`,
    sensors: [],
    sides: into.map((space) => ({ space, placement: 1 })),
    createdAt: 0,
    deletedAt: null,
    ...fields,
  }
}

/** That a sensor always was, and still is, on a doorway. */
export function always(sensor: number): DoorwaySensor {
  return { sensor, from: -Infinity, until: Infinity }
}

/** A label on some spaces. */
export function labelOf(key: number, spaces: readonly SpaceKey[]): Label {
  return { key, organization: 1, id: `lbl_${key}`, name: `Label ${key}`, group: null, spaces }
}

/** A portfolio of nothing but the parts given. */
export function portfolioOf(parts: Partial<PortfolioParts>): Portfolio {
  const empty = {
    organization: 1,
    spaces: [],
    sensors: [],
    doorways: [],
    labels: [],
    labelGroups: [],
    corrections: [],
  }
  return new Portfolio({ ...empty, ...parts })
}
