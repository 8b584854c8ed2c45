import { watchesOf } from '../domain/occupancy/sensor-watch.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import type { Doorway } from '../domain/portfolio/doorway.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import { doorwaySubject, type SubjectKey, sensorSubject } from '../domain/portfolio/subject.ts'
import { countingIn } from '../history/dependents.ts'
import { EntryCount } from './entry-count.ts'
import { LiveSensor } from './live-sensor.ts'
import { LiveSpace } from './live-space.ts'
import type { ResetTimes } from './reset-times.ts'
import { SensorLink } from './sensor-link.ts'

/** The sensors and spaces of one organization as they are now, and what rests on what. */
export class LiveGraph {
  readonly portfolio: Portfolio
  readonly sensors = new Map<SubjectKey, LiveSensor>()
  readonly spaces = new Map<SpaceKey, LiveSpace>()
  /** The Entry spaces whose people a subject's readings move. */
  readonly entries = new Map<SubjectKey, LiveSpace[]>()
  /** The doorways that a subject may speak for. */
  readonly doorways = new Map<SubjectKey, Doorway[]>()

  /** Lays out a portfolio; what an earlier layout of it has read is taken over where it still goes. */
  constructor(portfolio: Portfolio, resets: ResetTimes, before: LiveGraph | null) {
    this.portfolio = portfolio
    this.#addSensors(before)
    for (const { key } of portfolio.spaces) {
      const space = portfolio.space(key)
      const counting = space === null ? null : countingIn(portfolio, space)
      if (counting !== null) this.#addSpace(counting, resets, before)
    }
    this.#addParents()
  }

  /** Whether a subject says anything about this organization. */
  knows(subject: SubjectKey): boolean {
    return this.sensors.has(subject) || this.entries.has(subject)
  }

  #addSensors(before: LiveGraph | null): void {
    for (const sensor of this.portfolio.sensors)
      this.#sensor(sensorSubject(sensor.key), sensor.heartbeatMs, before)
    for (const doorway of this.portfolio.doorways) {
      if (doorway.deletedAt !== null) continue
      const subjects = new Set(doorway.sensors.map(({ sensor }) => sensorSubject(sensor)))
      for (const subject of [...subjects, doorwaySubject(doorway.key)]) {
        this.#sensor(subject, null, before)
        append(this.doorways, subject, doorway)
      }
    }
  }

  #sensor(subject: SubjectKey, heartbeatMs: number | null, before: LiveGraph | null): LiveSensor {
    const known = this.sensors.get(subject)
    if (known !== undefined) return known
    const sensor = new LiveSensor(subject, heartbeatMs)
    const earlier = before?.sensors.get(subject)
    if (earlier !== undefined) sensor.continue(earlier)
    this.sensors.set(subject, sensor)
    return sensor
  }

  #addSpace(counting: Counting, resets: ResetTimes, before: LiveGraph | null): void {
    const earlier = before?.spaces.get(counting.space)
    const entry = counting.kind === 'entry' ? entryOf(counting, resets, earlier) : null
    const space = new LiveSpace(counting, entry)
    space.told = earlier?.told ?? null
    this.spaces.set(counting.space, space)
    for (const watch of watchesOf(counting)) {
      const sensor = this.#sensor(watch.subject, watch.heartbeatMs, before)
      const link = new SensorLink(space, sensor, watch)
      sensor.links.push(link)
      space.links.push(link)
    }
    if (counting.kind !== 'entry') return
    for (const subject of new Set(counting.sources.map((source) => source.subject)))
      append(this.entries, subject, space)
    append(this.entries, counting.anchors, space)
  }

  #addParents(): void {
    for (const parent of this.spaces.values()) {
      const space = this.portfolio.space(parent.key)
      const counting = space === null ? null : countingIn(this.portfolio, space)
      if (counting?.kind !== 'sum') continue
      for (const { space: key } of counting.leaves) {
        const leaf = this.spaces.get(key)
        if (leaf === undefined) continue
        leaf.parents.push(parent)
        parent.leaves.push(leaf)
      }
    }
  }
}

function entryOf(
  counting: Extract<Counting, { kind: 'entry' }>,
  resets: ResetTimes,
  earlier: LiveSpace | undefined,
): EntryCount {
  const known = earlier?.entry ?? null
  const isSame = known !== null && JSON.stringify(known.counting) === JSON.stringify(counting)
  return isSame ? known : new EntryCount(counting, resets)
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
