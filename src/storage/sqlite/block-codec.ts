import { crc32 } from 'node:zlib'
import {
  type SlotColumn,
  type SlotColumnName,
  type SlotColumns,
  slotColumnNames,
} from '../../domain/occupancy/slots.ts'
import { firstSlotOf } from '../../domain/time/day.ts'
import { SLOTS_PER_DAY } from '../../domain/time/interval.ts'
import {
  type ColumnEncoding,
  decodeColumn,
  encodeColumn,
  encodedBytes,
  isColumnEncoding,
  narrowestEncoding,
} from './column-encoding.ts'
import { DamagedBlock } from './damaged-block.ts'
import { firstDayOf, type Month } from './month.ts'

/*
 * A block, in little-endian words of four bytes:
 *
 *   0  format version           4  month since 1970-01
 *   1  CRC-32 of what follows   5  first day held, counted from the month's first
 *   2  space, as a float64      6  days held
 *   3  (its second half)        7  0
 *   8  for each column its encoding and where it begins, in bytes
 *   …  the columns, each beginning at a multiple of eight bytes
 */
const FORMAT = 1
const WORD = { format: 0, checksum: 1, month: 4, firstDay: 5, days: 6, directory: 8 } as const
const SPACE_DOUBLE = 1
const CHECKED_FROM = 8
const DIRECTORY_END = WORD.directory * 4 + slotColumnNames.length * 8
const DAYS_IN_LONGEST_MONTH = 31

/** Where a block belongs. */
export interface BlockKey {
  readonly space: number
  readonly month: Month
}

/** Values of consecutive whole days, ready to be written as a block. */
export interface BlockValues extends BlockKey {
  /** Counted from the month's first day. */
  readonly firstDay: number
  readonly days: number
  /** In the order of `slotColumnNames`, each `days * 96` long. */
  readonly columns: readonly Float64Array[]
}

/** Writes slots down as a block, each column in the narrowest encoding that keeps it exact. */
export function encodeBlock({ space, month, firstDay, days, columns }: BlockValues): Buffer {
  const slots = days * SLOTS_PER_DAY
  const encodings = columns.map(narrowestEncoding)
  const size = encodings.reduce((sum, encoding) => sum + encodedBytes(encoding, slots), DIRECTORY_END)
  const bytes = new ArrayBuffer(size)
  const words = new Int32Array(bytes, 0, DIRECTORY_END / 4)
  words[WORD.format] = FORMAT
  new Float64Array(bytes)[SPACE_DOUBLE] = space
  words[WORD.month] = month
  words[WORD.firstDay] = firstDay
  words[WORD.days] = days
  let offset = DIRECTORY_END
  for (const [index, encoding] of encodings.entries()) {
    words[WORD.directory + index * 2] = encoding
    words[WORD.directory + index * 2 + 1] = offset
    encodeColumn(encoding, columns[index] ?? new Float64Array(slots), bytes, offset)
    offset += encodedBytes(encoding, slots)
  }
  words[WORD.checksum] = checksumOf(bytes, 0, size)
  return Buffer.from(bytes)
}

/** A block read back: views into its bytes, decoded column by column when asked for. */
export class Block {
  readonly #key: BlockKey
  readonly #bytes: Uint8Array
  readonly #words: Int32Array
  /** First day held. */
  readonly firstDay: number
  readonly days: number

  /** Checks that the bytes are a block of `key`, though not their checksum. Throws `DamagedBlock`. */
  constructor(key: BlockKey, bytes: Uint8Array) {
    // Typed-array views need alignment, which a view into a larger buffer may lack.
    this.#bytes = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes)
    this.#key = key
    if (bytes.byteLength < DIRECTORY_END) throw new DamagedBlock(key, 'it is cut short')
    this.#words = new Int32Array(this.#bytes.buffer, this.#bytes.byteOffset, DIRECTORY_END / 4)
    this.#checkHeader()
    this.firstDay = firstDayOf(key.month) + this.#word(WORD.firstDay)
    this.days = this.#word(WORD.days)
  }

  /** First slot held, counted from 1970-01-01T00:00Z. */
  get firstSlot(): number {
    return firstSlotOf(this.firstDay)
  }

  /** The columns asked for; the others read as constantly 0. */
  columns(names: readonly SlotColumnName[]): SlotColumns {
    const absent = { constant: 0, length: this.days * SLOTS_PER_DAY }
    const columns: Record<SlotColumnName, SlotColumn> = {
      observedMs: absent,
      occupiedMs: absent,
      personMs: absent,
      peak: absent,
      low: absent,
      entrances: absent,
      exits: absent,
      onlineMs: absent,
      capped: absent,
    }
    for (const name of names) columns[name] = this.#column(slotColumnNames.indexOf(name))
    return columns
  }

  /** Throws `DamagedBlock` when the bytes are not the ones that were written. */
  verify(): void {
    const { buffer, byteOffset, byteLength } = this.#bytes
    if (this.#word(WORD.checksum) !== checksumOf(buffer, byteOffset, byteLength))
      throw new DamagedBlock(this.#key, 'its checksum does not match')
  }

  #checkHeader(): void {
    const format = this.#word(WORD.format)
    if (format !== FORMAT) throw new DamagedBlock(this.#key, `its format ${format} is unknown`)
    const space = new Float64Array(this.#bytes.buffer, this.#bytes.byteOffset)[SPACE_DOUBLE]
    if (space !== this.#key.space || this.#word(WORD.month) !== this.#key.month)
      throw new DamagedBlock(this.#key, 'it belongs elsewhere')
    const [first, days] = [this.#word(WORD.firstDay), this.#word(WORD.days)]
    if (first < 0 || days < 1 || first + days > DAYS_IN_LONGEST_MONTH)
      throw new DamagedBlock(this.#key, 'its days are outside the month')
  }

  #column(index: number): SlotColumn {
    const { buffer, byteOffset, byteLength } = this.#bytes
    const encoding = this.#word(WORD.directory + index * 2)
    const offset = this.#word(WORD.directory + index * 2 + 1)
    const slots = this.days * SLOTS_PER_DAY
    if (!this.#holds(encoding, offset, slots, byteLength))
      throw new DamagedBlock(this.#key, 'its columns are not where it says')
    return decodeColumn(encoding as ColumnEncoding, buffer, byteOffset + offset, slots)
  }

  #holds(encoding: number, offset: number, slots: number, size: number): boolean {
    if (!isColumnEncoding(encoding) || offset < DIRECTORY_END || offset % 8 !== 0) return false
    return offset + encodedBytes(encoding, slots) <= size
  }

  #word(index: number): number {
    return this.#words[index] ?? 0
  }
}

function checksumOf(bytes: ArrayBufferLike, offset: number, length: number): number {
  return crc32(new Uint8Array(bytes, offset + CHECKED_FROM, length - CHECKED_FROM)) | 0
}
