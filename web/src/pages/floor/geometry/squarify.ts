import type { Box, Size } from './point.ts'

/**
 * Tiles that fill a rectangle, as square as they can be, each as large as its weight asks (Bruls, Huizing and van
 * Wijk, Squarified Treemaps, 2000). Weights must be above zero; tiles come in the order of the weights.
 */
export function squarify(weights: readonly number[], { width, height }: Size): readonly Box[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const scale = total === 0 ? 0 : (width * height) / total
  const order = weights.map((_, index) => index).toSorted((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))
  const tiles = new Map<number, Box>()
  let free: Box = { x: 0, y: 0, width, height }
  for (let start = 0; start < order.length; ) {
    const areas = order.slice(start).map((index) => (weights[index] ?? 0) * scale)
    const row = areas.slice(0, rowLength(areas, Math.min(free.width, free.height)))
    const [boxes, rest] = layRow(row, free)
    boxes.forEach((box, position) => {
      tiles.set(order[start + position] ?? -1, box)
    })
    free = rest
    start += row.length
  }
  return weights.flatMap((_, index) => tiles.get(index) ?? [])
}

/** How many areas make up the row along a side in which the least square tile is the squarest. */
function rowLength(areas: readonly number[], side: number): number {
  let sum = 0
  let least = Number.POSITIVE_INFINITY
  for (const [index, area] of areas.entries()) {
    sum += area
    const depth = sum / side
    // Areas descend: the first and the last of a row are the least square ones.
    const worst = Math.max(...[areas[0] ?? area, area].map((each) => ratio(each / depth, depth)))
    if (worst > least) return index
    least = worst
  }
  return areas.length
}

function ratio(a: number, b: number): number {
  return Math.max(a / b, b / a)
}

/** Lays a row along the shorter side. Answers its tiles and what is left. */
function layRow(row: readonly number[], free: Box): readonly [readonly Box[], Box] {
  const sum = row.reduce((total, area) => total + area, 0)
  const { x, y, width, height } = free
  if (width >= height) {
    const depth = sum / height
    let top = y
    const boxes = row.map((area) => {
      const box = { x, y: top, width: depth, height: area / depth }
      top += box.height
      return box
    })
    return [boxes, { x: x + depth, y, width: width - depth, height }]
  }
  const depth = sum / width
  let left = x
  const boxes = row.map((area) => {
    const box = { x: left, y, width: area / depth, height: depth }
    left += box.width
    return box
  })
  return [boxes, { x, y: y + depth, width, height: height - depth }]
}

/** Weight of a space's tile. Far from proportional: a booth must stay readable beside a lecture hall. */
export function tileWeight(capacity: number | null): number {
  return 2 + Math.log2(1 + (capacity ?? 2))
}

/** How high a field of tiles must be, for all of them to be readable at a width. */
export function tilesHeight(count: number, width: number, leastHeight: number): number {
  // Narrow screens take two or three beside each other, wide ones larger tiles.
  const side = width < 560 ? 112 : width < 1_200 ? 124 : 136
  return Math.max(Math.min(leastHeight, count * side), Math.ceil((count * side * side) / width))
}
