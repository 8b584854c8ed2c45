import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onPage, pageAt } from '../../../web/src/pages/display/paging.ts'
import { tileGrid } from '../../../web/src/pages/display/tile-grid.ts'

const screens = fc.record({
  width: fc.integer({ min: 300, max: 3_840 }),
  height: fc.integer({ min: 200, max: 3_840 }),
})

test('every tile of a screen is on one of its pages, whatever its size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), screens, (count, size) => {
      const { columns, rows, pages } = tileGrid(count, size, Math.min(size.width, size.height) / 100)
      const list = Array.from({ length: count }, (_, index) => index)
      const shown = Array.from({ length: pages }, (_, turn) =>
        onPage(list, pageAt(turn, pages), columns * rows),
      )

      expect(shown.flat()).toEqual(list)
      expect(shown.every((page) => page.length > 0)).toBe(true)
      expect(pageAt(pages, pages)).toBe(0)
    }),
  )
})

test('few tiles are larger than many', () => {
  const size = { width: 1_200, height: 800 }
  const texts = [1, 4, 12, 40, 200].map((count) => tileGrid(count, size, 10.8).text)

  expect(texts).toEqual(texts.toSorted((a, b) => b - a))
  expect(tileGrid(200, size, 10.8).pages).toBeGreaterThan(1)
  expect(tileGrid(12, size, 10.8).pages).toBe(1)
})
