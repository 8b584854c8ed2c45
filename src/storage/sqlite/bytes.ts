const INITIAL_BYTES = 64 * 1024
/** Room for the longest variable-length number, rounded up. */
const NUMBER_BYTES = 10
const SMALL = 2 ** 31

/** Writes integers in as few bytes as they need, into a buffer that grows and is used again. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafeSlow(INITIAL_BYTES)
  #length = 0

  /** Begins anew, leaving room for a header. */
  reset(headerBytes: number): void {
    this.#length = headerBytes
  }

  byte(value: number): void {
    this.#reserve()
    this.#bytes[this.#length++] = value
  }

  /** An integer from 0 to 2^53. */
  unsigned(value: number): void {
    this.#reserve()
    this.#digits(value)
  }

  /** An integer from -2^53 to 2^53; its sign sits in the second bit of the first byte. */
  signed(value: number): void {
    this.#reserve()
    const size = Math.abs(value)
    const sign = value < 0 ? 0x40 : 0
    if (size < 0x40) {
      this.#bytes[this.#length++] = size | sign
      return
    }
    this.#bytes[this.#length++] = (size % 0x40) | sign | 0x80
    this.#digits(Math.floor(size / 0x40))
  }

  /** A text of any length. */
  text(value: string): void {
    const bytes = Buffer.from(value)
    this.unsigned(bytes.length)
    for (const byte of bytes) this.byte(byte)
  }

  /** What has been written, header included; valid until the next `reset`. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  #digits(value: number): void {
    let rest = value
    while (rest >= SMALL) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#bytes[this.#length++] = rest
  }

  #reserve(): void {
    if (this.#length + NUMBER_BYTES <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(this.#bytes.length * 2)
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}

/** Reads what a {@link ByteWriter} wrote. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #position: number

  constructor(bytes: Uint8Array, position: number) {
    this.#bytes = bytes
    this.#position = position
  }

  byte(): number {
    return this.#bytes[this.#position++] ?? 0
  }

  unsigned(): number {
    const first = this.byte()
    return first < 0x80 ? first : (first & 0x7f) + this.#digits(0x80)
  }

  signed(): number {
    const first = this.byte()
    const size = (first & 0x3f) + (first >= 0x80 ? this.#digits(0x40) : 0)
    return (first & 0x40) !== 0 ? -size : size
  }

  text(): string {
    const end = this.unsigned() + this.#position
    const bytes = this.#bytes.subarray(this.#position, end)
    this.#position = end
    return Buffer.from(bytes).toString()
  }

  /** Whether all has been read, and no more than that. */
  isAtEnd(): boolean {
    return this.#position === this.#bytes.length
  }

  #digits(scale: number): number {
    let value = 0
    let weight = scale
    for (;;) {
      const digit = this.byte()
      value += (digit & 0x7f) * weight
      if (digit < 0x80) return value
      weight *= 0x80
    }
  }
}
