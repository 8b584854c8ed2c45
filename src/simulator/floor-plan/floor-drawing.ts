import type { FloorLayout, PlacedRoom, Rectangle } from './floor-layout.ts'

const SEAT_RADIUS = 5
const SEAT_SPACING = 22
const MARGIN = 26
const DOOR = 26

/**
 * A floor as an SVG drawing: walls, doors, seats. Lines are of a grey that stands out on light and on dark, and
 * nothing is filled, so that whatever shows how full the rooms are can shine through.
 */
export function drawFloor({ width, height, corridor, rooms }: FloorLayout): string {
  const walls = rooms.map((room) => box(room)).join('')
  const doors = rooms.map(doorOf).join('')
  const seats = rooms.flatMap(seatsOf).join('')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<g fill="none" stroke="#87938d" stroke-width="3">${walls}</g>`,
    `<rect x="4" y="4" width="${width - 8}" height="${height - 8}" fill="none" stroke="#87938d" stroke-width="8"/>`,
    `<g fill="none" stroke="#87938d" stroke-width="2" stroke-dasharray="2 8">${middleOf(corridor)}</g>`,
    `<g fill="none" stroke="#a9b4ae" stroke-width="2">${doors}</g>`,
    `<g fill="#a9b4ae" fill-opacity="0.55">${seats}</g>`,
    '</svg>',
  ].join('')
}

function box({ x, y, width, height }: Rectangle): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`
}

function middleOf({ x, y, width, height }: Rectangle): string {
  return `<path d="M${x} ${y + height / 2}h${width}"/>`
}

/** A leaf that swings into the room, in the wall nearest to the corridor. */
function doorOf({ x, y, width, height, door }: PlacedRoom): string {
  const leaf = Math.min(DOOR, width / 2, height / 2)
  const hinge = Math.round(x + width / 2 - leaf / 2)
  const [wall, inwards] = door === 'below' ? [y + height, -leaf] : [y, leaf]
  const sweep = door === 'below' ? 1 : 0
  return `<path d="M${hinge} ${wall}v${inwards}a${leaf} ${leaf} 0 0 ${sweep} ${leaf} ${-inwards}"/>`
}

/** As many seats as the room has, or as fit. */
function seatsOf({ room, x, y, width, height }: PlacedRoom): readonly string[] {
  const columns = Math.floor((width - 2 * MARGIN) / SEAT_SPACING) + 1
  const rows = Math.floor((height - 2 * MARGIN) / SEAT_SPACING) + 1
  if (columns < 1 || rows < 1) return []
  const count = Math.min(room.capacity ?? 0, columns * rows)
  const used = Math.min(columns, Math.ceil(Math.sqrt((count * columns) / rows)) || 1)
  const left = x + width / 2 - ((used - 1) * SEAT_SPACING) / 2
  const top = y + height / 2 - ((Math.ceil(count / used) - 1) * SEAT_SPACING) / 2
  return Array.from({ length: count }, (_, seat) => {
    const cx = left + (seat % used) * SEAT_SPACING
    const cy = top + Math.floor(seat / used) * SEAT_SPACING
    return `<circle cx="${cx}" cy="${cy}" r="${SEAT_RADIUS}"/>`
  })
}
