import { MINUTE_MS, SECOND_MS } from '../../domain/time/interval.ts'
import { profileOf } from '../behaviour/profile.ts'
import type { DoorwayEntry, PortfolioDocument, SensorEntry, SpaceEntry } from '../portfolio-document.ts'
import { hashOf } from '../random.ts'
import type { AreaScene, EntryScene, Gate, Passage, Scene, SimulatedSensor, SimulatedSpace } from './scene.ts'

/**
 * The scenes that a document sets, in document order. Sensors over nothing known, and spaces whose only doorways
 * lead to other spaces without a way outside, set none.
 */
export function scenesOf(document: PortfolioDocument): Scene[] {
  const spaces = simulatedSpaces(document.spaces)
  return [...areaScenes(document.sensors, spaces), ...entryScenes(document, spaces)]
}

function simulatedSpaces(entries: readonly SpaceEntry[]): Map<string, SimulatedSpace> {
  const spaces = new Map<string, SimulatedSpace>()
  for (const entry of entries) {
    const parent = entry.parent_id === null ? undefined : spaces.get(entry.parent_id)
    const use = entry.function ?? null
    const profile = profileOf({ function: use, type: entry.space_type })
    const capacity = entry.capacity ?? null
    spaces.set(entry.id, {
      id: entry.id,
      type: entry.space_type,
      function: use,
      profile,
      seats: Math.max(1, capacity ?? profile.seats),
      capacity,
      timeZone: entry.time_zone ?? parent?.timeZone ?? 'UTC',
    })
  }
  return spaces
}

function simulatedSensor(entry: SensorEntry): SimulatedSensor {
  const heartbeat = entry.heartbeat_seconds ?? null
  return {
    serial: entry.serial_number,
    type: entry.sensor_type,
    heartbeatMs: heartbeat === null ? null : heartbeat * SECOND_MS,
    phaseMs: hashOf(0, entry.serial_number) % MINUTE_MS,
  }
}

function areaScenes(
  sensors: readonly SensorEntry[],
  spaces: ReadonlyMap<string, SimulatedSpace>,
): AreaScene[] {
  const watchers = new Map<string, number>()
  for (const id of sensors.flatMap((sensor) => sensor.space_ids ?? [])) {
    watchers.set(id, (watchers.get(id) ?? 0) + 1)
  }
  return sensors.flatMap((entry) => {
    if (entry.sensor_type === 'entry') return []
    const views = (entry.space_ids ?? []).flatMap((id) => {
      const space = spaces.get(id)
      if (space === undefined) return []
      return [{ space, seats: Math.max(1, Math.round(space.seats / (watchers.get(id) ?? 1))) }]
    })
    const [first] = views
    if (first === undefined) return []
    return [{ kind: 'area', timeZone: first.space.timeZone, sensor: simulatedSensor(entry), views }]
  })
}

function entryScenes(document: PortfolioDocument, spaces: ReadonlyMap<string, SimulatedSpace>): EntryScene[] {
  const sensors = sensorsByDoorway(document)
  const gates = new Map<string, [Gate, ...Gate[]]>()
  for (const { doorway, space, placement } of outerSides(document.doorways, spaces)) {
    const gate: Gate = { doorwayId: doorway.id, sensor: sensors.get(doorway.id) ?? null, placement }
    const known = gates.get(space.id)
    if (known === undefined) gates.set(space.id, [gate])
    else known.push(gate)
  }
  const passages = passagesByHost(document.doorways, spaces, { sensors, hosts: gates })
  return [...gates].flatMap(([id, own]) => {
    const space = spaces.get(id)
    if (space === undefined) return []
    return [{ kind: 'entry', timeZone: space.timeZone, space, gates: own, passages: passages.get(id) ?? [] }]
  })
}

/** Doorways and sensors may be linked from either side (native.md §2). */
function sensorsByDoorway({ doorways, sensors }: PortfolioDocument): Map<string, SimulatedSensor> {
  const serials = new Map(doorways.map((doorway) => [doorway.sensor_serial_number ?? null, doorway.id]))
  const linked = new Map<string, SimulatedSensor>()
  for (const sensor of sensors) {
    const doorwayId = sensor.doorway_id ?? serials.get(sensor.serial_number)
    if (doorwayId !== undefined) linked.set(doorwayId, simulatedSensor(sensor))
  }
  return linked
}

interface Side {
  readonly doorway: DoorwayEntry
  readonly space: SimulatedSpace
  readonly placement: 1 | -1
}

function sidesOf(doorway: DoorwayEntry, spaces: ReadonlyMap<string, SimulatedSpace>): Side[] {
  return doorway.spaces.flatMap(({ id, sensor_placement }) => {
    const space = spaces.get(id)
    return space === undefined ? [] : [{ doorway, space, placement: sensor_placement }]
  })
}

function outerSides(doorways: readonly DoorwayEntry[], spaces: ReadonlyMap<string, SimulatedSpace>): Side[] {
  return doorways.flatMap((doorway) => {
    const sides = sidesOf(doorway, spaces)
    return sides.length === 1 ? sides : []
  })
}

interface PassageContext {
  readonly sensors: ReadonlyMap<string, SimulatedSensor>
  readonly hosts: ReadonlyMap<string, unknown>
}

function passagesByHost(
  doorways: readonly DoorwayEntry[],
  spaces: ReadonlyMap<string, SimulatedSpace>,
  { sensors, hosts }: PassageContext,
): Map<string, Passage[]> {
  const passages = new Map<string, Passage[]>()
  for (const doorway of doorways) {
    const sides = sidesOf(doorway, spaces)
    const host = sides.find(({ space }) => hosts.has(space.id))
    const guest = sides.find((side) => side !== host)
    if (sides.length !== 2 || host === undefined || guest === undefined) continue
    const gate: Gate = {
      doorwayId: doorway.id,
      sensor: sensors.get(doorway.id) ?? null,
      placement: guest.placement,
    }
    passages.set(host.space.id, [...(passages.get(host.space.id) ?? []), { guest: guest.space, gate }])
  }
  return passages
}
