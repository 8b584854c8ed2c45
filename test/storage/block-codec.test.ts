import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slotColumnNames } from '../../src/domain/occupancy/slots.ts'
import { Block, encodeBlock } from '../../src/storage/sqlite/block-codec.ts'
import { valuesOf } from './slot-days.ts'

const KEY = { space: 2 ** 40 + 7, month: 652 }
const HEADER_BYTES = 104

describe('a rollup block', () => {
  test('gives back random columns exactly', () => {
    fc.assert(
      fc.property(anyBlock, ({ firstDay, days, columns }) => {
        const block = new Block(KEY, encodeBlock({ ...KEY, firstDay, days, columns }))
        block.verify()

        const decoded = block.columns(slotColumnNames)

        expect(block.days).toBe(days)
        for (const [index, name] of slotColumnNames.entries())
          expect(valuesOf(decoded[name])).toEqual(Array.from(columns[index] ?? []))
      }),
      { numRuns: 150 },
    )
  })

  test.each([
    ['one value throughout', () => 2 ** 53, 8],
    ['up to 255', (slot: number) => slot % 256, 96 * 4],
    ['up to 65,535', (slot: number) => (slot === 9 ? 65_535 : 0), 96 * 4 * 2],
    ['up to 4,294,967,295', (slot: number) => (slot === 9 ? 4_294_967_295 : 1), 96 * 4 * 4],
    ['up to 2^53', (slot: number) => (slot === 9 ? 2 ** 53 : 1), 96 * 4 * 8],
    ['fractions', (slot: number) => slot / 4, 96 * 4 * 8],
    ['below zero', (slot: number) => -slot, 96 * 4 * 8],
  ])('a column of %s takes no more bytes than it needs', (_, value, bytes) => {
    const constant = new Float64Array(4 * 96)
    const column = constant.map((_value, slot) => value(slot))
    const columns = slotColumnNames.map((name) => (name === 'peak' ? column : constant))

    const body = encodeBlock({ ...KEY, firstDay: 0, days: 4, columns })

    expect(body.byteLength).toBe(HEADER_BYTES + 8 * 8 + bytes)
    expect(valuesOf(new Block(KEY, body).columns(['peak']).peak)).toEqual(Array.from(column))
  })

  test('columns that are not wanted read as constantly 0', () => {
    const columns = slotColumnNames.map(() => new Float64Array(96).fill(5))

    const decoded = new Block(KEY, encodeBlock({ ...KEY, firstDay: 3, days: 1, columns })).columns(['low'])

    expect(decoded.low).toEqual({ constant: 5, length: 96 })
    expect(decoded.peak).toEqual({ constant: 0, length: 96 })
  })

  test('knows which slots it holds', () => {
    const body = encodeBlock({ ...KEY, firstDay: 3, days: 1, columns: empty(1) })

    // May 2024 is 652 months after January 1970; its fourth day is the 19,847th after 1970-01-01.
    expect(new Block(KEY, body).firstDay).toBe(19_847)
    expect(new Block(KEY, body).firstSlot).toBe(19_847 * 96)
  })

  test('is read the same from bytes that are not aligned', () => {
    const columns = slotColumnNames.map((_, index) =>
      Float64Array.from({ length: 96 }, (_value, slot) => slot * 300 ** (index % 4)),
    )
    const body = encodeBlock({ ...KEY, firstDay: 0, days: 1, columns })
    const shifted = new Uint8Array(body.byteLength + 3)
    shifted.set(body, 3)

    const block = new Block(KEY, shifted.subarray(3))

    block.verify()
    expect(block.columns(slotColumnNames)).toEqual(new Block(KEY, body).columns(slotColumnNames))
  })

  test('notices every single changed bit', () => {
    const body = encodeBlock({ ...KEY, firstDay: 0, days: 2, columns: ramp(2) })

    fc.assert(
      fc.property(fc.nat(body.byteLength * 8 - 1), (bit) => {
        const changed = Buffer.from(body)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))

        expect(() => new Block(KEY, changed).verify()).toThrow(/are damaged/)
      }),
      { numRuns: 400 },
    )
  })

  test('notices that it was cut short', () => {
    const body = encodeBlock({ ...KEY, firstDay: 0, days: 2, columns: ramp(2) })

    expect(() => new Block(KEY, body.subarray(0, 50))).toThrow(/cut short/)
    expect(() => new Block(KEY, body.subarray(0, body.length - 8)).columns(['capped'])).toThrow(
      /columns are not where/,
    )
  })

  test('refuses to be read as the block of another space or month', () => {
    const body = encodeBlock({ ...KEY, firstDay: 0, days: 1, columns: empty(1) })

    expect(() => new Block({ ...KEY, space: 8 }, body)).toThrow(/space 8 in 2024-05 are damaged: it belongs/)
    expect(() => new Block({ ...KEY, month: 653 }, body)).toThrow(/in 2024-06 are damaged: it belongs/)
  })
})

const anyBlock = fc
  .record({ firstDay: fc.nat(28), days: fc.integer({ min: 1, max: 3 }) })
  .chain(({ firstDay, days }) =>
    fc.record({
      firstDay: fc.constant(firstDay),
      days: fc.constant(days),
      columns: fc.tuple(...slotColumnNames.map(() => anyValues(days * 96))),
    }),
  )

function anyValues(length: number): fc.Arbitrary<Float64Array> {
  const upTo = (max: number) =>
    fc
      .array(fc.integer({ min: 0, max }), { minLength: length, maxLength: length })
      .map((values) => Float64Array.from(values))
  return fc.oneof(
    fc.integer({ min: 0, max: 2 ** 53 }).map((value) => new Float64Array(length).fill(value)),
    upTo(0xff),
    upTo(0xffff),
    upTo(0xffff_ffff),
    upTo(2 ** 53),
  )
}

function empty(days: number): readonly Float64Array[] {
  return slotColumnNames.map(() => new Float64Array(days * 96))
}

function ramp(days: number): readonly Float64Array[] {
  return slotColumnNames.map(() => Float64Array.from({ length: days * 96 }, (_, slot) => slot * 1_000))
}
