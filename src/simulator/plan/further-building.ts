import type { SpaceFunction } from '../../domain/portfolio/space-function.ts'
import type { Random } from '../random.ts'
import { area, type BuildingPlan, type FloorPlan, hall, type RoomPlan, seat } from './building-plan.ts'

const buildingNames = [
  'Alder House',
  'Birch House',
  'Cedar House',
  'Dogwood House',
  'Elm House',
  'Fir House',
  'Hazel House',
  'Juniper House',
] as const

const floorNames = ['Ground Floor', 'First Floor', 'Second Floor', 'Third Floor', 'Fourth Floor'] as const

/** What a floor is made of, in order: enough kinds to look like one, and the same share of each on every floor. */
const floorMix: readonly (readonly [name: string, use: SpaceFunction, low: number, high: number])[] = [
  ['Open Desks', 'open_workstation', 24, 48],
  ['Conference Room', 'conference_room', 12, 20],
  ['Meeting Room', 'meeting_room', 6, 10],
  ['Meeting Room', 'meeting_room', 6, 10],
  ['Meeting Room', 'meeting_room', 4, 8],
  ['Huddle Room', 'huddle_room', 3, 5],
  ['Huddle Room', 'huddle_room', 3, 5],
  ['Collaboration Area', 'open_collaboration', 10, 24],
  ['Lounge', 'lounge', 10, 20],
  ['Kitchen', 'kitchen', 6, 10],
  ['Phone Booth', 'phone_booth', 1, 1],
  ['Phone Booth', 'phone_booth', 1, 1],
  ['Focus Room', 'focus_room', 1, 2],
  ['Focus Room', 'focus_room', 1, 2],
  ['Desk Pod', 'desk_group', 2, 4],
  ['Seminar Hall', 'theater', 40, 90],
]

/** A building of five floors of sixteen rooms, for campuses beyond the demo's; `index` counts from 0. */
export function furtherBuilding(index: number, random: Random): BuildingPlan {
  const round = Math.floor(index / buildingNames.length)
  const base = buildingNames[index % buildingNames.length] ?? buildingNames[0]
  const name = round === 0 ? base : `${base} ${round + 1}`
  return {
    name,
    // Letters alone: a digit at the end would read as one of the building's floors.
    code: `${base.toLowerCase().replace(' house', '')}${'x'.repeat(round)}`,
    address: `${20 + index * 2} Harbor Walk`,
    capacity: null,
    doorways: index % 2 === 0 ? ['Front Entrance', 'Rear Entrance'] : [],
    floors: floorNames.map((floor) => furtherFloor(floor, random)),
  }
}

function furtherFloor(name: string, random: Random): FloorPlan {
  return { name, doorways: [], rooms: floorMix.map((mix, index) => furtherRoom(mix, index + 1, random)) }
}

function furtherRoom(
  [kind, use, low, high]: (typeof floorMix)[number],
  number: number,
  random: Random,
): RoomPlan {
  const name = `${kind} ${number}`
  const capacity = low + random.below(high - low + 1)
  if (use === 'theater') return hall(name, use, capacity, { doorways: [`${name} Front`, `${name} Back`] })
  const labels = random.chance(0.3) ? ['Step-free'] : []
  if (use === 'phone_booth' || use === 'focus_room' || use === 'desk_group') {
    return seat(name, use, capacity, ...labels)
  }
  if (use.endsWith('_room')) labels.push('Bookable')
  return area(name, use, random.chance(0.05) ? null : capacity, ...labels)
}
