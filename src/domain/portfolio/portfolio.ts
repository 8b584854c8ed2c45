import type { Correction } from './correction.ts'
import { currentSensor, type Doorway, type DoorwayKey } from './doorway.ts'
import type { Label, LabelGroup } from './label.ts'
import type { Sensor, SensorKey } from './sensor.ts'
import type { OrganizationKey, Space, SpaceKey } from './space.ts'

/** Everything one organization has set up, as lists. */
export interface PortfolioParts {
  readonly organization: OrganizationKey
  readonly spaces: readonly Space[]
  readonly sensors: readonly Sensor[]
  readonly doorways: readonly Doorway[]
  readonly labels: readonly Label[]
  readonly labelGroups: readonly LabelGroup[]
  readonly corrections: readonly Correction[]
}

/**
 * An immutable snapshot of one organization's set-up, indexed for look-up and for walking the tree. A change
 * makes a new one.
 */
export class Portfolio {
  readonly organization: OrganizationKey
  /** Ordered by `locationId`. */
  readonly spaces: readonly Space[]
  readonly sensors: readonly Sensor[]
  readonly doorways: readonly Doorway[]
  readonly labels: readonly Label[]
  readonly labelGroups: readonly LabelGroup[]
  readonly corrections: readonly Correction[]

  readonly #byKey: ReadonlyMap<SpaceKey, Space>
  readonly #byId: ReadonlyMap<string, Space>
  readonly #byLocation: ReadonlyMap<number, Space>
  readonly #children: ReadonlyMap<SpaceKey | null, readonly Space[]>
  readonly #sensorsByKey: ReadonlyMap<SensorKey, Sensor>
  readonly #sensorsBySerial: ReadonlyMap<string, Sensor>
  readonly #doorwaysByKey: ReadonlyMap<DoorwayKey, Doorway>
  readonly #doorwaysById: ReadonlyMap<string, Doorway>
  readonly #doorwayOfSensor: ReadonlyMap<SensorKey, Doorway>
  readonly #sensorsOfSpace: ReadonlyMap<SpaceKey, readonly Sensor[]>
  readonly #doorwaysOfSpace: ReadonlyMap<SpaceKey, readonly Doorway[]>
  readonly #labelsOfSpace: ReadonlyMap<SpaceKey, readonly Label[]>
  readonly #correctionsOfSpace: ReadonlyMap<SpaceKey, readonly Correction[]>
  readonly #correctionsOfSensor: ReadonlyMap<SensorKey, readonly Correction[]>

  constructor(parts: PortfolioParts) {
    this.organization = parts.organization
    this.spaces = parts.spaces.toSorted((a, b) => a.locationId - b.locationId)
    this.sensors = parts.sensors
    this.doorways = parts.doorways
    this.labels = parts.labels
    this.labelGroups = parts.labelGroups
    this.corrections = parts.corrections
    const liveDoorways = parts.doorways.filter((doorway) => doorway.deletedAt === null)
    this.#byKey = new Map(this.spaces.map((space) => [space.key, space]))
    this.#byId = new Map(this.spaces.map((space) => [space.id, space]))
    this.#byLocation = new Map(this.spaces.map((space) => [space.locationId, space]))
    this.#children = collect(this.spaces, (space) => [space.parent])
    this.#sensorsByKey = new Map(parts.sensors.map((sensor) => [sensor.key, sensor]))
    this.#sensorsBySerial = new Map(parts.sensors.map((sensor) => [sensor.serialNumber, sensor]))
    this.#doorwaysByKey = new Map(liveDoorways.map((doorway) => [doorway.key, doorway]))
    this.#doorwaysById = new Map(liveDoorways.map((doorway) => [doorway.id, doorway]))
    this.#doorwayOfSensor = new Map(
      liveDoorways.flatMap((doorway) => {
        const sensor = currentSensor(doorway)
        return sensor === null ? [] : [[sensor, doorway] as const]
      }),
    )
    this.#sensorsOfSpace = collect(parts.sensors, (sensor) => sensor.coverage.map(({ space }) => space))
    this.#doorwaysOfSpace = collect(parts.doorways, (doorway) => doorway.sides.map(({ space }) => space))
    this.#labelsOfSpace = collect(parts.labels, (label) => label.spaces)
    this.#correctionsOfSpace = collect(parts.corrections, ({ space }) => (space === null ? [] : [space]))
    this.#correctionsOfSensor = collect(parts.corrections, ({ sensor }) => (sensor === null ? [] : [sensor]))
  }

  space(key: SpaceKey): Space | null {
    return this.#byKey.get(key) ?? null
  }

  spaceById(id: string): Space | null {
    return this.#byId.get(id) ?? null
  }

  spaceByLocation(locationId: number): Space | null {
    return this.#byLocation.get(locationId) ?? null
  }

  /** Direct children, ordered by `locationId`; the roots for `null`. */
  children(key: SpaceKey | null): readonly Space[] {
    return this.#children.get(key) ?? []
  }

  /** All spaces below one, parents before their children. */
  descendants(key: SpaceKey): readonly Space[] {
    return this.children(key).flatMap((child) => [child, ...this.descendants(child.key)])
  }

  /** The chain of parents, nearest first. */
  ancestors(key: SpaceKey): readonly Space[] {
    const parent = this.space(key)?.parent ?? null
    const space = parent === null ? null : this.space(parent)
    return space === null ? [] : [space, ...this.ancestors(space.key)]
  }

  /** The space's own IANA zone, or the nearest one above it; UTC should a root have none. */
  timeZone(key: SpaceKey): string {
    const own = this.space(key)?.timeZone
    return own ?? this.ancestors(key).find((space) => space.timeZone !== null)?.timeZone ?? 'UTC'
  }

  sensor(key: SensorKey): Sensor | null {
    return this.#sensorsByKey.get(key) ?? null
  }

  sensorBySerial(serialNumber: string): Sensor | null {
    return this.#sensorsBySerial.get(serialNumber) ?? null
  }

  /** A doorway that has not been deleted. */
  doorway(key: DoorwayKey): Doorway | null {
    return this.#doorwaysByKey.get(key) ?? null
  }

  doorwayById(id: string): Doorway | null {
    return this.#doorwaysById.get(id) ?? null
  }

  /** The doorway that a sensor is on now. */
  doorwayOf(sensor: SensorKey): Doorway | null {
    return this.#doorwayOfSensor.get(sensor) ?? null
  }

  /** Open-area and waffle sensors that cover a space, or once did. */
  sensorsOver(key: SpaceKey): readonly Sensor[] {
    return this.#sensorsOfSpace.get(key) ?? []
  }

  /** Doorways with a side in a space, deleted ones too: what they counted until then stays the space's. */
  doorwaysOf(key: SpaceKey): readonly Doorway[] {
    return this.#doorwaysOfSpace.get(key) ?? []
  }

  /** What people corrected about a space itself, not about its sensors. */
  correctionsOfSpace(key: SpaceKey): readonly Correction[] {
    return this.#correctionsOfSpace.get(key) ?? []
  }

  correctionsOfSensor(key: SensorKey): readonly Correction[] {
    return this.#correctionsOfSensor.get(key) ?? []
  }

  labelsOf(key: SpaceKey): readonly Label[] {
    return this.#labelsOfSpace.get(key) ?? []
  }
}

function collect<K, V>(values: readonly V[], keysOf: (value: V) => readonly K[]): Map<K, V[]> {
  const collected = new Map<K, V[]>()
  for (const value of values) {
    for (const key of new Set(keysOf(value))) {
      const list = collected.get(key)
      if (list === undefined) collected.set(key, [value])
      else list.push(value)
    }
  }
  return collected
}
