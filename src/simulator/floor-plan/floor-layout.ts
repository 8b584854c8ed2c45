/** What a room is drawn by. */
export interface RoomSketch {
  readonly id: string
  /** Floor area in any unit; `null` where it is not known. */
  readonly size: number | null
  readonly capacity: number | null
}

/** A rectangle in pixels of the drawing, whole numbers. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where on a floor a room is, and on which side of it the corridor runs. */
export interface PlacedRoom extends Rectangle {
  readonly room: RoomSketch
  readonly door: 'above' | 'below'
}

/** A floor from above: rooms on both sides of a corridor. */
export interface FloorLayout {
  readonly width: number
  readonly height: number
  readonly corridor: Rectangle
  /** In the order of the rooms. */
  readonly rooms: readonly PlacedRoom[]
}

const WIDTH = 1200
const HEIGHT = 640
const WALL = 20
const CORRIDOR_HEIGHT = 72
const ROW_HEIGHT = (HEIGHT - 2 * WALL - CORRIDOR_HEIGHT) / 2
/** Rooms up to this size stand behind each other. */
const SMALL_SIZE = 120
const MOST_STACKED = 3
const USUAL_SIZE = 300
/** Less than 1, so that a hall does not leave its neighbours without width. */
const WIDTH_POWER = 0.5

/** Rooms that share a stretch of the corridor. */
interface Column {
  readonly rooms: RoomSketch[]
  readonly weight: number
}

/** Lays the rooms of a floor out. The same rooms give the same layout; no two overlap. */
export function layFloor(rooms: readonly RoomSketch[]): FloorLayout {
  const [upper, lower] = rowsOf(columnsOf(rooms))
  const lowerY = WALL + ROW_HEIGHT + CORRIDOR_HEIGHT
  const placed = [...placeRow(upper, WALL, 'below'), ...placeRow(lower, lowerY, 'above')]
  return {
    width: WIDTH,
    height: HEIGHT,
    corridor: { x: WALL, y: WALL + ROW_HEIGHT, width: WIDTH - 2 * WALL, height: CORRIDOR_HEIGHT },
    rooms: rooms.flatMap((room) => placed.find((place) => place.room === room) ?? []),
  }
}

function columnsOf(rooms: readonly RoomSketch[]): readonly Column[] {
  const columns: Column[] = []
  for (const room of rooms) {
    const size = room.size ?? USUAL_SIZE
    const last = columns.at(-1)
    const fits = last !== undefined && last.rooms.length < MOST_STACKED && isSmall(last.rooms[0])
    if (isSmall(room) && fits) last.rooms.push(room)
    else columns.push({ rooms: [room], weight: Math.max(size, SMALL_SIZE) ** WIDTH_POWER })
  }
  return columns
}

function isSmall(room: RoomSketch | undefined): boolean {
  return room?.size !== undefined && room.size !== null && room.size <= SMALL_SIZE
}

/** Shares the columns between the two sides of the corridor: each goes where less is. */
function rowsOf(columns: readonly Column[]): readonly [readonly Column[], readonly Column[]] {
  const upper: Column[] = []
  const lower: Column[] = []
  for (const column of columns) (weightOf(upper) <= weightOf(lower) ? upper : lower).push(column)
  return [upper, lower]
}

function weightOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { weight }) => sum + weight, 0)
}

function placeRow(columns: readonly Column[], y: number, door: PlacedRoom['door']): readonly PlacedRoom[] {
  const total = weightOf(columns)
  const xAt = (weight: number) => Math.round(WALL + ((WIDTH - 2 * WALL) * weight) / total)
  let before = 0
  return columns.flatMap(({ rooms, weight }) => {
    const [x, right] = [xAt(before), xAt(before + weight)]
    before += weight
    return stack(rooms, { x, y, width: right - x, height: ROW_HEIGHT }, door)
  })
}

function stack(rooms: readonly RoomSketch[], at: Rectangle, door: PlacedRoom['door']): readonly PlacedRoom[] {
  const yAt = (index: number) => Math.round(at.y + (at.height * index) / rooms.length)
  return rooms.map((room, index) => {
    const y = yAt(index)
    return { room, door, x: at.x, y, width: at.width, height: yAt(index + 1) - y }
  })
}
