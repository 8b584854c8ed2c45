import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawFloor } from '../../src/simulator/floor-plan/floor-drawing.ts'
import { layFloor, type RoomSketch } from '../../src/simulator/floor-plan/floor-layout.ts'

const rooms: fc.Arbitrary<readonly RoomSketch[]> = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    size: fc.option(fc.integer({ min: 20, max: 6_000 })),
    capacity: fc.option(fc.integer({ min: 0, max: 300 })),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 40 },
)

test('every room has a place of its own on the floor, off the corridor', () => {
  fc.assert(
    fc.property(rooms, (sketches) => {
      const { width, height, corridor, rooms: placed } = layFloor(sketches)

      expect(placed.map(({ room }) => room)).toEqual(sketches)
      for (const [index, a] of placed.entries()) {
        expect(Math.min(a.x, a.y, a.width, a.height)).toBeGreaterThan(0)
        expect(a.x + a.width).toBeLessThan(width)
        expect(a.y + a.height).toBeLessThan(height)
        for (const b of [...placed.slice(index + 1), corridor]) {
          const overlapX = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
          const overlapY = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
          expect(Math.min(overlapX, overlapY)).toBeLessThanOrEqual(0)
        }
      }
    }),
  )
})

test('a drawing has a wall and a door for each room, and a seat for each person where there is room for them', () => {
  const drawing = drawFloor(
    layFloor([
      { id: 'a', size: 300, capacity: 8 },
      { id: 'b', size: 28, capacity: 1 },
      { id: 'c', size: null, capacity: null },
    ]),
  )

  expect(drawing.match(/<rect /g)).toHaveLength(3 + 1)
  expect(drawing.match(/<circle /g)).toHaveLength(9)
})
