import { hashOf } from '../random.ts'
import type { AreaScene, Scene } from './scene.ts'

/** Who plays a special part; `null` where the portfolio is too small to have one. */
export interface Cast {
  /** Serial number of a sensor that drops out for hours on many days. */
  readonly flakySensor: string | null
  /** Serial number of the sensor that one day falls silent for good. */
  readonly silentSensor: string | null
  /** Serial numbers of which one in each quarter of a year is out for several days. */
  readonly outageSensors: readonly string[]
  /** Id of a meeting room that hardly anybody uses. */
  readonly hardlyUsedSpace: string | null
  /** Id of an open area that holds a crowded event each month. */
  readonly eventSpace: string | null
}

const SMALLEST_CAST = 8

/** Gives out the special parts, by lot; nobody has two. */
export function castOf(scenes: readonly Scene[], seed: number): Cast {
  const areas = scenes.flatMap((scene) => (scene.kind === 'area' && scene.views.length === 1 ? [scene] : []))
  const event = lot(areas.filter(isEventVenue), seed, 'event')
  const hardlyUsed = lot(
    areas.filter((scene) => scene !== event && scene.views[0]?.space.profile.rhythm === 'meetings'),
    seed,
    'hardly used',
  )
  const rest = areas.filter((scene) => {
    return scene !== event && scene !== hardlyUsed && scene.sensor.heartbeatMs !== null
  })
  if (rest.length < SMALLEST_CAST) {
    return { ...partsOf(event, hardlyUsed), flakySensor: null, silentSensor: null, outageSensors: [] }
  }
  const flaky = lot(
    rest.filter(({ sensor }) => sensor.type === 'oa'),
    seed,
    'flaky',
  )
  const silent = lot(
    rest.filter((scene) => scene !== flaky),
    seed,
    'silent',
  )
  return {
    ...partsOf(event, hardlyUsed),
    flakySensor: flaky?.sensor.serial ?? null,
    silentSensor: silent?.sensor.serial ?? null,
    outageSensors: rest
      .filter((scene) => scene !== flaky && scene !== silent)
      .map(({ sensor }) => sensor.serial),
  }
}

function isEventVenue({ sensor, views }: AreaScene): boolean {
  const space = views[0]?.space
  if (sensor.type !== 'oa' || space?.profile.rhythm !== 'drop_in') return false
  return space.function === 'event_space' || (space.capacity ?? 0) >= 50
}

function partsOf(event: AreaScene | null, hardlyUsed: AreaScene | null) {
  return {
    eventSpace: event?.views[0]?.space.id ?? null,
    hardlyUsedSpace: hardlyUsed?.views[0]?.space.id ?? null,
  }
}

/** The one of several that the lot falls on, whatever order they stand in. */
function lot(scenes: readonly AreaScene[], seed: number, part: string): AreaScene | null {
  const drawn = scenes.map((scene) => ({ scene, number: hashOf(seed, part, scene.sensor.serial) }))
  drawn.sort((a, b) => a.number - b.number)
  return drawn[0]?.scene ?? null
}
