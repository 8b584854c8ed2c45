import { HOUR_MS, MINUTE_MS } from '../../domain/time/interval.ts'
import type { LocalDay } from '../behaviour/local-day.ts'
import type { Visit } from '../behaviour/visit.ts'
import { hashOf, Random } from '../random.ts'
import type { WireCrossing, WireReset } from '../wire-reading.ts'
import type { EntryScene, Gate, Passage } from './scene.ts'
import type { SensorDay } from './sensor-day.ts'
import { type Story, visitsTo } from './space-visits.ts'

/** Share of people whom a sensor misses: more on the way out than in, so that a day ends a few too high. */
const MISSED_IN = 0.004
const MISSED_OUT = 0.008
const EXCURSION_CHANCE = 0.25
const SHORTEST_EXCURSION_STAY_MS = 20 * MINUTE_MS
const HEAD_COUNT_AT_MS = 14.5 * HOUR_MS

/**
 * A day at the doorways of a space: everybody comes before they go and goes before midnight, most by the first
 * doorway, some by way of a neighbouring space and back. On a few days somebody counts heads and says so.
 */
export function entryDay(scene: EntryScene, day: LocalDay, story: Story): SensorDay[] {
  const { space } = scene
  const visits = visitsTo(space, { seats: space.seats, key: space.id, day }, story)
  const random = new Random(hashOf(story.seed, space.id, 'doorways', day.day))
  const crossings = new Crossings(day, random)
  let present = 0
  for (const visit of visits) {
    crossings.enter(gateOf(scene, random), visit.from)
    crossings.leave(gateOf(scene, random), visit.until)
    const away = excursion(scene, visit, random, crossings)
    if (isDuring(visit, HEAD_COUNT_AT_MS) && !(away !== null && isDuring(away, HEAD_COUNT_AT_MS))) present++
  }
  const days = allGates(scene).map((gate) => ({ sensor: gate.sensor, readings: crossings.of(gate) }))
  const counted = space.type === 'space' && visits.length > 0 && random.chance(0.05)
  return counted ? [...days, headCount(space.id, present, day)] : days
}

function allGates({ gates, passages }: EntryScene): Gate[] {
  return [...gates, ...passages.map(({ gate }) => gate)]
}

function gateOf({ gates }: EntryScene, random: Random): Gate {
  return random.chance(0.6) ? gates[0] : random.pick(gates)
}

function excursion(scene: EntryScene, visit: Visit, random: Random, crossings: Crossings): Visit | null {
  const stayMs = visit.until - visit.from
  const passage: Passage | undefined = scene.passages[random.below(Math.max(1, scene.passages.length))]
  if (passage === undefined || stayMs < SHORTEST_EXCURSION_STAY_MS) return null
  if (!random.chance(EXCURSION_CHANCE)) return null
  const from = Math.round(visit.from + stayMs * random.between(0.3, 0.5))
  const until = Math.round(visit.from + stayMs * random.between(0.6, 0.95))
  crossings.enter(passage.gate, from)
  crossings.leave(passage.gate, until)
  return { from, until }
}

function isDuring({ from, until }: Visit, at: number): boolean {
  return from <= at && at < until
}

function headCount(spaceId: string, count: number, day: LocalDay): SensorDay {
  const reset: WireReset = { type: 'reset', space_id: spaceId, at: day.instantAt(HEAD_COUNT_AT_MS), count }
  return { sensor: null, readings: [reset] }
}

/** The crossings of one day as its sensors noticed them. */
class Crossings {
  readonly #day: LocalDay
  readonly #random: Random
  readonly #byDoorway = new Map<string, WireCrossing[]>()

  constructor(day: LocalDay, random: Random) {
    this.#day = day
    this.#random = random
  }

  enter(gate: Gate, sinceMidnight: number): void {
    if (!this.#random.chance(MISSED_IN)) this.#add(gate, sinceMidnight, gate.placement)
  }

  leave(gate: Gate, sinceMidnight: number): void {
    if (!this.#random.chance(MISSED_OUT)) this.#add(gate, sinceMidnight, gate.placement === 1 ? -1 : 1)
  }

  /** The crossings of a doorway in time order; people who passed at one instant the same way are one reading. */
  of(gate: Gate): WireCrossing[] {
    const crossings = this.#byDoorway.get(gate.doorwayId) ?? []
    crossings.sort((a, b) => a.at - b.at || a.direction - b.direction)
    const merged: WireCrossing[] = []
    for (const crossing of crossings) {
      const last = merged.at(-1)
      if (last?.at === crossing.at && last.direction === crossing.direction) {
        merged[merged.length - 1] = { ...last, n: (last.n ?? 1) + 1 }
      } else merged.push(crossing)
    }
    return merged
  }

  #add({ doorwayId, sensor }: Gate, sinceMidnight: number, direction: 1 | -1): void {
    const at = this.#day.instantAt(sinceMidnight)
    const crossing: WireCrossing =
      sensor === null
        ? { type: 'crossing', doorway_id: doorwayId, at, direction }
        : { type: 'crossing', sensor: sensor.serial, at, direction }
    const known = this.#byDoorway.get(doorwayId)
    if (known === undefined) this.#byDoorway.set(doorwayId, [crossing])
    else known.push(crossing)
  }
}
