import { conflict, notFound } from '../domain/errors.ts'
import { currentSensor, type Doorway } from '../domain/portfolio/doorway.ts'
import {
  hardwareTypes,
  type NetworkAddress,
  type Sensor,
  type SensorKey,
} from '../domain/portfolio/sensor.ts'
import { countingModes, type SpaceKey } from '../domain/portfolio/space.ts'
import { forgetCorrectionsOfSensor } from './correction-removal.ts'
import { coverageFromTheStart, coverageMoved } from './coverage.ts'
import { describeSensor } from './descriptions.ts'
import { doorwayNamed, forgetSensor, linkSensor } from './doorway-changes.ts'
import {
  checkHeartbeat,
  checkName,
  checkNetworkAddresses,
  checkText,
  checkWord,
  checkWordOrNull,
  taken,
  wrongField,
} from './field-rules.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'
import { spaceNamed } from './space-changes.ts'

/** What can be changed about a sensor; what is absent stays as it is. */
export interface SensorChange {
  /** Ids of all spaces that an open-area or waffle sensor covers. */
  readonly spaceIds?: readonly string[] | undefined
  /** Id of the doorway an entry sensor is on; `null` takes it off. */
  readonly doorwayId?: string | null | undefined
  readonly hardwareType?: string | null | undefined
  readonly firmwareVersion?: string | null | undefined
  readonly heartbeatSeconds?: number | null | undefined
  /** All its addresses. */
  readonly networkAddresses?: readonly NetworkAddress[] | undefined
}

/** A sensor to be created. */
export interface NewSensor extends SensorChange {
  readonly serialNumber: string
  readonly type: string
}

/** Creates a sensor; throws `invalid`, `not_found` (space, doorway) or `conflict` (serial number, doorway taken). */
export async function createSensor(draft: PortfolioDraft, input: NewSensor): Promise<Sensor> {
  const serialNumber = checkName(input.serialNumber, 'serial_number')
  if (draft.sensors.named(serialNumber) !== null) throw taken('serial_number', serialNumber)
  const blank: Sensor = {
    key: 0,
    organization: draft.author.organization,
    serialNumber,
    type: checkWord(input.type, countingModes, 'sensor_type'),
    hardwareType: null,
    firmwareVersion: null,
    heartbeatMs: null,
    coverage: [],
    networkAddresses: [],
    createdAt: draft.now,
    updatedAt: draft.now,
  }
  const doorway = wantedDoorway(draft, blank, input.doorwayId)
  const changed = changedSensor(draft, blank, input, false)
  const sensor = { ...changed, key: draft.takeKey() }
  draft.sensors.put(sensor)
  draft.record('sensor.create', serialNumber, null, describeSensor(draft, sensor))
  if (doorway !== null) await linkSensor(draft, doorway, sensor.key)
  return sensor
}

/**
 * Changes a sensor; throws like {@link createSensor}. With `hasReadings`, pointing it at other spaces leaves what
 * it saw so far with the old ones.
 */
export async function updateSensor(
  draft: PortfolioDraft,
  before: Sensor,
  change: SensorChange,
  hasReadings: boolean,
): Promise<Sensor> {
  const doorway = wantedDoorway(draft, before, change.doorwayId)
  const after = changedSensor(draft, before, change, hasReadings)
  const [was, is] = [describeSensor(draft, before), describeSensor(draft, after)]
  const isChanged = JSON.stringify(was) !== JSON.stringify(is) || hasMoved(before, after)
  if (isChanged) {
    draft.sensors.put({ ...after, updatedAt: draft.now })
    draft.record('sensor.update', after.serialNumber, was, is)
  }
  if (change.doorwayId !== undefined) await moveSensor(draft, after, doorway)
  return isChanged ? { ...after, updatedAt: draft.now } : before
}

/** Removes a sensor, and takes it off all doorways. */
export function removeSensor(draft: PortfolioDraft, sensor: Sensor): void {
  forgetSensor(draft, sensor.key)
  forgetCorrectionsOfSensor(draft, sensor.key)
  draft.record('sensor.delete', sensor.serialNumber, describeSensor(draft, sensor), null)
  draft.sensors.remove(sensor.key)
}

/** Makes sensors forget spaces that are being removed. */
export function uncoverSpaces(draft: PortfolioDraft, gone: ReadonlySet<SpaceKey>): void {
  for (const sensor of [...draft.sensors.all()]) {
    const coverage = sensor.coverage.filter(({ space }) => !gone.has(space))
    if (coverage.length === sensor.coverage.length) continue
    const after = { ...sensor, coverage, updatedAt: draft.now }
    draft.record(
      'sensor.update',
      sensor.serialNumber,
      describeSensor(draft, sensor),
      describeSensor(draft, after),
    )
    draft.sensors.put(after)
  }
}

/** The sensor with a serial number, or a `not_found` error. */
export function sensorNamed(draft: PortfolioDraft, serialNumber: string): Sensor {
  const sensor = draft.sensors.named(serialNumber)
  if (sensor === null) throw notFound('sensor', serialNumber)
  return sensor
}

function changedSensor(
  draft: PortfolioDraft,
  before: Sensor,
  change: SensorChange,
  hasReadings: boolean,
): Sensor {
  const { spaceIds, hardwareType, firmwareVersion, heartbeatSeconds, networkAddresses } = change
  const spaces = spaceIds === undefined ? null : wantedSpaces(draft, before, spaceIds)
  return {
    ...before,
    hardwareType:
      hardwareType === undefined
        ? before.hardwareType
        : checkWordOrNull(hardwareType, hardwareTypes, 'hardware_type'),
    firmwareVersion:
      firmwareVersion === undefined ? before.firmwareVersion : checkText(firmwareVersion, 'firmware_version'),
    heartbeatMs: heartbeatSeconds === undefined ? before.heartbeatMs : checkHeartbeat(heartbeatSeconds),
    coverage: spaces === null ? before.coverage : coverageOf(draft, before, spaces, hasReadings),
    networkAddresses:
      networkAddresses === undefined ? before.networkAddresses : checkNetworkAddresses(networkAddresses),
  }
}

function coverageOf(
  draft: PortfolioDraft,
  before: Sensor,
  spaces: readonly SpaceKey[],
  hasReadings: boolean,
) {
  return hasReadings ? coverageMoved(before.coverage, spaces, draft.now) : coverageFromTheStart(spaces)
}

function wantedSpaces(draft: PortfolioDraft, sensor: Sensor, ids: readonly string[]): readonly SpaceKey[] {
  if (sensor.type === 'entry' && ids.length > 0) {
    throw wrongField(
      'space_ids',
      'are for open-area and waffle sensors; an entry sensor goes on a doorway_id',
    )
  }
  return ids.map((id) => spaceNamed(draft, id).key)
}

function wantedDoorway(draft: PortfolioDraft, sensor: Sensor, id: string | null | undefined): Doorway | null {
  if (id === undefined || id === null) return null
  if (sensor.type !== 'entry') {
    throw wrongField('doorway_id', `is for entry sensors; ${sensor.type} sensors cover space_ids`)
  }
  const doorway = doorwayNamed(draft, id)
  const linked = currentSensor(doorway)
  if (linked !== null && linked !== sensor.key) {
    throw conflict('doorway_taken', `doorway_id ${id} has a sensor already.`)
  }
  return doorway
}

async function moveSensor(draft: PortfolioDraft, sensor: Sensor, to: Doorway | null): Promise<void> {
  const from = doorwayWith(draft, sensor.key)
  if (from?.key === to?.key) return
  if (from !== null) await linkSensor(draft, from, null)
  if (to !== null) await linkSensor(draft, to, sensor.key)
}

function doorwayWith(draft: PortfolioDraft, sensor: SensorKey): Doorway | null {
  for (const doorway of draft.doorways.all()) if (currentSensor(doorway) === sensor) return doorway
  return null
}

/** Open ends read `null` in a description, so a coverage is compared by itself. */
function hasMoved(before: Sensor, after: Sensor): boolean {
  return (
    before.coverage.length !== after.coverage.length ||
    before.coverage.some((span, index) => {
      const other = after.coverage[index]
      return other?.space !== span.space || other.from !== span.from || other.until !== span.until
    })
  )
}
