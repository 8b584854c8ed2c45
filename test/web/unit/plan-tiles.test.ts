import fc from 'fast-check'
import { expect, test } from 'vitest'
import { squarify, tilesHeight, tileWeight } from '../../../web/src/pages/floor/geometry/squarify.ts'

const weights = fc.array(fc.integer({ min: 1, max: 500 }).map(tileWeight), { minLength: 1, maxLength: 200 })
const side = fc.integer({ min: 200, max: 4_000 })

test('tiles fill the field, each as large as its weight asks, and stay inside', () => {
  fc.assert(
    fc.property(weights, side, side, (wanted, width, height) => {
      const tiles = squarify(wanted, { width, height })
      const total = wanted.reduce((sum, weight) => sum + weight, 0)
      expect(tiles).toHaveLength(wanted.length)
      for (const [index, tile] of tiles.entries()) {
        expect(tile.width * tile.height).toBeCloseTo(((wanted[index] ?? 0) / total) * width * height, 3)
        expect(Math.min(tile.x, tile.y)).toBeGreaterThanOrEqual(0)
        expect(tile.x + tile.width).toBeLessThanOrEqual(width + 1e-6)
        expect(tile.y + tile.height).toBeLessThanOrEqual(height + 1e-6)
      }
    }),
  )
})

test('tiles do not overlap', () => {
  const tiles = squarify([8, 4, 4, 2, 1, 1, 1].map(tileWeight), { width: 600, height: 400 })
  for (const [index, a] of tiles.entries()) {
    for (const b of tiles.slice(index + 1)) {
      const isApart =
        a.x + a.width <= b.x + 1e-6 ||
        b.x + b.width <= a.x + 1e-6 ||
        a.y + a.height <= b.y + 1e-6 ||
        b.y + b.height <= a.y + 1e-6
      expect(isApart).toBe(true)
    }
  }
})

test('no tile is a sliver, from 5 to 200 spaces', () => {
  for (const count of [5, 12, 40, 200]) {
    const capacities = Array.from({ length: count }, (_, index) => [1, 4, 8, 24, 180][index % 5] ?? null)
    for (const width of [328, 700, 1_376, 3_000]) {
      const size = { width, height: tilesHeight(count, width, 480) }
      for (const tile of squarify(capacities.map(tileWeight), size)) {
        expect(Math.min(tile.width, tile.height)).toBeGreaterThan(48)
      }
    }
  }
})

test('no tiles need no field', () => {
  expect(squarify([], { width: 100, height: 100 })).toEqual([])
})
