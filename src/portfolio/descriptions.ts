import type { Correction } from '../domain/portfolio/correction.ts'
import type { Display } from '../domain/portfolio/display.ts'
import { currentSensor, type Doorway } from '../domain/portfolio/doorway.ts'
import type { Label } from '../domain/portfolio/label.ts'
import type { Sensor, SensorKey } from '../domain/portfolio/sensor.ts'
import type { Site } from '../domain/portfolio/site.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'

/** A space as the audit trail shows it: public ids, no keys, and only its present capacity. */
export function describeSpace(draft: PortfolioDraft, space: Space): object {
  const { key: _key, organization: _organization, parent, pastCapacities: _past, ...fields } = space
  return { ...fields, parent: idOf(draft, parent) }
}

/** A sensor as the audit trail shows it. An open end of a coverage reads `null`. */
export function describeSensor(draft: PortfolioDraft, sensor: Sensor): object {
  const { key: _key, organization: _organization, coverage, ...fields } = sensor
  return {
    ...fields,
    coverage: coverage.map(({ space, ...span }) => ({ space: idOf(draft, space), ...span })),
  }
}

/** A doorway as the audit trail shows it. An open end of a sensor's time on it reads `null`. */
export function describeDoorway(draft: PortfolioDraft, doorway: Doorway): object {
  const { key: _key, organization: _organization, sensors, sides, ...fields } = doorway
  const serialNumber = (key: SensorKey) => draft.sensors.get(key)?.serialNumber ?? null
  const current = currentSensor(doorway)
  return {
    ...fields,
    sensor: current === null ? null : serialNumber(current),
    sensors: sensors.map(({ sensor, ...span }) => ({ sensor: serialNumber(sensor), ...span })),
    sides: sides.map(({ space, placement }) => ({ space: idOf(draft, space), placement })),
  }
}

/** A display as the audit trail shows it. */
export function describeDisplay(draft: PortfolioDraft, display: Display): object {
  const { key: _key, organization: _organization, floor, ...fields } = display
  return { ...fields, floor: idOf(draft, floor) }
}

/** A correction as the audit trail shows it. One that holds without an end has an `until` of `null`. */
export function describeCorrection(draft: PortfolioDraft, correction: Correction): object {
  const { key: _key, organization: _organization, actor: _actor, space, sensor, ...fields } = correction
  const serialNumber = sensor === null ? null : (draft.sensors.get(sensor)?.serialNumber ?? null)
  return { ...fields, space: idOf(draft, space), sensor: serialNumber }
}

/** A site as the audit trail shows it. */
export function describeSite(draft: PortfolioDraft, site: Site): object {
  const { key: _key, organization: _organization, space, places, ...fields } = site
  const shown =
    space === null ? { spaces: places.map((place) => idOf(draft, place)) } : { space: idOf(draft, space) }
  return { ...fields, ...shown }
}

/** A label as the audit trail shows it. On which spaces it is, is a matter of their own entries. */
export function describeLabel(draft: PortfolioDraft, { id, name, group }: Label): object {
  return { id, name, group: group === null ? null : (draft.labelGroups.get(group)?.id ?? null) }
}

function idOf(draft: PortfolioDraft, space: SpaceKey | null): string | null {
  return space === null ? null : (draft.spaces.get(space)?.id ?? null)
}
