/** A line that is longer than is taken. */
export const TOO_LONG = Symbol('a line that is too long')

const NEWLINE = 10

/**
 * Cuts bytes into lines of text, whichever way they come in pieces. Lines longer than the limit come out as
 * {@link TOO_LONG}, without ever being held in memory. Lines with nothing but blanks are left out.
 */
export class LineSplitter {
  readonly #limitBytes: number
  #pieces: Uint8Array[] = []
  #heldBytes = 0
  #isTooLong = false
  /** Lines with nothing but blanks that were left out so far. */
  blankLines = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  /** The lines that end in this piece. */
  push(piece: Uint8Array): (string | typeof TOO_LONG)[] {
    const end = piece.lastIndexOf(NEWLINE)
    if (end === -1) {
      this.#hold(piece)
      return []
    }
    const lines: (string | typeof TOO_LONG)[] = []
    const first = piece.indexOf(NEWLINE)
    this.#hold(piece.subarray(0, first))
    this.#takeHeld(lines)
    if (end > first) {
      const whole = Buffer.from(piece.buffer, piece.byteOffset + first + 1, end - first - 1)
      for (const line of whole.toString('utf8').split('\n')) this.#take(line, lines)
    }
    this.#hold(piece.subarray(end + 1))
    return lines
  }

  /** The last line, when nothing ended it. */
  end(): (string | typeof TOO_LONG)[] {
    const lines: (string | typeof TOO_LONG)[] = []
    this.#takeHeld(lines)
    return lines
  }

  #hold(piece: Uint8Array): void {
    if (this.#isTooLong || piece.length === 0) return
    this.#heldBytes += piece.length
    this.#isTooLong = this.#heldBytes > this.#limitBytes
    if (this.#isTooLong) this.#pieces = []
    else this.#pieces.push(piece)
  }

  #takeHeld(lines: (string | typeof TOO_LONG)[]): void {
    if (this.#isTooLong) lines.push(TOO_LONG)
    else this.#take(Buffer.concat(this.#pieces).toString('utf8'), lines)
    this.#pieces = []
    this.#heldBytes = 0
    this.#isTooLong = false
  }

  #take(line: string, lines: (string | typeof TOO_LONG)[]): void {
    // No character takes more than three bytes for each of its UTF-16 units.
    const isTooLong = line.length * 3 > this.#limitBytes && Buffer.byteLength(line) > this.#limitBytes
    if (isTooLong) lines.push(TOO_LONG)
    else if (line.trim() !== '') lines.push(line)
    else this.blankLines++
  }
}
