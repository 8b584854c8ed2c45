import { MINUTE_MS } from '../../domain/time/interval.ts'
import type { LocalDay } from '../behaviour/local-day.ts'
import type { Visit } from '../behaviour/visit.ts'
import type { WireCount } from '../wire-reading.ts'
import type { AreaScene, AreaView, SimulatedSensor } from './scene.ts'
import type { SensorDay } from './sensor-day.ts'
import { type Story, visitsTo } from './space-visits.ts'

const MINUTES_PER_DAY = 1_440
/** Density v3: a Waffle counts 0, 1, 2 and 3, where 3 means 3 or more. */
const WAFFLE_CEILING = 3

/** A day of an area sensor: its count at midnight, and a count in each minute in which it changed. */
export function areaDay(scene: AreaScene, day: LocalDay, story: Story): SensorDay {
  const { sensor, views } = scene
  const [only] = views
  if (only !== undefined && views.length === 1) {
    return { sensor, readings: viewCounts(sensor, only, { day, story, named: false }) }
  }
  const counts = views.flatMap((view) => viewCounts(sensor, view, { day, story, named: true }))
  return { sensor, readings: counts.sort((a, b) => a.at - b.at) }
}

interface ViewContext {
  readonly day: LocalDay
  readonly story: Story
  /** Whether each count has to say which space it is about. */
  readonly named: boolean
}

function viewCounts(
  sensor: SimulatedSensor,
  { space, seats }: AreaView,
  { day, story, named }: ViewContext,
): WireCount[] {
  const visits = visitsTo(space, { seats, key: `${sensor.serial} ${space.id}`, day }, story)
  const changes = changesByMinute(visits)
  const ceiling = sensor.type === 'waffle' ? WAFFLE_CEILING : Number.POSITIVE_INFINITY
  const about = named ? { space_id: space.id } : undefined
  const counts: WireCount[] = []
  let people = 0
  let [lastAt, lastCount] = [Number.NEGATIVE_INFINITY, -1]
  for (let minute = 0; minute < MINUTES_PER_DAY; minute++) {
    people += changes[minute] ?? 0
    const count = Math.min(people, ceiling)
    if (count === lastCount) continue
    const at = minute === 0 ? day.start + sensor.phaseMs : day.instantAt(minute * MINUTE_MS + sensor.phaseMs)
    // Minutes that the clock skips share an instant: the last of them is what the sensor saw.
    if (at <= lastAt) counts.pop()
    lastAt = Math.max(at, lastAt)
    lastCount = count
    counts.push({ type: 'count', sensor: sensor.serial, at: lastAt, count, ...about })
  }
  return counts
}

function changesByMinute(visits: readonly Visit[]): Int16Array {
  const changes = new Int16Array(MINUTES_PER_DAY)
  for (const { from, until } of visits) {
    const [first, last] = [Math.floor(from / MINUTE_MS), Math.floor(until / MINUTE_MS)]
    changes[first] = (changes[first] ?? 0) + 1
    changes[last] = (changes[last] ?? 0) - 1
  }
  return changes
}
