import type { Size } from '../floor/geometry/point.ts'

/** How tiles stand on one page of a screen, and how many pages that makes. */
export interface TileGrid {
  readonly columns: number
  readonly rows: number
  readonly pages: number
  /** Text size of a tile, in pixels: of its name; the rest is in proportion. */
  readonly text: number
}

/** Smallest tiles, in hundredths of the screen's shorter side: the widest that need few pages are taken. */
const levels = [
  { width: 40, height: 21 },
  { width: 33, height: 17 },
  { width: 27, height: 14 },
  { width: 23, height: 12 },
] as const
/** Tiles of these sizes are read well enough to have all of them on one page. */
const LEGIBLE_LEVELS = 3
/** Somebody who waits at a screen has seen everything after this many pages. */
const FEW_PAGES = 3
const SMALLEST_TEXT = 2.1
const LARGEST_TEXT = 7
/** On the panel at a room's door. */
const LARGEST_TEXT_ALONE = 12
/** Tiles look best about this many times as wide as high. */
const BEST_SHAPE = 2

/** The grid for `count` tiles in a box; `unit` is a hundredth of the screen's shorter side, in pixels. */
export function tileGrid(count: number, { width, height }: Size, unit: number): TileGrid {
  const most = levels.map((level) => ({
    columns: Math.max(1, Math.floor(width / (level.width * unit))),
    rows: Math.max(1, Math.floor(height / (level.height * unit))),
  }))
  const pagesAt = ({ columns, rows }: { columns: number; rows: number }) =>
    Math.max(1, Math.ceil(count / (columns * rows)))
  const limit = most.slice(0, LEGIBLE_LEVELS).find((level) => pagesAt(level) === 1) ??
    most.find((level) => pagesAt(level) <= FEW_PAGES) ??
    most.at(-1) ?? { columns: 1, rows: 1 }
  const pages = pagesAt(limit)
  const { columns, rows } = bestShape(Math.ceil(count / pages), limit, { width, height })
  const [tileWidth, tileHeight] = [width / columns, height / rows]
  const text = Math.min(tileHeight * 0.19, tileWidth * 0.088)
  const largest = (count === 1 ? LARGEST_TEXT_ALONE : LARGEST_TEXT) * unit
  return { columns, rows, pages, text: Math.min(Math.max(text, SMALLEST_TEXT * unit), largest) }
}

/** The columns and rows for some tiles, that leave little empty and make the tiles neither towers nor bars. */
function bestShape(
  count: number,
  limit: { readonly columns: number; readonly rows: number },
  { width, height }: Size,
): { readonly columns: number; readonly rows: number } {
  const shapes = Array.from({ length: limit.columns }, (_, index) => index + 1)
    .map((columns) => ({ columns, rows: Math.max(1, Math.ceil(count / columns)) }))
    .filter(({ rows }) => rows <= limit.rows)
  const costOf = ({ columns, rows }: { columns: number; rows: number }) => {
    const shape = width / columns / (height / rows)
    const empty = (columns * rows - count) / (columns * rows)
    return Math.abs(Math.log(shape / BEST_SHAPE)) + empty * 1.5
  }
  return shapes.toSorted((a, b) => costOf(a) - costOf(b))[0] ?? limit
}
