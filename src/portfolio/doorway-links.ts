import { currentSensor, type Doorway, type DoorwaySensor } from '../domain/portfolio/doorway.ts'
import type { SensorKey } from '../domain/portfolio/sensor.ts'
import { doorwaySubject, type SubjectKey, sensorSubject } from '../domain/portfolio/subject.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'

/** Everything that ever told a doorway's crossings: itself, and the sensors that are or were on it. */
export function subjectsOfDoorway({ key, sensors }: Doorway): readonly SubjectKey[] {
  return [doorwaySubject(key), ...new Set(sensors.map(({ sensor }) => sensorSubject(sensor)))]
}

/** Links of which the one that still holds ends at `now`. */
export function linksEnded(links: readonly DoorwaySensor[], now: EpochMs): readonly DoorwaySensor[] {
  return links
    .map((link) => (link.until === Infinity ? { ...link, until: now } : link))
    .filter(({ from, until }) => from < until)
}

/**
 * The links of a doorway that gets another sensor, or `null` for none: what was counted until now stays as it was.
 *
 * A doorway at which nothing was read keeps no old links, and its sensor counts as having been there always, unless
 * it was on another doorway before. The sensor must be on no other doorway now.
 */
export async function linksWith(
  draft: PortfolioDraft,
  doorway: Doorway,
  sensor: SensorKey | null,
): Promise<readonly DoorwaySensor[]> {
  if (currentSensor(doorway) === sensor) return doorway.sensors
  const isHeard = await draft.isHeard(subjectsOfDoorway(doorway))
  const kept = isHeard ? linksEnded(doorway.sensors, draft.now) : []
  if (sensor === null) return kept
  const last = kept.at(-1)
  if (last?.sensor === sensor && last.until === draft.now) return kept.with(-1, { ...last, until: Infinity })
  const earlier = [...kept, ...linksElsewhere(draft, doorway, sensor)]
  if (!isHeard && earlier.length === 0) return [{ sensor, from: -Infinity, until: Infinity }]
  // Not before an earlier link ended, should the clock have been set back since.
  const from = Math.max(draft.now, ...earlier.map(({ until }) => until))
  return [...kept, { sensor, from, until: Infinity }]
}

function linksElsewhere(
  draft: PortfolioDraft,
  doorway: Doorway,
  sensor: SensorKey,
): readonly DoorwaySensor[] {
  return [...draft.doorways.all()]
    .filter(({ key }) => key !== doorway.key)
    .flatMap(({ sensors }) => sensors.filter((link) => link.sensor === sensor))
}
