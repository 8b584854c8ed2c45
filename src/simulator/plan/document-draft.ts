import type { HardwareType } from '../../domain/portfolio/sensor.ts'
import type { CountingMode } from '../../domain/portfolio/space.ts'
import type { DoorwayEntry, PortfolioDocument, SensorEntry, SpaceEntry } from '../portfolio-document.ts'
import { hashOf } from '../random.ts'
import type { BuildingPlan, FloorPlan, RoomPlan } from './building-plan.ts'

const SQUARE_FEET_PER_PERSON = 28

const hardware: Record<CountingMode, { readonly type: HardwareType; readonly prefix: string }> = {
  oa: { type: 'r60', prefix: 'R60' },
  entry: { type: 's5', prefix: 'S5' },
  waffle: { type: 'waffle', prefix: 'WFL' },
}

/** A portfolio document in the making: turns plans of buildings into entries with ids and sensors. */
export class DocumentDraft {
  readonly #seed: number
  readonly #spaces: SpaceEntry[] = []
  readonly #doorways: DoorwayEntry[] = []
  readonly #sensors: SensorEntry[] = []

  constructor(seed: number) {
    this.#seed = seed
  }

  /** Adds a root and answers its id. */
  addCampus(name: string, timeZone: string): string {
    const id = 'spc_campus'
    this.#spaces.push({
      id,
      name,
      space_type: 'campus',
      parent_id: null,
      time_zone: timeZone,
      status: 'live',
    })
    return id
  }

  /** Adds a building with all that it holds. */
  addBuilding(plan: BuildingPlan, parentId: string): void {
    const id = `spc_${plan.code}`
    this.#spaces.push({
      id,
      name: plan.name,
      space_type: 'building',
      parent_id: parentId,
      capacity: plan.capacity,
      address: plan.address,
      status: 'live',
      ...(plan.doorways.length > 0 && { counting_mode: 'entry', daily_reset: '03:00' }),
    })
    this.#addDoorways(plan.doorways, id)
    for (const [index, floor] of plan.floors.entries()) this.#addFloor(floor, `${plan.code}${index}`, id)
  }

  /** The document as it stands. */
  document(): PortfolioDocument {
    const labels = [...new Set(this.#spaces.flatMap((space) => space.labels ?? []))]
    return {
      spaces: withSums(this.#spaces),
      doorways: [...this.#doorways],
      sensors: [...this.#sensors],
      labels,
    }
  }

  #addFloor(plan: FloorPlan, code: string, parentId: string): void {
    const id = `spc_${code}`
    this.#spaces.push({
      id,
      name: plan.name,
      space_type: 'floor',
      parent_id: parentId,
      status: 'live',
      ...(plan.doorways.length > 0 && { counting_mode: 'entry' }),
    })
    this.#addDoorways(plan.doorways, id)
    const ids = new Map(
      plan.rooms.map((room, index) => [room.name, `${id}${String(index + 1).padStart(2, '0')}`]),
    )
    for (const room of plan.rooms) this.#addRoom(room, id, ids)
  }

  #addRoom(plan: RoomPlan, parentId: string, ids: ReadonlyMap<string, string>): void {
    const id = ids.get(plan.name) ?? parentId
    this.#spaces.push({
      id,
      name: plan.name,
      space_type: 'space',
      parent_id: parentId,
      capacity: plan.capacity,
      function: plan.function,
      counting_mode: plan.mode,
      size_area: plan.capacity === null ? null : plan.capacity * SQUARE_FEET_PER_PERSON,
      status: plan.mode === null ? 'planning' : 'live',
      ...(plan.labels.length > 0 && { labels: plan.labels }),
    })
    if (plan.mode === 'oa' || plan.mode === 'waffle') this.#addSensor(plan.mode, id, { space_ids: [id] })
    this.#addDoorways(plan.doorways, id)
    const host = plan.opensInto === null ? undefined : ids.get(plan.opensInto)
    if (host !== undefined) this.#addPassage(`${plan.name} Door`, host, id)
  }

  #addDoorways(names: readonly string[], spaceId: string): void {
    for (const [index, name] of names.entries()) {
      // Some sensors hang on the far side of their door, where "in" reads as -1.
      const placement = hashOf(this.#seed, spaceId, index) % 4 === 0 ? -1 : 1
      this.#addDoorway(name, `${spaceId.replace('spc_', 'drw_')}${index + 1}`, [
        { id: spaceId, sensor_placement: placement },
      ])
    }
  }

  #addPassage(name: string, hostId: string, guestId: string): void {
    this.#addDoorway(name, guestId.replace('spc_', 'drw_'), [
      { id: hostId, sensor_placement: -1 },
      { id: guestId, sensor_placement: 1 },
    ])
  }

  #addDoorway(name: string, id: string, spaces: DoorwayEntry['spaces']): void {
    const serial = this.#addSensor('entry', id, {})
    this.#doorways.push({ id, name, sensor_serial_number: serial, spaces })
  }

  #addSensor(mode: CountingMode, placeId: string, place: Pick<SensorEntry, 'space_ids'>): string {
    const { type, prefix } = hardware[mode]
    const bits = hashOf(this.#seed, 'serial', placeId)
    const serial = `${prefix}-${String(this.#sensors.length + 1).padStart(4, '0')}-${bits.toString(36).padStart(7, '0').toUpperCase()}`
    this.#sensors.push({
      serial_number: serial,
      sensor_type: mode,
      hardware_type: type,
      ...place,
      // One sensor in nine is of a make that says nothing while nothing changes.
      ...(bits % 9 !== 0 && { heartbeat_seconds: bits % 8 === 0 ? 900 : 1_800 }),
    })
    return serial
  }
}

/** Spaces, parents before children, with the sum of their children's capacities on parents without one of their own. */
function withSums(spaces: readonly SpaceEntry[]): SpaceEntry[] {
  const capacities = new Map<string, number>()
  for (const { id, parent_id: parent, capacity } of spaces.toReversed()) {
    const own = capacity ?? capacities.get(id) ?? 0
    if (parent !== null && own > 0) capacities.set(parent, (capacities.get(parent) ?? 0) + own)
  }
  return spaces.map((space) => {
    const sum = capacities.get(space.id)
    return sum === undefined ? space : { ...space, capacity: space.capacity ?? sum }
  })
}
