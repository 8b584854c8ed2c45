import { describe, expect, test } from 'vitest'
import { isEmpty } from '../../../src/domain/occupancy/slot-fold.ts'
import {
  decodeCount,
  encodeCount,
  isConstant,
  type SlotColumns,
  slotAt,
  slotColumnNames,
} from '../../../src/domain/occupancy/slots.ts'

describe('a slot column', () => {
  test.each([
    ['bytes', Uint8Array.of(3, 7)],
    ['16-bit integers', Uint16Array.of(3, 7)],
    ['32-bit integers', Uint32Array.of(3, 7)],
    ['doubles', Float64Array.of(3, 7)],
  ])('of %s gives the value of each slot', (_, column) => {
    expect(isConstant(column)).toBe(false)
    expect([slotAt(column, 0), slotAt(column, 1)]).toEqual([3, 7])
  })

  test('of one value gives it for every slot', () => {
    const column = { constant: 7, length: 2 }

    expect(isConstant(column)).toBe(true)
    expect([slotAt(column, 0), slotAt(column, 1)]).toEqual([7, 7])
  })
})

test.each([
  [null, 0],
  [0, 1],
  [41, 42],
])('a count of %s is held as %s', (count, encoded) => {
  expect(encodeCount(count)).toBe(encoded)
  expect(decodeCount(encoded)).toBe(count)
})

describe('slots are empty', () => {
  test('when every column is 0, however it is held', () => {
    expect(isEmpty(allZero)).toBe(true)
    expect(isEmpty({ ...allZero, observedMs: new Uint8Array(2), exits: new Float64Array(2) })).toBe(true)
  })

  test.each(slotColumnNames)('unless there is something in %s', (name) => {
    expect(isEmpty({ ...allZero, [name]: Uint32Array.of(0, 1) })).toBe(false)
    expect(isEmpty({ ...allZero, [name]: { constant: 1, length: 2 } })).toBe(false)
  })
})

const nothing = { constant: 0, length: 2 }
const allZero: SlotColumns = {
  observedMs: nothing,
  occupiedMs: nothing,
  personMs: nothing,
  peak: nothing,
  low: nothing,
  entrances: nothing,
  exits: nothing,
  onlineMs: nothing,
  capped: nothing,
}
