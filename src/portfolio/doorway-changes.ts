import { conflict, notFound } from '../domain/errors.ts'
import { currentSensor, type Doorway, type DoorwaySide } from '../domain/portfolio/doorway.ts'
import type { SensorKey } from '../domain/portfolio/sensor.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import { describeDoorway } from './descriptions.ts'
import { linksEnded, linksWith } from './doorway-links.ts'
import { checkGivenId, checkName, taken, wrongField } from './field-rules.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'
import { spaceNamed } from './space-changes.ts'

/** Which way of a doorway leads into which space. */
export interface NewSide {
  readonly spaceId: string
  readonly placement: number
}

/** What can be changed about a doorway; what is absent stays as it is. */
export interface DoorwayChange {
  readonly name?: string | undefined
  /** Serial number of its sensor; `null` leaves it without. */
  readonly sensorSerialNumber?: string | null | undefined
  readonly sides?: readonly NewSide[] | undefined
}

/** A doorway to be created. */
export interface NewDoorway extends DoorwayChange {
  readonly name: string
  readonly sides: readonly NewSide[]
  /** `drw_…`, to keep an id from elsewhere. */
  readonly id?: string | undefined
}

/** Creates a doorway; throws `invalid`, `not_found` (space, sensor) or `conflict` (id or sensor taken). */
export async function createDoorway(draft: PortfolioDraft, input: NewDoorway): Promise<Doorway> {
  const id = newDoorwayId(draft, input.id)
  const blank: Doorway = {
    key: 0,
    organization: draft.author.organization,
    id,
    name: '',
    sensors: [],
    sides: [],
    createdAt: draft.now,
    deletedAt: null,
  }
  const changed = await changedDoorway(draft, blank, input)
  const doorway = { ...changed, key: draft.takeKey() }
  draft.doorways.put(doorway)
  draft.record('doorway.create', id, null, describeDoorway(draft, doorway))
  return doorway
}

/** Changes a doorway; throws like {@link createDoorway}. */
export async function updateDoorway(
  draft: PortfolioDraft,
  before: Doorway,
  change: DoorwayChange,
): Promise<Doorway> {
  return putDoorway(draft, before, await changedDoorway(draft, before, change), 'doorway.update')
}

/** Puts a sensor that is on no doorway on one, or takes off the one that is there. */
export async function linkSensor(
  draft: PortfolioDraft,
  doorway: Doorway,
  sensor: SensorKey | null,
): Promise<void> {
  const sensors = await linksWith(draft, doorway, sensor)
  putDoorway(draft, doorway, { ...doorway, sensors }, 'doorway.update')
}

/** Takes a sensor that is being removed off all doorways, past ones too: its crossings go with it. */
export function forgetSensor(draft: PortfolioDraft, sensor: SensorKey): void {
  for (const doorway of [...draft.doorways.all()]) {
    const sensors = doorway.sensors.filter((link) => link.sensor !== sensor)
    if (sensors.length === doorway.sensors.length) continue
    putDoorway(draft, doorway, { ...doorway, sensors }, 'doorway.update')
  }
}

/**
 * Marks a doorway as deleted; its sensor is free for another. It stays in lists with the time it went, and what it
 * counted until then stays with its spaces.
 */
export function removeDoorway(draft: PortfolioDraft, doorway: Doorway): void {
  const sensors = linksEnded(doorway.sensors, draft.now)
  putDoorway(draft, doorway, { ...doorway, sensors, deletedAt: draft.now }, 'doorway.delete')
}

/** {@link removeDoorway} for one that counted nothing, or whose crossings are to go: it leads nowhere any more. */
export function eraseDoorway(draft: PortfolioDraft, doorway: Doorway): void {
  const after = { ...doorway, sensors: [], sides: [], deletedAt: draft.now }
  putDoorway(draft, doorway, after, 'doorway.delete')
}

/** Takes spaces that are being removed off all doorways; one that leads nowhere any more is deleted. */
export function closeSides(draft: PortfolioDraft, gone: ReadonlySet<SpaceKey>): void {
  for (const doorway of [...draft.doorways.all()]) {
    const sides = doorway.sides.filter(({ space }) => !gone.has(space))
    if (sides.length === doorway.sides.length) continue
    const after = { ...doorway, sides }
    if (sides.length > 0 || doorway.deletedAt !== null) putDoorway(draft, doorway, after, 'doorway.update')
    else removeDoorway(draft, after)
  }
}

/** The doorway with an id, or a `not_found` error; deleted ones are not found. */
export function doorwayNamed(draft: PortfolioDraft, id: string): Doorway {
  const doorway = draft.doorways.named(id)
  if (doorway === null || doorway.deletedAt !== null) throw notFound('doorway', id)
  return doorway
}

async function changedDoorway(
  draft: PortfolioDraft,
  before: Doorway,
  change: DoorwayChange,
): Promise<Doorway> {
  const name = change.name === undefined ? before.name : checkName(change.name)
  const sides = change.sides === undefined ? before.sides : checkSides(draft, change.sides)
  const sensors =
    change.sensorSerialNumber === undefined
      ? before.sensors
      : await linksWith(draft, before, sensorFor(draft, before, change.sensorSerialNumber))
  return { ...before, name, sides, sensors }
}

function checkSides(draft: PortfolioDraft, sides: readonly NewSide[]): readonly DoorwaySide[] {
  if (sides.length === 0) throw wrongField('spaces', 'must name at least one space')
  const checked = sides.map(({ spaceId, placement }): DoorwaySide => {
    if (placement !== 1 && placement !== -1) throw wrongField('sensor_placement', 'must be 1 or -1')
    return { space: spaceNamed(draft, spaceId).key, placement }
  })
  if (new Set(checked.map(({ space }) => space)).size < checked.length) {
    throw wrongField('spaces', 'must name each space once')
  }
  return checked
}

function sensorFor(draft: PortfolioDraft, doorway: Doorway, serialNumber: string | null): SensorKey | null {
  if (serialNumber === null) return null
  const sensor = draft.sensors.named(serialNumber)
  if (sensor === null) throw notFound('sensor', serialNumber)
  if (sensor.type !== 'entry') {
    throw wrongField('sensor_serial_number', `must be of an entry sensor; ${serialNumber} is ${sensor.type}`)
  }
  for (const other of draft.doorways.all()) {
    if (currentSensor(other) === sensor.key && other.key !== doorway.key) {
      throw conflict(
        'sensor_taken',
        `sensor_serial_number ${serialNumber} is on doorway ${other.id} already.`,
      )
    }
  }
  return sensor.key
}

function newDoorwayId(draft: PortfolioDraft, wanted: string | undefined): string {
  if (wanted === undefined) return draft.randomId('drw')
  if (draft.doorways.named(checkGivenId(wanted, 'drw')) !== null) throw taken('id', wanted)
  return wanted
}

function putDoorway(draft: PortfolioDraft, before: Doorway, after: Doorway, action: string): Doorway {
  const [was, is] = [describeDoorway(draft, before), describeDoorway(draft, after)]
  if (JSON.stringify(was) === JSON.stringify(is)) return before
  draft.doorways.put(after)
  draft.record(action, after.id, was, is)
  return after
}
