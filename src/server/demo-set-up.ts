import { readDocument } from '../api/native/read-document.ts'
import type { Services } from '../api/services.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space } from '../domain/portfolio/space.ts'
import type { Author } from '../portfolio/author.ts'
import { drawFloor } from '../simulator/floor-plan/floor-drawing.ts'
import { layFloor, type PlacedRoom } from '../simulator/floor-plan/floor-layout.ts'
import type { PortfolioDocument } from '../simulator/portfolio-document.ts'

const DISPLAY = { id: 'dsp_whitman1', name: 'Library, first floor, by the stairs', floorId: 'spc_whitman1' }
const LIBRARY_HOURS = [
  { days: '23456', open: '07:30', close: '23:30' },
  { days: '17', open: '09:00', close: '21:00' },
]
const SITES = [
  { slug: 'whitman-library', shows: { within: 'spc_whitman' }, hours: LIBRARY_HOURS },
  { slug: 'campus', shows: { within: 'spc_campus' } },
]

/**
 * Makes a store hold the demo's portfolio with what its users would have set up: floor plans, a display, published
 * sites. Done again after a start that died half way, it adds what is missing.
 */
export async function setUpDemo(
  { portfolios, plans }: Pick<Services, 'portfolios' | 'plans'>,
  author: Author,
  document: PortfolioDocument,
): Promise<void> {
  const { organization } = author
  await portfolios.applyAll(author, await readDocument(document))
  const portfolio = await portfolios.current(organization)
  for (const space of portfolio.spaces.filter(({ type }) => type === 'floor')) {
    await drawPlan(plans, author, portfolio, space)
  }
  const displays = await portfolios.listDisplays(organization)
  if (displays.every(({ id }) => id !== DISPLAY.id)) await portfolios.createDisplay(author, DISPLAY)
  const sites = await portfolios.listSites(organization)
  const known = new Set(sites.map(({ slug }) => slug))
  for (const site of SITES) if (!known.has(site.slug)) await portfolios.publishSite(author, site)
}

async function drawPlan(
  plans: Services['plans'],
  author: Author,
  portfolio: Portfolio,
  floor: Space,
): Promise<void> {
  const rooms = portfolio.children(floor.key)
  const layout = layFloor(rooms.map(({ id, sizeArea, capacity }) => ({ id, size: sizeArea, capacity })))
  const { width, height } = layout
  const bytes = Buffer.from(drawFloor(layout))
  await plans.putImage(author, floor, { mediaType: 'image/svg+xml', width, height, bytes })
  const areas = layout.rooms.map((place) => ({
    spaceId: place.room.id,
    points: cornersOf(place).map(([x, y]) => [x / width, y / height] as const),
  }))
  await plans.putAreas(author, floor, areas)
}

function cornersOf({ x, y, width, height }: PlacedRoom): readonly (readonly [number, number])[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]
}
