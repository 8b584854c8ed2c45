import type { DocumentSpace, PortfolioDocument } from '../portfolio/portfolio-document.ts'
import { CAPACITY, TIME_ZONE } from './slot-year.ts'

const SPACES_PER_FLOOR = 10
const FLOORS_PER_BUILDING = 10

/** Id of a space that counts, by its index. */
export function spaceId(index: number): string {
  return `spc_${index}`
}

/** Serial number of the sensor over a space. */
export function serialNumber(index: number): string {
  return `OA-${index}`
}

/** A campus whose buildings have ten floors of ten spaces, each space with an open-area sensor. */
export function benchPortfolio(spaces: number): PortfolioDocument {
  const perBuilding = SPACES_PER_FLOOR * FLOORS_PER_BUILDING
  const buildings = Array.from({ length: Math.ceil(spaces / perBuilding) }, (_, building) =>
    buildingOf(building, Math.min(perBuilding, spaces - building * perBuilding)),
  )
  return {
    spaces: [{ name: 'Bench campus', type: 'campus', timeZone: TIME_ZONE, children: buildings }],
    sensors: Array.from({ length: spaces }, (_, index) => ({
      serialNumber: serialNumber(index),
      type: 'oa',
      spaceIds: [spaceId(index)],
    })),
  }
}

function buildingOf(building: number, spaces: number): DocumentSpace {
  const firstSpace = building * SPACES_PER_FLOOR * FLOORS_PER_BUILDING
  return {
    name: `Building ${building}`,
    type: 'building',
    children: Array.from({ length: Math.ceil(spaces / SPACES_PER_FLOOR) }, (_, floor) => ({
      name: `Floor ${floor}`,
      type: 'floor',
      children: floorSpaces(
        firstSpace + floor * SPACES_PER_FLOOR,
        Math.min(SPACES_PER_FLOOR, spaces - floor * SPACES_PER_FLOOR),
      ),
    })),
  }
}

function floorSpaces(first: number, count: number): readonly DocumentSpace[] {
  return Array.from({ length: count }, (_, offset) => ({
    id: spaceId(first + offset),
    name: `Space ${first + offset}`,
    type: 'space',
    capacity: CAPACITY,
  }))
}
