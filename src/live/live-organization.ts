import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import { isPassage, ReadingKind } from '../domain/reading/reading.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { Pacing } from '../history/pacing.ts'
import type { Arrival } from '../storage/log-row.ts'
import type { ReadingLog, Touched } from '../storage/reading-log.ts'
import { liveCrossings } from './crossing-watch.ts'
import { DueHeap } from './due-heap.ts'
import { type LiveCrossing, LiveFeed } from './live-feed.ts'
import { LiveGraph } from './live-graph.ts'
import { LiveSensor } from './live-sensor.ts'
import type { LiveSpace } from './live-space.ts'
import { type LiveState, nothingCounts } from './live-state.ts'
import type { ResetTimes } from './reset-times.ts'

/** What an organization's live state is worked out from. */
export interface LiveSources {
  readonly log: Pick<ReadingLog, 'read' | 'head' | 'position'>
  readonly resets: ResetTimes
  readonly onError: (error: unknown) => void
}

/** Changes by itself: a space by the entries of a day, a sensor by silence. */
type Changing = LiveSensor | EntrySpace

interface EntrySpace {
  readonly space: LiveSpace
  readonly dueAt: EpochMs
}

/** One organization's spaces and sensors as they are now. */
export class LiveOrganization {
  readonly feed: LiveFeed
  readonly #sources: LiveSources
  #portfolio: Portfolio
  #graph: LiveGraph | null = null
  #heap = new DueHeap<Changing>()
  #entries = new Map<LiveSpace, EntrySpace>()
  readonly #sensors = new Set<LiveSensor>()
  readonly #counts = new Set<LiveSpace>()
  readonly #changed = new Set<LiveSpace>()
  readonly #crossings: LiveCrossing[] = []
  /** What could not be read: left alone until the next moment. */
  readonly #failed = new Set<LiveSensor | LiveSpace>()
  #at: EpochMs = -Infinity
  #isBegun = false

  constructor(portfolio: Portfolio, sources: LiveSources) {
    this.#portfolio = portfolio
    this.#sources = sources
    this.feed = new LiveFeed(portfolio.organization)
  }

  /** Takes in another set-up; what it changes is worked out with the next {@link bringUpTo}. */
  adopt(portfolio: Portfolio): void {
    this.#portfolio = portfolio
  }

  /** Whether the state may be read as that of `now`. */
  isCurrent(now: EpochMs): boolean {
    return (
      this.#graph?.portfolio === this.#portfolio &&
      this.#sensors.size === 0 &&
      this.#counts.size === 0 &&
      this.#changed.size === 0 &&
      this.#crossings.length === 0 &&
      now >= this.#at &&
      now < this.#heap.next
    )
  }

  get dueAt(): EpochMs {
    return this.#heap.next
  }

  /** Takes note of an append; what was told about other organizations' subjects says nothing here. */
  touched(touched: readonly Touched[], accepted: readonly Arrival[], now: EpochMs): void {
    const graph = this.#graph
    if (graph === null || !touched.some(({ subject }) => graph.knows(subject))) return
    this.#crossings.push(...liveCrossings(graph, accepted, now, this.#sources.resets))
    for (const { subject } of touched) this.#distrust(graph.sensors.get(subject))
    for (const { reading } of accepted) {
      const { subject, kind, at } = reading
      const sensor = graph.sensors.get(subject)
      if (sensor !== undefined && at > sensor.heardAt) sensor.heardAt = at
      if (!isPassage(reading) && kind !== ReadingKind.reset) continue
      for (const space of graph.entries.get(subject) ?? []) {
        space.entry?.arrive(reading)
        this.#counts.add(space)
      }
    }
  }

  /** Tries again what could not be read. */
  retry(): void {
    for (const failed of this.#failed) {
      if (failed instanceof LiveSensor) this.#distrust(failed)
      else this.#counts.add(failed)
    }
    this.#failed.clear()
  }

  /** Works out everything for `now` and tells what changed. */
  async bringUpTo(now: EpochMs, pacing: Pacing): Promise<void> {
    if (this.#graph?.portfolio !== this.#portfolio) this.#lay()
    if (now < this.#at) this.#goBack()
    this.#at = now
    this.#takeDue(now)
    await this.#countEntries(now, pacing)
    await this.#readSensors(now, pacing)
    this.#publish()
    this.#isBegun = true
  }

  /** How a space is; to be asked when {@link isCurrent}. */
  state(key: SpaceKey): LiveState {
    return this.#graph?.spaces.get(key)?.state() ?? nothingCounts
  }

  /** The sensors and spaces; to be asked when {@link isCurrent}. */
  graph(): LiveGraph | null {
    return this.#graph
  }

  #distrust(sensor: LiveSensor | undefined): void {
    if (sensor === undefined) return
    sensor.distrust()
    this.#sensors.add(sensor)
  }

  #lay(): void {
    const before = this.#graph
    const graph = new LiveGraph(this.#portfolio, this.#sources.resets, before)
    this.#graph = graph
    this.#heap = new DueHeap()
    this.#entries = new Map()
    this.#counts.clear()
    this.#sensors.clear()
    this.#failed.clear()
    this.#everything(graph)
  }

  /** The clock was put back: whatever was worked out may lie ahead of it. */
  #goBack(): void {
    if (this.#graph !== null) this.#everything(this.#graph)
  }

  #everything(graph: LiveGraph): void {
    for (const sensor of graph.sensors.values()) this.#sensors.add(sensor)
    for (const space of graph.spaces.values()) if (space.entry !== null) this.#counts.add(space)
  }

  #takeDue(now: EpochMs): void {
    for (const item of this.#heap.takeDue(now)) {
      if ('space' in item) this.#counts.add(item.space)
      else this.#sensors.add(item)
    }
  }

  async #countEntries(now: EpochMs, pacing: Pacing): Promise<void> {
    for (const space of this.#counts) {
      const { entry } = space
      this.#counts.delete(space)
      if (entry === null) continue
      try {
        await entry.bringUpTo(now, this.#sources.log)
      } catch (error) {
        this.#failed.add(space)
        this.#sources.onError(error)
        continue
      }
      this.#note(space)
      this.#heap.set(this.#entryOf(space))
      await pacing.breathe()
    }
  }

  #entryOf(space: LiveSpace): EntrySpace {
    const known = this.#entries.get(space)
    if (known !== undefined) return known
    const entry = {
      space,
      get dueAt(): EpochMs {
        return space.entry?.dueAt ?? Infinity
      },
    }
    this.#entries.set(space, entry)
    return entry
  }

  async #readSensors(now: EpochMs, pacing: Pacing): Promise<void> {
    for (const sensor of this.#sensors) {
      this.#sensors.delete(sensor)
      try {
        if (sensor.mustReadFor(now)) await sensor.read(now, this.#sources.log)
      } catch (error) {
        this.#failed.add(sensor)
        this.#sources.onError(error)
        continue
      }
      sensor.settle(now)
      for (const { space } of sensor.links) this.#note(space)
      this.#heap.set(sensor)
      await pacing.breathe()
    }
  }

  #note(space: LiveSpace): void {
    this.#changed.add(space)
    for (const parent of space.passOn()) this.#changed.add(parent)
  }

  #publish(): void {
    const told = new Map<SpaceKey, LiveState>()
    for (const space of this.#changed) {
      const state = space.state()
      const before = space.told
      space.told = state
      if (before === null || !isSame(before, state)) told.set(space.key, state)
    }
    this.#changed.clear()
    const crossings = this.#crossings.splice(0)
    // What is found at the start is no change.
    if (!this.#isBegun) return
    const seq = this.#sources.log.position(this.feed.organization)
    this.feed.publish(told, crossings, seq, this.#sources.onError)
  }
}

function isSame(a: LiveState, b: LiveState): boolean {
  return a.count === b.count && a.isKnown === b.isKnown && a.health === b.health
}
