/** How much of a file is looked at to tell its encoding, in bytes. */
const HEAD_BYTES = 1_024

/** Named by its value: the types of Node declare no type of this name for all, as those of browsers do. */
type Decoder = InstanceType<typeof TextDecoder>

/** Bytes are not text in an encoding that can be told. */
export class UnknownEncoding extends Error {
  constructor() {
    super('The text is neither UTF-8 nor UTF-16 with a byte-order mark.')
    this.name = 'UnknownEncoding'
  }
}

/**
 * Makes text of the bytes of a file, whichever way they come in pieces: UTF-16 where a byte-order mark says so, else
 * UTF-8. The mark is left out. A byte that is wrong spoils its own character (U+FFFD) and nothing beside it. Both methods
 * throw {@link UnknownEncoding}.
 */
export class TextDecoding {
  #head: Uint8Array = new Uint8Array()
  /** `null` until there is enough to tell the encoding by. */
  #decoder: Decoder | null = null

  /** The characters that are complete with these bytes; none before the encoding is told. */
  push(bytes: Uint8Array): string {
    if (this.#decoder !== null) return this.#decoder.decode(bytes, { stream: true })
    this.#head = joined(this.#head, bytes)
    return this.#head.length < HEAD_BYTES ? '' : this.#begin(true)
  }

  /** What is left: of a short file, all of it. */
  end(): string {
    return this.#decoder === null ? this.#begin(false) : this.#decoder.decode()
  }

  #begin(goesOn: boolean): string {
    this.#decoder = new TextDecoder(encodingOf(this.#head))
    const text = this.#decoder.decode(this.#head, { stream: goesOn })
    // UTF-16 without a mark passes for UTF-8 with NUL characters in it, which no CSV file has.
    if (text.slice(0, HEAD_BYTES).includes('\0')) throw new UnknownEncoding()
    return text
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
  const both = new Uint8Array(before.length + after.length)
  both.set(before)
  both.set(after, before.length)
  return both
}
