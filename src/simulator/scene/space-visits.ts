import { dayVisits } from '../behaviour/day-visits.ts'
import { demandOn } from '../behaviour/demand.ts'
import type { LocalDay } from '../behaviour/local-day.ts'
import { type Visit, visit } from '../behaviour/visit.ts'
import { hashOf, Random } from '../random.ts'
import type { Cast } from './cast.ts'
import { isEventDay } from './incidents.ts'
import type { SimulatedSpace } from './scene.ts'

/** What every day of a simulation is drawn from. */
export interface Story {
  readonly seed: number
  readonly cast: Cast
}

const EVENT_CROWDING = 1.3

/**
 * The visits to a space, or to as much of it as `seats` says, on a local day. They depend on the story, `key` and
 * the day alone, so any day can be had without those before it.
 */
export function visitsTo(
  space: SimulatedSpace,
  { seats, key, day }: { readonly seats: number; readonly key: string; readonly day: LocalDay },
  { seed, cast }: Story,
): Visit[] {
  const random = new Random(hashOf(seed, key, day.day))
  if (space.id === cast.hardlyUsedSpace && !random.chance(0.07)) return []
  const demand = demandOn(space.profile, day)
  const visits = dayVisits({ profile: space.profile, demand, capacity: seats, random })
  if (space.id === cast.eventSpace && isEventDay(day)) visits.push(...eventVisits(seats, random))
  return visits
}

/** An evening that more people come to than the space is meant for. */
function eventVisits(seats: number, random: Random): Visit[] {
  const guests = Math.ceil(seats * EVENT_CROWDING)
  return Array.from({ length: guests }, () => visit(random.around(16.9, 0.15), random.around(18.6, 0.2)))
}
