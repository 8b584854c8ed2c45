import type { BuildingPlan, FloorPlan, RoomPlan } from './plan/building-plan.ts'
import { DocumentDraft } from './plan/document-draft.ts'
import { furtherBuilding } from './plan/further-building.ts'
import { harborCampus } from './plan/harbor-campus.ts'
import type { PortfolioDocument } from './portfolio-document.ts'
import { hashOf, Random } from './random.ts'

/** What to plan. */
export interface PortfolioPlanOptions {
  /** How many leaf spaces; 60 where absent. */
  readonly spaces?: number
  readonly seed: number
}

const DEFAULT_SPACES = 60

/**
 * A believable campus in one time zone, as a portfolio document: buildings, floors and exactly the number of
 * leaf spaces asked for, with all counting modes, doorways, sensors and labels. The same options give the same
 * document. The seed shapes serial numbers and the buildings beyond the demo's; the demo's own rooms are fixed.
 */
export function planPortfolio({ spaces = DEFAULT_SPACES, seed }: PortfolioPlanOptions): PortfolioDocument {
  const draft = new DocumentDraft(seed)
  const campus = draft.addCampus('Harbor Campus', 'America/New_York')
  for (const building of buildingsFor(spaces, seed)) draft.addBuilding(building, campus)
  return draft.document()
}

function buildingsFor(spaces: number, seed: number): BuildingPlan[] {
  const buildings: BuildingPlan[] = []
  let left = spaces
  for (let index = 0; left > 0; index++) {
    const plan = harborCampus[index] ?? further(index - harborCampus.length, seed)
    const kept = firstRooms(plan, left)
    buildings.push(kept)
    left -= roomsOf(kept).length
  }
  return buildings
}

function further(index: number, seed: number): BuildingPlan {
  return furtherBuilding(index, new Random(hashOf(seed, 'building', index)))
}

function roomsOf(building: BuildingPlan): RoomPlan[] {
  return building.floors.flatMap((floor) => floor.rooms)
}

/** A building without the rooms beyond the first `limit`, and without the floors that this leaves bare. */
function firstRooms(building: BuildingPlan, limit: number): BuildingPlan {
  const floors: FloorPlan[] = []
  let left = limit
  for (const floor of building.floors) {
    if (left <= 0) break
    floors.push({ ...floor, rooms: floor.rooms.slice(0, left) })
    left -= floor.rooms.length
  }
  return { ...building, floors }
}
