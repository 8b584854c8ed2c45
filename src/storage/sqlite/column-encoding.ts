import type { SlotColumn } from '../../domain/occupancy/slots.ts'

/** How a column is written down. The numbers are stored. */
export const ColumnEncoding = { constant: 0, u8: 1, u16: 2, u32: 3, f64: 4 } as const
export type ColumnEncoding = (typeof ColumnEncoding)[keyof typeof ColumnEncoding]

const BYTES_PER_SLOT = [0, 1, 2, 4, 8] as const
const CONSTANT_BYTES = 8
const ALIGNMENT = 8

/** Whether a number read from a block names an encoding. */
export function isColumnEncoding(code: number | undefined): code is ColumnEncoding {
  return code !== undefined && BYTES_PER_SLOT[code] !== undefined
}

/** Bytes that a column takes, rounded up so that the next one is aligned for any encoding. */
export function encodedBytes(encoding: ColumnEncoding, length: number): number {
  if (encoding === ColumnEncoding.constant) return CONSTANT_BYTES
  return Math.ceil((length * BYTES_PER_SLOT[encoding]) / ALIGNMENT) * ALIGNMENT
}

/** The narrowest encoding that gives back every value exactly. */
export function narrowestEncoding(values: Float64Array): ColumnEncoding {
  const first = values[0] ?? 0
  let [low, high, whole] = [first, first, true]
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0
    if (value < low) low = value
    if (value > high) high = value
    // `>>> 0` keeps exactly the values that a u32 can hold.
    if (value >>> 0 !== value) whole = false
  }
  if (!whole) return values.every((value) => value === first) ? ColumnEncoding.constant : ColumnEncoding.f64
  if (low === high) return ColumnEncoding.constant
  if (high <= 0xff) return ColumnEncoding.u8
  return high <= 0xffff ? ColumnEncoding.u16 : ColumnEncoding.u32
}

/** Writes a column into `buffer` at a multiple of 8 bytes. */
export function encodeColumn(
  encoding: ColumnEncoding,
  values: Float64Array,
  buffer: ArrayBuffer,
  offset: number,
): void {
  if (encoding === ColumnEncoding.constant) new Float64Array(buffer, offset, 1).set(values.subarray(0, 1))
  else viewOf(encoding, buffer, offset, values.length).set(values)
}

/** A view of the column that was written into `buffer` at a multiple of 8 bytes; copies nothing. */
export function decodeColumn(
  encoding: ColumnEncoding,
  buffer: ArrayBufferLike,
  offset: number,
  length: number,
): SlotColumn {
  if (encoding !== ColumnEncoding.constant) return viewOf(encoding, buffer, offset, length)
  return { constant: new Float64Array(buffer, offset, 1)[0] ?? 0, length }
}

function viewOf(
  encoding: Exclude<ColumnEncoding, 0>,
  buffer: ArrayBufferLike,
  offset: number,
  length: number,
): Uint8Array | Uint16Array | Uint32Array | Float64Array {
  switch (encoding) {
    case ColumnEncoding.u8:
      return new Uint8Array(buffer, offset, length)
    case ColumnEncoding.u16:
      return new Uint16Array(buffer, offset, length)
    case ColumnEncoding.u32:
      return new Uint32Array(buffer, offset, length)
    case ColumnEncoding.f64:
      return new Float64Array(buffer, offset, length)
  }
}
